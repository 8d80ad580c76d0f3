using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests;

/// <summary>A delivery of a catalogued provider, signed as it signs.</summary>
internal static class Delivery
{
    public const string Id = "msg_1";

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static SenderKey KeyFor(Scheme scheme) => SenderKey.New(scheme);

    public static Draft Signed(Scheme scheme, SenderKey key, DateTimeOffset? at = null, byte[]? body = null)
    {
        var draft = new Draft().WithUrl("https://hooks.example.com/in?b=2&a=1");
        if (scheme.SignsForm)
            draft.WithBody(body ?? "b=1&a=%20x&c=%C3%A9"u8.ToArray(), "application/x-www-form-urlencoded");
        else
            draft.WithBody(body ?? """{"a":1,"b":"é"}"""u8.ToArray(), "application/json");
        Signer.Sign(scheme, draft, key, at ?? Now, Id);
        return draft;
    }

    public static Verdict Verify(Scheme scheme, Draft draft, params SenderKey[] keys) => Verify(
        scheme, new SignedRequest<Draft>(draft, draft.Body, draft.Address), keys);

    public static Verdict Verify<THeaders>(Scheme scheme, SignedRequest<THeaders> request, params SenderKey[] keys)
        where THeaders : ISignedHeaders
    {
        SigningKey[] ready = [.. keys.Select(key => SigningKey.From(scheme, key.Secret)).OfType<SigningKey>()];
        return Verifier.Verify(scheme, request, ready, Now);
    }
}
