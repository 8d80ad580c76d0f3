using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// A file of frames behind a head that names its format. A frame is written and synchronised as a whole: length,
/// checksum, number, then records. It is there or it is not.
/// </summary>
internal sealed class LogFile : IDisposable
{
    public const int FrameHeadBytes = 16;

    public const int FormatVersion = 1;

    private const int ChecksumAt = sizeof(int);
    private const int NumberAt = 2 * sizeof(int);

    private readonly SafeFileHandle _handle;
    private long _nextNumber;

    private LogFile(SafeFileHandle handle, long length, long nextNumber) =>
        (_handle, Length, _nextNumber) = (handle, length, nextNumber);

    /// <summary>What is in it for certain.</summary>
    public long Length { get; private set; }

    public static ReadOnlySpan<byte> Magic => "LocalAws"u8;

    public static int HeadBytes => Magic.Length + sizeof(int);

    public static LogFile Create(string path)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> head = stackalloc byte[HeadBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[Magic.Length..], FormatVersion);
        RandomAccess.Write(handle, head, 0);
        RandomAccess.FlushToDisk(handle);
        return new(handle, head.Length, 0);
    }

    /// <summary>Goes on behind what was read; what lies beyond is cut off.</summary>
    public static LogFile Continue(string path, LogContent read)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.SetLength(handle, read.Length);
        RandomAccess.FlushToDisk(handle);
        return new(handle, read.Length, read.Frames);
    }

    /// <summary>Begins a frame: leaves room for its head.</summary>
    public static void Begin(EntryWriter frame)
    {
        frame.Clear();
        frame.Number(0).Number(0);
    }

    public static uint ChecksumOf(ReadOnlySpan<byte> frame)
    {
        var checksum = BitOperations.Crc32C(~0u, BinaryPrimitives.ReadUInt32LittleEndian(frame));
        var rest = frame[NumberAt..];
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        foreach (var one in rest)
            checksum = BitOperations.Crc32C(checksum, one);
        return ~checksum;
    }

    /// <summary>Whether a whole frame begins here.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> bytes, out int length, out long number)
    {
        (length, number) = (0, 0);
        if (bytes.Length < FrameHeadBytes)
            return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        number = BinaryPrimitives.ReadInt64LittleEndian(bytes[NumberAt..]);
        return length > FrameHeadBytes && length <= bytes.Length
            && ChecksumOf(bytes[..length]) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]);
    }

    /// <summary>Writes a frame. It has not happened if this fails: the same frame may be tried again.</summary>
    public void Append(EntryWriter frame)
    {
        var head = frame.Head(FrameHeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(head, frame.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[NumberAt..], _nextNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(head[ChecksumAt..], ChecksumOf(frame.Written));
        Write(frame.Written);
        Length += frame.Length;
        _nextNumber++;
    }

    public void Dispose() => _handle.Dispose();

    private void Write(ReadOnlySpan<byte> frame)
    {
        try
        {
            RandomAccess.Write(_handle, frame, Length);
            RandomAccess.FlushToDisk(_handle);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What the runtime makes of a file that may not grow further is trouble with the disk like any other.
            throw new IOException(error.Message, error);
        }
    }
}
