using System.Net;
using Amazon.CloudFormation;
using Amazon.Runtime;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using static WebhookSystem.StandIns.Tests.Hosting.CloudFormationAnswers;

namespace WebhookSystem.StandIns.Tests.Hosting;

/// <summary>A stack that was deployed before is read by one call, and its outputs are there for who needs it.</summary>
public sealed class DeployedStacks
{
    private const string Denied = "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: "
        + "cloudformation:DescribeStacks";

    [Fact]
    public async Task Outputs_are_there_after_one_signed_call_that_names_the_stack()
    {
        await using var aws = await CloudFormationDouble.StartAsync(
            HttpStatusCode.OK, Stack("CREATE_COMPLETE", ("PayloadsBucket", "payloads-1"), ("IngressUrl", "https://x")));
        await using var app = await ReadAsync(aws);

        Assert.Equal(KnownResourceStates.Running, await app.EndedAsync());
        Assert.Equal("payloads-1", await app.Stack.GetOutput("PayloadsBucket").GetValueAsync());
        var asked = Assert.Single(aws.Asked);
        Assert.Equal(
            [("Action", "DescribeStacks"), ("StackName", "webhooks dev&1"), ("Version", "2010-05-15")],
            asked.Select(field => (field.Key, field.Value.ToString())).Order());
        Assert.Contains("/eu-west-1/cloudformation/aws4_request", Assert.Single(aws.Signatures));
    }

    [Fact]
    public async Task Reference_names_every_output_and_waits_for_the_stack()
    {
        var many = Enumerable.Range(0, 200).Select(number => ($"Output{number}", $"value-{number}")).ToArray();
        await using var aws = await CloudFormationDouble.StartAsync(
            HttpStatusCode.OK, Stack("UPDATE_COMPLETE", many));
        await using var app = await ReadAsync(aws);
        await app.EndedAsync();

        var environment = await app.EnvironmentOfAsync(
            app.Builder.AddExecutable("room", "none", ".").WithReference(app.Stack));

        Assert.Equal(200, environment.Count);
        Assert.All(many, output => Assert.Equal(output.Item2, environment[$"AWS__Resources__{output.Item1}"]));
    }

    [Fact]
    public async Task Section_of_a_reference_may_be_another()
    {
        await using var aws = await CloudFormationDouble.StartAsync(
            HttpStatusCode.OK, Stack("CREATE_COMPLETE", ("Bucket", "b")));
        await using var app = await ReadAsync(aws);
        await app.EndedAsync();

        var environment = await app.EnvironmentOfAsync(
            app.Builder.AddExecutable("room", "none", ".").WithReference(app.Stack, "Of:Mine"));

        Assert.Equal("b", environment["Of__Mine__Bucket"]);
    }

    [Fact]
    public async Task Escaped_text_is_read_as_it_was_meant()
    {
        await using var aws = await CloudFormationDouble.StartAsync(HttpStatusCode.OK, Stack(
            "CREATE_COMPLETE", ("Text", "a&lt;b&gt; &amp;amp; &#233; &quot;q&quot;"), ("Nothing", "")));
        await using var app = await ReadAsync(aws);
        await app.EndedAsync();

        Assert.Equal("a<b> &amp; é \"q\"", await app.Stack.GetOutput("Text").GetValueAsync());
        Assert.Equal("", await app.Stack.GetOutput("Nothing").GetValueAsync());
    }

    [Fact]
    public async Task Missing_stack_fails_the_resource_and_says_which_stack_is_not_there()
    {
        await using var aws = await CloudFormationDouble.StartAsync(
            HttpStatusCode.BadRequest, Error("ValidationError", "Stack with id webhooks dev&amp;1 does not exist"));
        await using var app = await ReadAsync(aws);

        Assert.Equal(KnownResourceStates.FailedToStart, await app.EndedAsync());
        Assert.Contains("Stack 'webhooks dev&1' is not there", await app.LastLineAsync());
        var failure = await Assert.ThrowsAsync<AmazonCloudFormationException>(
            () => app.Stack.GetOutput("Bucket").GetValueAsync().AsTask());
        Assert.Equal("ValidationError", failure.ErrorCode);
        Assert.Single(aws.Asked);
    }

    [Fact]
    public async Task Denied_access_fails_the_resource_and_says_what_AWS_answered()
    {
        await using var aws = await CloudFormationDouble.StartAsync(
            HttpStatusCode.Forbidden, Error("AccessDenied", Denied));
        await using var app = await ReadAsync(aws);

        Assert.Equal(KnownResourceStates.FailedToStart, await app.EndedAsync());
        Assert.Contains(Denied, await app.LastLineAsync());
    }

    [Fact]
    public async Task Answer_that_is_no_XML_fails_the_resource()
    {
        await using var aws = await CloudFormationDouble.StartAsync(HttpStatusCode.Forbidden, "<html>Blocked.<br>");
        await using var app = await ReadAsync(aws);

        Assert.Equal(KnownResourceStates.FailedToStart, await app.EndedAsync());
        Assert.Contains("Answered 403.", await app.LastLineAsync());
    }

    [Fact]
    public async Task Stack_in_creation_has_no_outputs_and_whoever_wants_one_hears_which_is_missing()
    {
        await using var aws = await CloudFormationDouble.StartAsync(HttpStatusCode.OK, Stack("CREATE_IN_PROGRESS"));
        await using var app = await ReadAsync(aws);

        Assert.Equal(KnownResourceStates.Running, await app.EndedAsync());
        Assert.Contains("CREATE_IN_PROGRESS", await app.LastLineAsync());
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => app.Stack.GetOutput("PayloadsBucket").GetValueAsync().AsTask());
        Assert.Contains("no output 'PayloadsBucket'", failure.Message);
    }

    private static Task<ReadStack> ReadAsync(CloudFormationDouble aws) => ReadStack.StartAsync(
        "webhooks dev&1",
        new AmazonCloudFormationClient(
            new BasicAWSCredentials("id", "key"),
            new AmazonCloudFormationConfig { ServiceURL = aws.Address, AuthenticationRegion = "eu-west-1" }));
}
