using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Diagnose;

/// <summary>A part as it may have been before something happened to it that is known to happen.</summary>
internal readonly record struct Variation<T>(T Value, string Says);

/// <summary>What is known to happen to bodies, addresses and secrets.</summary>
internal static class Variations
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static IEnumerable<Variation<byte[]>> OfBody(byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        yield return new([.. body, (byte)'\n'], "a line end was cut off its end");
        yield return new(
            Encoding.Latin1.GetBytes(text.TrimEnd('\r', '\n', ' ')), "line ends or blanks were added to its end");
        yield return new(
            Encoding.Latin1.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)),
            "its line ends were LF and are CR LF");
        yield return new(
            Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), "its line ends were CR LF and are LF");
        yield return new(
            body.AsSpan().StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : [.. ByteOrderMark, .. body],
            "a byte order mark was put before it, or taken off");
        if (Compact(body) is { } compact)
            yield return new(compact, "its JSON was written anew, with other blanks or escapes");
        yield return new([], "it was signed without a body");
    }

    public static IEnumerable<Variation<string>> OfAddress(string address)
    {
        if (RequestUrl.Parse(address) is not { } url)
            yield break;
        var other = url.Scheme == "https" ? "http" : "https";
        yield return new((url with { Scheme = other }).Whole, $"it was signed with {other}");
        yield return new((url with { Port = "" }).Whole, "it was signed without its port");
        yield return new(
            (url with { Scheme = other, Port = "" }).Whole, $"it was signed with {other}, without its port");
        yield return new((url with { QueryText = "" }).Whole, "it was signed without its query");
        var path = url.Path.EndsWith('/') ? url.Path.TrimEnd('/') : url.Path + "/";
        yield return new((url with { Path = path }).Whole, "the slash at its end is there or not");
    }

    public static IEnumerable<Variation<string>> OfSecret(string secret)
    {
        yield return new(secret.Trim(), "it has blanks or a line end around it");
        yield return new(secret.Trim().Trim('"', '\''), "it has quotation marks around it");
        var underscore = secret.IndexOf('_', StringComparison.Ordinal);
        if (underscore >= 0)
            yield return new(secret[(underscore + 1)..], "its prefix is no part of it");
        yield return new("whsec_" + secret, "it lacks its prefix whsec_");
    }

    public static IEnumerable<Variation<Scheme>> OfSecretForm(Scheme scheme) =>
        new[] { BytesEncoding.Raw, BytesEncoding.Base64, BytesEncoding.Hex }
            .Where(encoding => encoding != scheme.SecretEncoding)
            .Select(encoding => new Variation<Scheme>(
                scheme with { SecretEncoding = encoding },
                encoding == BytesEncoding.Raw
                    ? "its bytes are its text, unlike the provider's entry says"
                    : $"its bytes are {encoding} in it, unlike the provider's entry says"));

    private static byte[]? Compact(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var compact = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(compact, Plain))
                document.WriteTo(writer);
            return compact.WrittenSpan.ToArray();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
