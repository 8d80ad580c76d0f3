using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// Bytes in the making: what a service has to say of its changes, read back by <see cref="EntryReader"/>.
/// </summary>
internal sealed class EntryWriter
{
    private const int FirstBytes = 1024;

    private byte[] _bytes = new byte[FirstBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>What was written before, to be overwritten: a frame's head is known only at its end.</summary>
    public Span<byte> Head(int bytes) => _bytes.AsSpan(0, bytes);

    public EntryWriter Byte(byte value)
    {
        Next(1)[0] = value;
        Length++;
        return this;
    }

    public EntryWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public EntryWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);
        Length += sizeof(long);
        return this;
    }

    public EntryWriter Count(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);
        Length += sizeof(int);
        return this;
    }

    public EntryWriter Id(Guid value)
    {
        value.TryWriteBytes(Next(16));
        Length += 16;
        return this;
    }

    public EntryWriter Time(DateTimeOffset value) => Number(value.UtcTicks);

    public EntryWriter Time(DateTimeOffset? value) => Number(value?.UtcTicks ?? 0);

    public EntryWriter Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Next(value.Length));
        Length += value.Length;
        return this;
    }

    public EntryWriter Bytes(ReadOnlySpan<byte> value) => Count(value.Length).Raw(value);

    public EntryWriter Text(string? value)
    {
        if (value is null)
            return Count(-1);
        var bytes = Encoding.UTF8.GetByteCount(value);
        Count(bytes);
        Encoding.UTF8.GetBytes(value, Next(bytes));
        Length += bytes;
        return this;
    }

    /// <summary>What is written seldom enough that its form may be the common one.</summary>
    public EntryWriter Json<T>(T value, JsonSerializerOptions? options = null) =>
        Bytes(JsonSerializer.SerializeToUtf8Bytes(value, options ?? KeptJson.Options));

    private Span<byte> Next(int count)
    {
        Grow(count);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int more)
    {
        if (_bytes.Length - Length < more)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)Length + more)));
    }
}
