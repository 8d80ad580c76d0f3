using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>The MD5 digests by which the SDK checks that a message came through unchanged.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The protocol asks for MD5; nothing rests on its strength.")]
internal static class MessageDigest
{
    private const byte TextValue = 1;
    private const byte BinaryValue = 2;

    public static string OfBody(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(MD5.HashData(body));

    /// <summary>Over name, type and value of each, by rising name; null where there is none.</summary>
    public static string? OfAttributes(IReadOnlyCollection<MessageAttribute> attributes)
    {
        if (attributes.Count == 0)
            return null;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var attribute in attributes.OrderBy(static one => one.Name, StringComparer.Ordinal))
        {
            Append(digest, Encoding.UTF8.GetBytes(attribute.Name));
            Append(digest, Encoding.UTF8.GetBytes(attribute.DataType));
            digest.AppendData([attribute.IsBinary ? BinaryValue : TextValue]);
            Append(digest, attribute.Value);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static void Append(IncrementalHash digest, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        digest.AppendData(length);
        digest.AppendData(value);
    }
}
