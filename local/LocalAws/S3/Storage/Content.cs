using System.Buffers;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>
/// Bytes that never change, in blocks: a large object needs no large array, and parts join without being copied.
/// </summary>
internal sealed class Content
{
    private readonly Lazy<IReadOnlyList<ReadOnlyMemory<byte>>> _blocks;

    public Content(IReadOnlyList<ReadOnlyMemory<byte>> blocks)
        : this(() => blocks, blocks.Sum(static block => (long)block.Length))
    {
    }

    /// <param name="blocks">Fetches them, when they are wanted for the first time.</param>
    /// <param name="length">All their lengths together.</param>
    public Content(Func<IReadOnlyList<ReadOnlyMemory<byte>>> blocks, long length) =>
        (_blocks, Length) = (new(blocks), length);

    public IReadOnlyList<ReadOnlyMemory<byte>> Blocks => _blocks.Value;

    public long Length { get; }

    /// <summary>The file that holds the bytes as well; null where there is none.</summary>
    public string? FileName { get; set; }

    public static Content Join(IEnumerable<Content> parts) => new([.. parts.SelectMany(static part => part.Blocks)]);

    /// <summary>The bytes from an offset on; the blocks are shared.</summary>
    public Content Slice(long from, long count)
    {
        List<ReadOnlyMemory<byte>> slice = [];
        foreach (var block in Blocks)
        {
            if (count == 0)
                break;
            var skipped = (int)Math.Min(from, block.Length);
            var taken = (int)Math.Min(count, block.Length - skipped);
            if (taken > 0)
                slice.Add(block.Slice(skipped, taken));
            from -= skipped;
            count -= taken;
        }

        return new(slice);
    }
}

/// <summary>Gathers the bytes of a <see cref="Content"/> of a length known before.</summary>
internal sealed class ContentBuilder(long length)
{
    private const int BlockBytesMax = 1024 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _blocks = [];
    private byte[] _block = [];
    private int _used;
    private long _total;

    /// <summary>Bytes still missing; below 0 where there were more than expected.</summary>
    public long Missing => length - _total;

    public void Append(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
            Append(segment.Span);
    }

    public Content Build()
    {
        Close();
        return new(_blocks);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        // What is beyond the announced length is counted, and refused in the end, but not kept.
        _total += bytes.Length;
        while (bytes.Length > 0 && Missing >= 0)
        {
            if (_used == _block.Length)
            {
                Close();
                _block = new byte[Math.Min(BlockBytesMax, Missing + bytes.Length)];
            }

            var count = Math.Min(bytes.Length, _block.Length - _used);
            bytes[..count].CopyTo(_block.AsSpan(_used));
            _used += count;
            bytes = bytes[count..];
        }
    }

    private void Close()
    {
        if (_used > 0)
            _blocks.Add(_block.AsMemory(0, _used));
        _used = 0;
        _block = [];
    }
}
