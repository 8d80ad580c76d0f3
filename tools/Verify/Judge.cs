using WebhookSystem.Verification;
using WebhookSystem.Verification.Diagnose;

namespace WebhookSystem.Verify;

/// <summary>What becomes of a delivery, and why.</summary>
internal readonly record struct Judgement(bool Accepts, string Reason);

/// <summary>
/// Judges a delivery by its provider's entry. Only where it is not of that entry's form at all do the provider's other
/// forms count: a request that is, and is refused, cannot be saved by a weaker signature beside the strong one.
/// </summary>
internal static class Judge
{
    public static Judgement Of(Vector vector)
    {
        var judgement = new Judgement(false, "unknown provider");
        foreach (var scheme in Catalogue.FormsOf(vector.Provider))
        {
            var verdict = Verdict(vector, scheme);
            judgement = new(
                verdict == Verification.Verdict.Genuine, $"{scheme.Name}: {VerdictWords.Of(verdict).Words}");
            if (verdict is not (Verification.Verdict.MissingHeader or Verification.Verdict.OtherForm
                or Verification.Verdict.NoSecret))
                return judgement;
        }

        return judgement;
    }

    private static Verdict Verdict(Vector vector, Scheme entry)
    {
        var scheme = entry with
        {
            Tolerance = vector.Now is null || entry.Tolerance is null ? null : vector.Tolerance ?? entry.Tolerance,
        };
        return SigningKey.From(scheme, vector.Secret ?? "") is { } key
            ? Verifier.Verify(scheme, vector.Request, [key], vector.Now ?? DateTimeOffset.UnixEpoch)
            : Verification.Verdict.NoSecret;
    }
}
