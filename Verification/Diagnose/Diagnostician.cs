using System.Globalization;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Diagnose;

/// <summary>
/// Says of a request that was kept which part of it is wrong, by trying what would make it genuine. For an operator who
/// has the secret, never for a sender: it tells more than a verdict.
/// </summary>
public static class Diagnostician
{
    public static Diagnosis Diagnose<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, IReadOnlyList<string> secrets, DateTimeOffset now)
        where THeaders : ISignedHeaders
    {
        SigningKey[] keys = [.. secrets.Select(secret => SigningKey.From(scheme, secret)).OfType<SigningKey>()];
        var verdict = Verifier.Verify(scheme, request, keys, now);
        if (verdict == Verdict.Genuine)
            return new(verdict, []);
        Finding[] findings =
        [
            .. Headers(scheme, request.Headers),
            .. verdict == Verdict.OutsideTolerance ? [Age(scheme, request, now)] : Array.Empty<Finding>(),
            .. Tried(scheme with { Tolerance = null }, request, secrets),
        ];
        return new(verdict, findings.DistinctBy(finding => finding.Says).ToArray());
    }

    private static IEnumerable<Finding> Headers<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        (Part Part, string? Name)[] wanted =
        [
            (Part.Signature, scheme.SignatureHeader), (Part.Time, scheme.TimestampHeader), (Part.Id, scheme.IdHeader),
        ];
        foreach (var (part, name) in wanted)
        {
            var count = name is null ? 1 : headers.Read(name, out _);
            if (count == 0 && (part != Part.Signature || scheme.OtherSignatureHeaders.Length == 0))
                yield return new(part, $"the header {name} is not there");
            else if (count > 1)
                yield return new(part, $"the header {name} is there {count} times");
        }
    }

    private static Finding Age<THeaders>(Scheme scheme, SignedRequest<THeaders> request, DateTimeOffset now)
        where THeaders : ISignedHeaders
    {
        var evidence = new Evidence(
            stackalloc byte[Evidence.RoomBytes(scheme)], stackalloc int[Verifier.SignaturesMax]);
        if (scheme.SignatureHeader is not null)
            evidence.Read(scheme, request.Headers);
        var age = Timeliness.Read(scheme.TimestampForm, evidence.Timestamp) is { } at
            ? (now.UtcTicks - at) / TimeSpan.TicksPerSecond
            : (long?)null;
        return new(Part.Time, age is null ? "it is outside the window" : string.Create(
            CultureInfo.InvariantCulture,
            $"it is {Math.Abs(age.Value)} s {(age < 0 ? "ahead" : "old")}; "
                + $"{scheme.Tolerance?.TotalSeconds} s and {Verifier.FutureSkewMax.TotalSeconds} s ahead are taken"));
    }

    // Without the window: whoever kept a request asks later than it came.
    private static List<Finding> Tried<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, IReadOnlyList<string> secrets)
        where THeaders : ISignedHeaders
    {
        if (Holds(scheme, request, secrets))
            return [new(Part.Signature, "it is right")];
        var found = new List<Finding>();
        Try(Part.Body, Variations.OfBody(request.Body.ToArray()),
            body => Holds(scheme, request with { Body = body }, secrets));
        if (scheme.NeedsAddress && request.Address.Url is { } url)
        {
            Try(Part.Address, Variations.OfAddress(url), other => Holds(
                scheme, request with { Address = request.Address with { Url = other } }, secrets));
        }

        foreach (var secret in secrets)
            Try(Part.Secret, Variations.OfSecret(secret), other => Holds(scheme, request, [other]));
        Try(Part.Secret, Variations.OfSecretForm(scheme), other => Holds(other, request, secrets));
        if (found.Count == 0)
            found.AddRange(Others(scheme, request, secrets));
        return found;

        void Try<T>(Part part, IEnumerable<Variation<T>> variations, Func<T, bool> holds)
        {
            if (variations.FirstOrDefault(one => holds(one.Value)) is { Says: { } says })
                found.Add(new(part, $"the signature is right but for this: {says}"));
        }
    }

    // Those who send the secret itself are believed by it alone, and would always be among them.
    private static IEnumerable<Finding> Others<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, IReadOnlyList<string> secrets)
        where THeaders : ISignedHeaders => Catalogue.Providers
        .Where(entry => entry.Value.Name != scheme.Name
            && entry.Value.Algorithm is not (Algorithm.SharedSecret or Algorithm.Basic)
            && Holds(entry.Value with { Tolerance = null }, request, secrets))
        .Select(entry => new Finding(Part.Provider, $"the signature is right for the provider {entry.Key}"));

    private static bool Holds<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, IReadOnlyList<string> secrets)
        where THeaders : ISignedHeaders
    {
        SigningKey[] keys = [.. secrets.Select(secret => SigningKey.From(scheme, secret)).OfType<SigningKey>()];
        return Verifier.Verify(scheme, request, keys, DateTimeOffset.UnixEpoch) == Verdict.Genuine;
    }
}
