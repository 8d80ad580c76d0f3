using Amazon.CDK.AWS.IAM;

namespace WebhookSystem.Infrastructure.Permit;

/// <summary>Something that a role may do, to something that is named.</summary>
internal sealed record Allowance(IReadOnlyList<string> Actions, params IReadOnlyList<string> Resources)
{
    public PolicyStatement ToStatement() => new(new PolicyStatementProps
    {
        Effect = Effect.ALLOW,
        Actions = [.. Actions],
        Resources = [.. Resources],
    });
}
