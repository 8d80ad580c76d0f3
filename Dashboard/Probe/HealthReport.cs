namespace WebhookSystem.Dashboard.Probe;

/// <summary>Whether the whole topology is ready, part by part.</summary>
/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
public sealed record HealthReport(string Status, IReadOnlyList<HealthPart> Parts)
{
    internal static HealthReport Of(IReadOnlyList<HealthPart> parts) =>
        new(parts.All(static part => part.Ready) ? "ready" : "notReady", parts);

    internal bool Ready => Parts.All(static part => part.Ready);
}

/// <summary>One part of the topology.</summary>
/// <param name="Name">The probe's name, or <c>stream</c> for the dashboard's own reader.</param>
/// <param name="Detail">What it answered, or why it is not ready.</param>
public sealed record HealthPart(string Name, bool Ready, string Detail);
