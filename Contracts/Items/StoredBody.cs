using System.Buffers;
using System.IO.Compression;

namespace WebhookSystem.Contracts.Items;

/// <summary>A body as it lies in the table: always Brotli, because every kilobyte of an item is billed.</summary>
public static class StoredBody
{
    /// <summary>Most of the gain for a tenth of the time of the best.</summary>
    private const int Quality = 4;

    private const int WindowBits = 22;

    public static ReadOnlyMemory<byte> Pack(ReadOnlySpan<byte> body)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, packed, out var written, Quality, WindowBits)
            ? packed.AsMemory(0, written)
            : throw new InvalidOperationException("Brotli needs more room than it says it needs.");
    }

    /// <param name="size">Bytes of the body: more are never unpacked.</param>
    /// <exception cref="InvalidDataException">The bytes are not a packed body of that size.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> packed, long size)
    {
        if (size is < 0 or > int.MaxValue)
            throw new InvalidDataException($"A body of {size} bytes cannot lie in the table.");

        // The decoder asks for room even where nothing is to come: an empty body is a body.
        var body = new byte[Math.Max(1, size)];
        using var decoder = default(BrotliDecoder);
        var status = decoder.Decompress(packed, body, out var consumed, out var written);
        return status == OperationStatus.Done && written == size && consumed == packed.Length
            ? body.AsMemory(0, written)
            : throw new InvalidDataException($"The packed body does not give its {size} bytes.");
    }
}
