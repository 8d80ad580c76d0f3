namespace WebhookSystem.Dashboard.Admit;

/// <summary>What a person may do.</summary>
internal static class Roles
{
    /// <summary>May act: redrive, release, replay.</summary>
    public const string Operator = "operator";

    /// <summary>Policy: may look at pages and ask the API.</summary>
    public const string Reader = "reader";
}
