using System.Buffers.Binary;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>What a log held when it was read.</summary>
/// <param name="Length">Up to where it is whole.</param>
/// <param name="Frames">How many frames that are.</param>
/// <param name="Records">How many records they held.</param>
/// <param name="Torn">Bytes of a last frame that was never finished, and so never acknowledged.</param>
internal sealed record LogContent(long Length, long Frames, long Records, long Torn)
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Reads a log to its end, handing over record by record.</summary>
    /// <exception cref="InvalidDataException">Another format, or damage that no crash explains.</exception>
    public static LogContent Read(string path, Action<KeptService, EntryReader> replay)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, ChunkBytes);
        CheckHead(file, path);
        long frames = 0, records = 0;
        var at = file.Position;
        while (TryReadFrame(file, frames) is { } frame)
        {
            var reader = new EntryReader(frame.AsMemory(LogFile.FrameHeadBytes));
            for (; !reader.IsAtEnd; records++)
                replay((KeptService)reader.Byte(), reader.Part());
            frames++;
            at = file.Position;
        }

        RefuseDamage(file, path, at, frames);
        return new(at, frames, records, file.Length - at);
    }

    private static void CheckHead(FileStream file, string path)
    {
        Span<byte> head = stackalloc byte[LogFile.HeadBytes];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.StartsWith(LogFile.Magic))
        {
            throw new InvalidDataException($"{path} was not written by LocalAws.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(head[LogFile.Magic.Length..]);
        if (version != LogFile.FormatVersion)
        {
            throw new InvalidDataException($"{path} has format {version}, this LocalAws reads and writes format "
                + $"{LogFile.FormatVersion}: use the LocalAws that wrote it, or another directory.");
        }
    }

    private static byte[]? TryReadFrame(FileStream file, long number)
    {
        Span<byte> head = stackalloc byte[LogFile.FrameHeadBytes];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length <= head.Length || length - head.Length > file.Length - file.Position)
            return null;
        var frame = new byte[length];
        head.CopyTo(frame);
        file.ReadExactly(frame.AsSpan(head.Length));
        return LogFile.IsFrame(frame, out _, out var found) && found == number ? frame : null;
    }

    // A crash leaves one unfinished frame, and nothing behind it. A whole one behind it was acknowledged: then this is
    // no crash but damage, and to go on would lose it silently.
    private static void RefuseDamage(FileStream file, string path, long at, long frames)
    {
        var rest = new byte[Math.Min(file.Length - at, Array.MaxLength)];
        file.Position = at;
        file.ReadExactly(rest);
        for (var i = 1; i < rest.Length; i++)
        {
            if (LogFile.IsFrame(rest.AsSpan(i), out _, out var number) && number > frames)
            {
                throw new InvalidDataException(
                    $"{path} is damaged at byte {at}: what follows was acknowledged. Restore it from a copy.");
            }
        }
    }
}
