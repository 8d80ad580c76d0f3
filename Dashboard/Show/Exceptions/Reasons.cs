using WebhookSystem.Verification.Diagnose;

namespace WebhookSystem.Dashboard.Show.Exceptions;

/// <summary>
/// Why a request was refused, in words, and what its receiver should check; of what was not verified, as verification
/// has it.
/// </summary>
internal static class Reasons
{
    private static readonly Dictionary<string, (string Words, string Remedy)> Known = new(StringComparer.Ordinal)
    {
        ["unknown_source"] = (
            "no such source", "The address names a source that sources.json does not: check what the provider calls."),
        ["no_greeting"] = (
            "not a POST", "Another method than POST, and no handshake of the source's provider."),
        ["body_too_large"] = (
            "body too large", "Over the source's limit: raise bodyBytesMax where such bodies are expected."),
        ["body_encoded"] = (
            "compressed body", "Compressed bodies are not taken: a small one could unpack to any size."),
        ["body_incomplete"] = ("body broke off", "The connection ended before the body did: the provider sends again."),
        ["body_too_slow"] = ("body too slow", "The body did not come in time: the provider sends again."),
        ["too_many_requests"] = (
            "too many requests", "Over the source's rate: raise rate or burst where so many are expected."),
        ["busy"] = ("busy", "More bodies were being read than memory is set aside for: add instances or memory."),
        ["not_stored"] = (
            "not stored", "The queue or the bucket did not take it in time: look at AWS; the provider sends again."),
    };

    public static string Words(string verdict) => VerdictWords.Of(verdict) is { } unverified
        ? unverified.Words
        : Known.TryGetValue(verdict, out var known) ? known.Words : verdict.Replace('_', ' ');

    public static string Remedy(string verdict) => VerdictWords.Of(verdict) is { } unverified
        ? unverified.Remedy
        : Known.TryGetValue(verdict, out var known) ? known.Remedy : "";
}
