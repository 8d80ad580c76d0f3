namespace WebhookSystem.Dashboard.Probe;

/// <summary>What else must answer before the whole is called ready.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Addresses by name that must answer 200.</summary>
    public Dictionary<string, Uri> Probes { get; set; } = [];
}
