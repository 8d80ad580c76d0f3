using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;

namespace WebhookSystem.Verification.Greet;

/// <summary>An answer as it is sent.</summary>
public sealed record Written(int Status, string Type, string Text, IReadOnlyDictionary<string, string> Headers);

/// <summary>
/// Fills in an answer's slots. A slot between double braces is a place, <c>secret.name</c>, <c>mac.hex place</c> and
/// <c>mac.base64 place</c> (the place's value signed with the secret), or <c>digest a b …</c> (SHA-256 over several).
/// In JSON, values are escaped.
/// </summary>
public static class ReplyWriter
{
    private const int CharactersMax = 4096;

    /// <summary>What an unsigned request is answered; null where it is none that the provider sends.</summary>
    public static Written? Greet<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys)
        where THeaders : ISignedHeaders
    {
        // Nobody is believed yet: what is more than a few words is not looked into.
        if (request.Body.Length > CharactersMax)
            return null;
        using var view = new RequestView(request.Headers, request.Body, request.Address);
        foreach (var greeting in scheme.Greetings)
        {
            if (greeting.Method != view.Method || !greeting.When.All(condition => condition.Holds(view)))
                continue;
            foreach (var key in keys)
            {
                if (IsKnown(greeting, view, key) && Write(greeting.Reply, view, key) is { } written)
                    return written;
            }
        }

        return null;
    }

    /// <summary>Null where a slot has nothing to stand for.</summary>
    public static Written? Write<THeaders>(Reply reply, SignedRequest<THeaders> request, SigningKey key)
        where THeaders : ISignedHeaders
    {
        using var view = new RequestView(request.Headers, request.Body, request.Address);
        return Write(reply, view, key);
    }

    /// <summary>The slots of an answer that stand for nothing.</summary>
    internal static IEnumerable<string> Unknown(Reply reply) => reply.Headers.Values.Append(reply.Text)
        .SelectMany(text => text.Split("{{")[1..]).Select(rest => rest.Split("}}")[0]).Where(slot => !IsSlot(slot));

    private static bool IsSlot(string slot) => slot.Split(' ') switch
    {
        ["mac.hex" or "mac.base64", var place] => Place.Parse(place) is not null,
        ["digest", .. { Length: > 0 } parts] => parts.All(IsSlot),
        [var part] => part.StartsWith("secret.", StringComparison.Ordinal) || Place.Parse(part) is not null,
        _ => false,
    };

    private static Written? Write(Reply reply, RequestView view, SigningKey key)
    {
        var isJson = reply.Type == "application/json";
        if (Fill(reply.Text, view, key, isJson) is not { Length: <= CharactersMax } text)
            return null;
        var headers = new Dictionary<string, string>();
        foreach (var (name, template) in reply.Headers)
        {
            // Kestrel refuses control characters in a header's value, and would answer 500.
            if (Fill(template, view, key, isJson: false) is not { Length: <= CharactersMax } value
                || value.Any(character => character is < ' ' or > '~'))
                return null;
            headers[name] = value;
        }

        return new(reply.Status, reply.Type, text, headers);
    }

    private static bool IsKnown(Greeting greeting, RequestView view, SigningKey key)
    {
        if (greeting.Token is not { } place)
            return true;
        var given = Encoding.UTF8.GetBytes(view.Find(place) ?? "");
        if (greeting.TokenName is null)
            return key is SharedSecret secret && secret.Is(Encoding.UTF8.GetString(given));
        return key.Setting(greeting.TokenName) is { Length: > 0 } wanted && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
    }

    private static string? Fill(string template, RequestView view, SigningKey key, bool isJson)
    {
        var text = new StringBuilder();
        for (var rest = template; rest.Length > 0;)
        {
            var start = rest.IndexOf("{{", StringComparison.Ordinal);
            var end = start < 0 ? -1 : rest.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
                return text.Append(rest).ToString();
            if (Value(rest[(start + 2)..end], view, key) is not { } value)
                return null;
            text.Append(rest, 0, start).Append(isJson ? JsonEncodedText.Encode(value).ToString() : value);
            rest = rest[(end + 2)..];
        }

        return text.ToString();
    }

    private static string? Value(string slot, RequestView view, SigningKey key) => slot.Split(' ') switch
    {
        ["mac.hex", var place] => Mac(place, view, key) is { } mac ? Convert.ToHexStringLower(mac) : null,
        ["mac.base64", var place] => Mac(place, view, key) is { } mac ? Convert.ToBase64String(mac) : null,
        ["digest", .. var parts] when parts.Select(part => Value(part, view, key)).ToArray() is var values
            && !values.Contains(null) =>
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(values)))),
        [['s', 'e', 'c', 'r', 'e', 't', '.', .. var name]] => key.Setting(name),
        [var place] when Place.Parse(place) is { } known => view.Find(known),
        _ => null,
    };

    private static byte[]? Mac(string place, RequestView view, SigningKey key)
    {
        if (key is not MacKey mac || Place.Parse(place) is not { } known || view.Find(known) is not { } text)
            return null;
        var bytes = new byte[MacKey.BytesMax];
        return bytes[..mac.Sign(Encoding.UTF8.GetBytes(text), bytes)];
    }
}
