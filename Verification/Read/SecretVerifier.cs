using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;

namespace WebhookSystem.Verification.Read;

/// <summary>Verifies requests that bring the secret itself.</summary>
internal static class SecretVerifier
{
    /// <summary>The setting of a secret that says in which header it comes.</summary>
    private const string HeaderSetting = "header";

    public static Verdict Verify(Scheme scheme, RequestView request, ReadOnlySpan<SigningKey> keys, ref Proof proof)
    {
        var verdict = scheme.Requires.All(condition => condition.Holds(request))
            ? Verdict.MissingHeader
            : Verdict.OtherForm;
        for (var at = 0; at < keys.Length; at++)
        {
            var key = keys[at];
            var place = scheme.SignatureAt
                ?? new(PlaceKind.Header, key.Setting(HeaderSetting) ?? scheme.SignatureHeader ?? "Authorization");
            var given = request.Find(place);
            var isRight = ((SharedSecret)key).Is(Bare(scheme, given) ?? "");
            if (verdict == Verdict.OtherForm || given is null)
                continue;
            if (isRight)
            {
                proof.Key = at;
                return Verdict.Genuine;
            }

            verdict = Bare(scheme, given) is null ? Verdict.MalformedHeader : Verdict.SignatureMismatch;
        }

        return verdict;
    }

    private static string? Bare(Scheme scheme, string? given)
    {
        var prefix = scheme.Algorithm == Algorithm.Basic ? "Basic " : scheme.Prefix;
        return given is { Length: > 0 and <= Verifier.HeaderCharactersMax }
            && given.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            ? given[prefix.Length..]
            : null;
    }
}
