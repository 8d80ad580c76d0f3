using System.Net;

namespace WebhookSystem.Simulator.Sending;

/// <summary>What a request got.</summary>
/// <param name="Name">Status, or what came instead of one.</param>
/// <param name="IsAccepted">2xx.</param>
/// <param name="IsFailure">The receiver's trouble, not its verdict: providers try again.</param>
/// <param name="Wait">What the receiver asks to wait.</param>
internal sealed record Answer(string Name, bool IsAccepted, bool IsFailure, TimeSpan? Wait = null)
{
    public static readonly Answer Unreachable = new("unreachable", IsAccepted: false, IsFailure: true);

    public static readonly Answer TimedOut = new("timed out", IsAccepted: false, IsFailure: true);

    public static Answer Of(HttpResponseMessage response) => new(
        $"{(int)response.StatusCode}",
        response.IsSuccessStatusCode,
        response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        response.Headers.RetryAfter?.Delta);
}
