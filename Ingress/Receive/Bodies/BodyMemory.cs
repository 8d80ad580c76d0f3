using System.Buffers;

namespace WebhookSystem.Ingress.Receive.Bodies;

/// <summary>Memory for bodies that are being read: pooled, and bounded over all requests together.</summary>
internal sealed class BodyMemory(long bytesMax)
{
    /// <summary>Enough for 25 of the largest bodies, or 4,000 of 64 KB, at once.</summary>
    public const long DefaultBytesMax = 256L * 1024 * 1024;

    private long _taken;

    /// <summary>Takes at least this much; null where that would be too much in all.</summary>
    public byte[]? Take(int bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        if (Interlocked.Add(ref _taken, buffer.Length) <= bytesMax)
            return buffer;
        GiveBack(buffer);
        return null;
    }

    public void GiveBack(byte[] buffer)
    {
        Interlocked.Add(ref _taken, -buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
