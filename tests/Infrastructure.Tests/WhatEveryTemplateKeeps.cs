using System.Diagnostics;
using System.Text.Json.Nodes;

namespace WebhookSystem.Infrastructure.Tests;

/// <summary>Rules that hold for every resource of every template.</summary>
[Collection(Synthesized.Kernel)]
public sealed class WhatEveryTemplateKeeps
{
    /// <summary>Where IAM knows no resource: by its own reference of actions.</summary>
    private static readonly string[] WithoutResource =
        ["dynamodb:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords", "ecr:GetAuthorizationToken"];

    [Theory]
    [MemberData(nameof(Synthesized.Names), MemberType = typeof(Synthesized))]
    public void Nobody_may_everything(string name) => Assert.All(Allowed(name), statement =>
    {
        var actions = Many(statement["Action"]).ToList();
        Assert.All(actions, action => Assert.DoesNotContain('*', action));
        if (Many(statement["Resource"]).Contains("*"))
            Assert.All(actions, action => Assert.Contains(action, WithoutResource));
    });

    [Theory]
    [MemberData(nameof(Synthesized.Names), MemberType = typeof(Synthesized))]
    public void No_role_has_a_policy_that_AWS_wrote(string name) => Assert.All(
        Synthesized.Of(name).Resources.Where(one => one.Type == "AWS::IAM::Role"),
        role => Assert.Null(role.Properties["ManagedPolicyArns"]));

    [Theory]
    [MemberData(nameof(Synthesized.Names), MemberType = typeof(Synthesized))]
    public void Every_log_forgets(string name) => Assert.All(
        Synthesized.Of(name).Resources.Where(one => one.Type == "AWS::Logs::LogGroup"),
        log => Assert.NotNull(log.Properties["RetentionInDays"]));

    [Theory]
    [MemberData(nameof(Synthesized.Names), MemberType = typeof(Synthesized))]
    public void Every_alarm_calls_somebody(string name) => Assert.All(
        Synthesized.Of(name).Resources.Where(one => one.Type == "AWS::CloudWatch::Alarm"),
        alarm => Assert.NotEmpty(alarm.Properties["AlarmActions"]!.AsArray()));

    [Theory]
    [MemberData(nameof(Synthesized.Names), MemberType = typeof(Synthesized))]
    public async Task Every_resource_and_property_is_one_that_CloudFormation_knows(string name)
    {
        var template = Synthesized.Of(name);

        var (code, output) = await Programs.RunAsync("cfn-lint", ["-i", "W3005", "-t", template.Path]);

        Assert.True(code == 0, output);
    }

    private static IEnumerable<JsonNode> Allowed(string name) => Synthesized.Of(name).Resources
        .Where(one => one.Type is "AWS::IAM::Policy" or "AWS::IAM::Role")
        .SelectMany(one => one.Properties["PolicyDocument"]?["Statement"]?.AsArray() ?? [])
        .Select(statement => statement!)
        .Where(statement => statement["Effect"]!.GetValue<string>() == "Allow");

    private static IEnumerable<string> Many(JsonNode? value) => value switch
    {
        JsonArray several => several.Where(one => one is JsonValue).Select(one => one!.GetValue<string>()),
        JsonValue one => [one.GetValue<string>()],
        JsonObject or null => [],
        _ => throw new UnreachableException(),
    };
}
