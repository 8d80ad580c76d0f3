namespace WebhookSystem.Dashboard.Show.Exceptions;

/// <summary>Why a request was refused, in words, and what its receiver should check.</summary>
internal static class Reasons
{
    private static readonly Dictionary<string, (string Words, string Remedy)> Known = new(StringComparer.Ordinal)
    {
        ["missing_header"] = (
            "no signature",
            "The header or field that should hold the signature is missing: another sender, or a proxy that drops it."),
        ["malformed_header"] = (
            "unreadable signature",
            "The signature is not written as the provider writes it: check that the source names the right provider."),
        ["signature_mismatch"] = (
            "wrong signature",
            "Another secret, or a body that was changed on its way: compare the secret with the provider's page."),
        ["outside_tolerance"] = (
            "too old, or from the future",
            "The signed time is outside the replay window: check this machine's clock; or somebody repeats requests."),
        ["other_form"] = (
            "another form of request", "The request is of another form than those the source's provider sends."),
        ["no_secret"] = (
            "no secret is set", "No usable secret was found for the source: set it in Secrets Manager."),
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

    public static string Words(string verdict) =>
        Known.TryGetValue(verdict, out var known) ? known.Words : verdict.Replace('_', ' ');

    public static string Remedy(string verdict) => Known.TryGetValue(verdict, out var known) ? known.Remedy : "";
}
