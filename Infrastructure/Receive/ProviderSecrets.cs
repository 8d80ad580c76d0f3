using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Receive;

/// <summary>
/// A place for each source's secret. Empty until somebody puts what the provider shows there: until then its requests
/// are answered 503, and come again.
/// </summary>
internal sealed class ProviderSecrets : Construct
{
    public ProviderSecrets(Construct scope, Deployment deployment)
        : base(scope, "secrets") => Arns = [.. deployment.Sources.Select(source =>
    {
        var secret = new CfnSecret(this, source.Name, new CfnSecretProps
        {
            Name = Topology.Secrets.NameFor(source.Name),
            Description = $"The secret of the source {source.Name}, as {source.Provider} shows it",
        });
        secret.ApplyRemovalPolicy(deployment.Environment.KeepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        return secret.Ref;
    })];

    public IReadOnlyList<string> Arns { get; }
}
