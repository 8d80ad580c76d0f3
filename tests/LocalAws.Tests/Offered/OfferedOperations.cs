using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WebhookSystem.LocalAws.Tests.Offered;

/// <summary>
/// An operation is offered when the product, a test or a command in the documents calls it, and then the ledger knows
/// it by its name; what is not offered is refused by its name.
/// </summary>
public sealed class OfferedOperations(LocalAwsFixture aws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public void What_the_product_calls_and_the_documents_type_is_offered()
    {
        Assert.Contains("dynamodb:UpdateItem", Callers.OfProductAndDocuments);
        Assert.Contains("s3:ListObjectsV2", Callers.OfProductAndDocuments);

        Assert.Empty(Callers.OfProductAndDocuments.Except(Names));
    }

    [Fact]
    public void What_is_offered_is_called_by_somebody() => Assert.All(Catalogue.All, static one => Assert.True(
        one.Service is "lambda" or "pipes" ? Callers.AskFor(one) : Callers.OfAnybody.Contains($"{one}"), $"{one}"));

    [Fact]
    public async Task The_ledger_knows_each_operation_by_its_name_and_no_other()
    {
        await using var server = await LocalAwsFixture.StartAsync();
        foreach (var operation in Catalogue.All)
            Assert.DoesNotContain("does not offer", await AnswerAsync(server, operation), StringComparison.Ordinal);

        var ledger = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync(
            new Uri("/_local/ledger", UriKind.Relative)));
        var known = ledger.GetProperty("calls").EnumerateArray().Select(static line =>
            $"{line.GetProperty("service").GetString()}:{line.GetProperty("operation").GetString()}").ToHashSet();

        // The streams' API is DynamoDB's for permissions, and so for the ledger.
        Assert.Equal(
            Names.Select(static name => name.Replace("dbstreams:", "db:", StringComparison.Ordinal)).Order(),
            known.Order());
    }

    [Fact]
    public void Nothing_is_offered_beside_it()
    {
        var offered = aws.Services.GetServices<LocalAws.DynamoDb.Operations.IOperation>()
            .Select(static one => $"dynamodb:{one.Name}")
            .Concat(aws.Services.GetServices<LocalAws.Sqs.Operations.IOperation>()
                .Select(static one => $"sqs:{one.Name}"))
            .Concat(aws.Services.GetServices<LocalAws.Wire.IQueryService>().Single().Actions
                .Select(static action => $"sts:{action}"))
            .Concat(aws.Services.GetRequiredService<EndpointDataSource>().Endpoints
                .Select(static endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)
                .OfType<string>());

        Assert.Empty(offered.Except(Names));
    }

    [Theory]
    [InlineData("POST", "/", "DynamoDB_20120810.CreateBackup", "DynamoDB CreateBackup.")]
    [InlineData("POST", "/", "DynamoDBStreams_20120810.Nothing", "DynamoDB Streams Nothing.")]
    [InlineData("POST", "/", "AmazonSQS.AddPermission", "SQS AddPermission.")]
    [InlineData("POST", "/", "secretsmanager.RotateSecret", "Secrets Manager RotateSecret.")]
    [InlineData("POST", "/", "Kinesis_20131202.PutRecord", "the operation 'Kinesis_20131202.PutRecord'.")]
    [InlineData("DELETE", "/2015-03-31/functions/f", null, "Lambda DeleteFunction.")]
    [InlineData("PUT", "/2015-03-31/functions/f/code", null, "Lambda UpdateFunctionCode.")]
    [InlineData("PUT", "/2017-10-31/functions/f/concurrency", null, "Lambda PutFunctionConcurrency.")]
    [InlineData("GET", "/2018-10-31/layers", null, "Lambda ListLayers.")]
    [InlineData("GET", "/v1/pipes", null, "EventBridge Pipes ListPipes.")]
    [InlineData("PUT", "/v1/pipes/p", null, "EventBridge Pipes UpdatePipe.")]
    [InlineData("POST", "/v1/pipes/p/stop", null, "EventBridge Pipes StopPipe.")]
    [InlineData("PUT", "/b?versioning", null, "S3 PutBucketVersioning.")]
    public async Task What_is_not_offered_is_refused_by_name(string method, string path, string? target, string name)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = Empty() };
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);

        Assert.Contains($"LocalAws does not offer {name}", await AnswerAsync(aws, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_of_another_service_is_refused_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Form("GetFederationToken") };

        Assert.Contains(
            "LocalAws does not offer the action 'GetFederationToken'.", await AnswerAsync(aws, request),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_here_is_no_bucket()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/restapis");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/apigateway/aws4_request, Signature=0");

        Assert.Contains(
            "LocalAws does not offer apigateway GET /restapis.", await AnswerAsync(aws, request),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names => Catalogue.All.Select(static one => $"{one}");

    private static async Task<string> AnswerAsync(LocalAwsFixture server, OfferedOperation operation)
    {
        using var request = new HttpRequestMessage(new(operation.Method), operation.Path)
        {
            Content = operation.Service == "sts" ? Form(operation.Name) : Empty(),
        };
        if (Catalogue.TargetOf(operation.Service) is { } target)
            request.Headers.Add("X-Amz-Target", $"{target}.{operation.Name}");
        if (operation.Name is "CopyObject" or "UploadPartCopy")
            request.Headers.Add("x-amz-copy-source", "/b/k");
        return await AnswerAsync(server, request);
    }

    private static async Task<string> AnswerAsync(LocalAwsFixture server, HttpRequestMessage request)
    {
        using var answer = await server.Http.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static StringContent Empty() => new("{}", Encoding.UTF8, "application/x-amz-json-1.0");

    private static FormUrlEncodedContent Form(string action) => new(new Dictionary<string, string>
    {
        ["Action"] = action,
        ["Version"] = "2011-06-15",
        ["RoleArn"] = "arn:aws:iam::000000000000:role/r",
        ["RoleSessionName"] = "s",
        ["AccessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
        ["WebIdentityToken"] = "token",
    });
}
