using System.Net;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>An error that S3 would answer: its code, message and status, and what else its XML tells.</summary>
internal sealed class S3Exception(
    string code, string message, HttpStatusCode status, params (string Name, string Value)[] details)
    : Exception(message)
{
    public string Code { get; } = code;

    public HttpStatusCode Status { get; } = status;

    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;
}
