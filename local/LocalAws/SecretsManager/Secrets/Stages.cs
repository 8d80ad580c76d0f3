namespace WebhookSystem.LocalAws.SecretsManager.Secrets;

/// <summary>The labels that Secrets Manager moves by itself.</summary>
internal static class Stages
{
    public const string Current = "AWSCURRENT";
    public const string Previous = "AWSPREVIOUS";
    public const string Pending = "AWSPENDING";
}
