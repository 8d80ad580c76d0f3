namespace WebhookSystem.Verification.Diagnose;

/// <summary>
/// A verdict as logs and metrics count it, in words, and what whoever runs the receiver should check.
/// </summary>
/// <param name="Code">Stands in metrics and spans: it never changes.</param>
/// <param name="Remedy">What to check, in the order in which it is likely.</param>
public sealed record VerdictWords(string Code, string Words, string Remedy)
{
    private static readonly Dictionary<Verdict, VerdictWords> All =
        Enum.GetValues<Verdict>().ToDictionary(verdict => verdict, Write);

    private static readonly Dictionary<string, VerdictWords> Codes =
        All.Values.ToDictionary(words => words.Code, StringComparer.Ordinal);

    public static VerdictWords Of(Verdict verdict) => All[verdict];

    /// <summary>Null where the code is no verdict's.</summary>
    public static VerdictWords? Of(string code) => Codes.GetValueOrDefault(code);

    private static VerdictWords Write(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => new("genuine", "genuine", ""),
        Verdict.MissingHeader => new(
            "missing_header", "no signature",
            "The header or field that should hold the signature is missing: another sender, or a proxy that drops it."),
        Verdict.MalformedHeader => new(
            "malformed_header", "unreadable signature",
            "The signature is not written as the provider writes it: check that the source names the right provider."),
        Verdict.OtherForm => new(
            "other_form", "another form of request",
            "The request is of another form than those the source's provider sends: another version, kind, algorithm "
            + "or account; or the source's url is not the one that is registered."),
        Verdict.OutsideTolerance => new(
            "outside_tolerance", "too old, or from the future",
            "The signed time is outside the replay window: check this machine's clock; or somebody repeats requests."),
        Verdict.SignatureMismatch => new(
            "signature_mismatch", "wrong signature",
            "Another secret, or a body that was changed on its way: compare the secret with the provider's page."),
        Verdict.NoSecret => new(
            "no_secret", "no secret is set", "No usable secret was found for the source: set it in Secrets Manager."),
    };
}
