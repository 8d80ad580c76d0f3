using System.Buffers.Binary;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Checksums;

/// <summary>A reflected cyclic redundancy check that starts and ends inverted, as all of S3's do.</summary>
internal sealed class Crc(int bits, ulong polynomial)
{
    private readonly ulong _ones = ulong.MaxValue >> (64 - bits);
    private readonly ulong[] _table =
        [.. Enumerable.Range(0, 256).Select(index => Remainder((ulong)index, polynomial))];

    public byte[] Compute(Content content)
    {
        var register = _ones;
        foreach (var block in content.Blocks)
        {
            foreach (var one in block.Span)
                register = _table[(byte)(register ^ one)] ^ (register >> 8);
        }

        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, register ^ _ones);
        return bytes[^(bits / 8)..];
    }

    private static ulong Remainder(ulong value, ulong polynomial)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
        return value;
    }
}
