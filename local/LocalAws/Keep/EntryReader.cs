using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>Reads what an <see cref="EntryWriter"/> wrote, in the same order.</summary>
internal sealed class EntryReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public int Count() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public Guid Id() => new(Take(16));

    public DateTimeOffset Time() => new(Number(), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull() => Number() is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;

    public ReadOnlySpan<byte> Raw(int count) => Take(count);

    public byte[] Bytes() => Take(Count()).ToArray();

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A text is missing.");

    public string? TextOrNull() => Count() is var count and >= 0 ? Encoding.UTF8.GetString(Take(count)) : null;

    public T Json<T>(JsonSerializerOptions? options = null) =>
        JsonSerializer.Deserialize<T>(Take(Count()), options ?? KeptJson.Options)
            ?? throw new InvalidDataException($"A {typeof(T).Name} is missing.");

    /// <summary>The part that comes next, as something to read by itself.</summary>
    public EntryReader Part()
    {
        var count = Count();
        var part = new EntryReader(bytes.Slice(_at, count));
        _at += count;
        return part;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = bytes.Span.Slice(_at, count);
        _at += count;
        return taken;
    }
}
