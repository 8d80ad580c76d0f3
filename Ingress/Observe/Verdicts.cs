using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Ingress.Receive.Answers;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Diagnose;

namespace WebhookSystem.Ingress.Observe;

/// <summary>What becomes of requests, as the closed list of words that logs, spans and metrics use.</summary>
internal static class Verdicts
{
    public static string Of(Answer answer) => answer switch
    {
        Answer.Accepted { Unverified: not null } => TelemetryNames.LetThrough,
        Answer.Accepted => TelemetryNames.Genuine,
        Answer.Handshake => TelemetryNames.Handshake,
        Answer.Refused { Reason: Refusal.Unverified, Verdict: { } verdict } => Of(verdict),
        Answer.Refused refused => Of(refused.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Of(Verdict verdict) => VerdictWords.Of(verdict).Code;

    private static string Of(Refusal reason) => reason switch
    {
        Refusal.UnknownSource => "unknown_source",
        Refusal.NoGreeting => "no_greeting",
        Refusal.BodyTooLarge => "body_too_large",
        Refusal.TooManyEvents => "too_many_events",
        Refusal.BodyEncoded => "body_encoded",
        Refusal.BodyIncomplete => "body_incomplete",
        Refusal.BodyTooSlow => "body_too_slow",
        Refusal.Unverified => "unverified",
        Refusal.TooManyRequests => "too_many_requests",
        Refusal.Busy => "busy",
        Refusal.NoSecret => "no_secret",
        Refusal.NotStored => "not_stored",
    };
}
