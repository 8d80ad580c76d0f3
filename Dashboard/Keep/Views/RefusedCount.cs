namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>How many requests of a source were refused for a reason.</summary>
public sealed record RefusedCount(string Source, string Verdict, long Requests);
