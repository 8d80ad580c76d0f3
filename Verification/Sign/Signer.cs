using System.Text;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Sign;

/// <summary>Signs a request as its provider does, whatever the scheme: what a receiver is tried out with.</summary>
public static class Signer
{
    private const string Sample = "sample";

    /// <summary>Adds all that the scheme asks for, signature last; what is lacking is made up.</summary>
    public static void Sign(Scheme scheme, Draft draft, SenderKey key, DateTimeOffset at, string id)
    {
        if (scheme.Batch is { EachIsSigned: true } batch)
            SignElement(scheme, batch, draft, key, at, id);
        else
            SignWhole(scheme, draft, key, at, id);
    }

    // A batch of one, for the draft's body is an element.
    private static void SignElement(
        Scheme scheme, Batch batch, Draft draft, SenderKey key, DateTimeOffset at, string id)
    {
        var element = new Draft().WithBody(draft.Body, "application/json");
        SignWhole(scheme, element, key, at, id);
        draft.WithBody("{}"u8.ToArray(), "application/json");
        draft.SetRaw($"{batch.At}/0", element.Body);
    }

    private static void SignWhole(Scheme scheme, Draft draft, SenderKey key, DateTimeOffset at, string id)
    {
        foreach (var condition in scheme.Requires)
            Fulfil(condition, draft);
        if (scheme.Algorithm == Algorithm.Token)
            TokenSigner.Sign(scheme, draft, key, at, id);
        else if (scheme.Algorithm is Algorithm.SharedSecret or Algorithm.Basic)
            Present(scheme, draft, key.Secret);
        else
            SignContent(scheme, draft, key, at, id);
    }

    private static void SignContent(Scheme scheme, Draft draft, SenderKey key, DateTimeOffset at, string id)
    {
        var timestamp = Timeliness.Write(scheme.TimestampForm, at);
        if (scheme.TimestampHeader is not null)
            draft.WithHeader(scheme.TimestampHeader, timestamp);
        if (scheme.TimestampAt is not null)
            draft.Set(scheme.TimestampAt, timestamp);
        if (scheme.IdHeader is not null)
            draft.WithHeader(scheme.IdHeader, id);
        if (scheme.SignedHeadersHeader is { } list)
            draft.WithHeader(list, string.Join(',', new[] { list, scheme.TimestampHeader }.OfType<string>()));
        Complete(scheme, draft);
        // Writing into the body writes it anew: once before it is signed, so that it does not change after.
        if (scheme.SignatureAt is { Kind: PlaceKind.Body } within)
            draft.Set(within, "");

        var ready = SigningKey.From(scheme, key.Secret) ?? throw new FormatException("The secret cannot be decoded.");
        using var view = new RequestView(draft, draft.Body, draft.Address);
        var content = new ContentWriter(scheme, view, id, timestamp).Candidates(ready.Setting).First().Signed;
        var text = SignatureText.Write(scheme.Encoding, key.Sign?.Invoke(content) ?? Mac((MacKey)ready, content));
        draft.Set(
            scheme.SignatureAt ?? new(PlaceKind.Header, scheme.SignatureHeader!), Worded(scheme, text, timestamp));
        if (scheme.Multipart)
            draft.PartForm();
    }

    private static string Worded(Scheme scheme, string signature, string timestamp) => scheme.Grammar switch
    {
        HeaderGrammar.One or HeaderGrammar.List => scheme.Prefix + signature,
        HeaderGrammar.Pairs => $"{scheme.TimestampField}={timestamp}"
            + $"{(scheme.Separators.Length > 0 ? scheme.Separators[0] : ',')}{scheme.SignatureField}={signature}",
        HeaderGrammar.TimestampFirst => $"{timestamp},{signature}",
        HeaderGrammar.Bars => $"{Sample}|{signature}",
        HeaderGrammar.EncodedObject => Convert.ToBase64String(
            Encoding.UTF8.GetBytes($$"""{"{{scheme.SignatureField}}":"{{signature}}"}""")),
    };

    // The first choice that the request fits, or else can be made to.
    private static void Complete(Scheme scheme, Draft draft)
    {
        using (var before = new RequestView(draft, draft.Body, draft.Address))
        {
            if (!scheme.Templates.Any(template => template.When?.Holds(before) ?? true))
                Fulfil(scheme.Templates[0].When!, draft);
        }

        using var view = new RequestView(draft, draft.Body, draft.Address);
        var chosen = scheme.Templates.First(template => template.When?.Holds(view) ?? true);
        foreach (var place in chosen.Parts.Where(part => part.Group == 0).Select(part => part.Place).OfType<Place>())
        {
            if (view.Find(place) is null)
                draft.Set(place, Sample);
        }
    }

    private static void Fulfil(Condition condition, Draft draft)
    {
        using var view = new RequestView(draft, draft.Body, draft.Address);
        if (condition.Holds(view) || condition.Where is null)
            return;
        draft.Set(condition.Where, condition.Is
            ?? (condition.IsBodyDigest ? view.BodyDigest : null)
            ?? (condition.Https is [var host, ..]
                ? $"https://{host.Replace("*", Sample, StringComparison.Ordinal)}/key.pem"
                : Sample));
    }

    private static void Present(Scheme scheme, Draft draft, string secret)
    {
        var value = scheme.Algorithm == Algorithm.Basic
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}"
            : scheme.Prefix + secret;
        draft.Set(scheme.SignatureAt ?? new(PlaceKind.Header, scheme.SignatureHeader ?? "Authorization"), value);
    }

    private static byte[] Mac(MacKey key, byte[] content)
    {
        var mac = new byte[MacKey.BytesMax];
        return mac[..key.Sign(content, mac)];
    }
}
