using System.Buffers;
using System.Buffers.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Read;

/// <summary>Signatures as text. Each has one spelling: lenient decoders would give it many.</summary>
internal static class SignatureText
{
    public static string Write(BytesEncoding encoding, ReadOnlySpan<byte> signature) => encoding switch
    {
        BytesEncoding.Raw or BytesEncoding.Hex or BytesEncoding.HexLower => Convert.ToHexStringLower(signature),
        BytesEncoding.Base64 => Convert.ToBase64String(signature),
        BytesEncoding.Base64Url => Base64Url.EncodeToString(signature),
    };

    /// <summary>The number of bytes; zero where the text is no signature of at most the room's size.</summary>
    public static int Read(BytesEncoding encoding, ReadOnlySpan<char> text, Span<byte> signature) => encoding switch
    {
        BytesEncoding.Hex => ReadHex(text, signature),
        BytesEncoding.HexLower => text.ContainsAnyInRange('A', 'F') ? 0 : ReadHex(text, signature),
        BytesEncoding.Base64 => ReadCanonical(text, signature),
        BytesEncoding.Base64Url => ReadCanonicalUrl(text, signature),
        BytesEncoding.Raw => 0,
    };

    private static int ReadHex(ReadOnlySpan<char> text, Span<byte> signature) =>
        text.Length <= 2 * signature.Length && text.Length % 2 == 0
        && Convert.FromHexString(text, signature, out _, out var written) == OperationStatus.Done
            ? written
            : 0;

    private static int ReadCanonical(ReadOnlySpan<char> text, Span<byte> signature)
    {
        if (text.Length > (signature.Length + 2) / 3 * 4
            || !Convert.TryFromBase64Chars(text, signature, out var written))
            return 0;
        Span<char> again = stackalloc char[text.Length];
        return Convert.TryToBase64Chars(signature[..written], again, out var length)
            && text.SequenceEqual(again[..length])
            ? written
            : 0;
    }

    private static int ReadCanonicalUrl(ReadOnlySpan<char> text, Span<byte> signature)
    {
        if (text.Length > (signature.Length * 4 + 2) / 3
            || Base64Url.DecodeFromChars(text, signature, out _, out var written) != OperationStatus.Done)
            return 0;
        Span<char> again = stackalloc char[text.Length];
        return Base64Url.TryEncodeToChars(signature[..written], again, out var length)
            && text.SequenceEqual(again[..length])
            ? written
            : 0;
    }
}
