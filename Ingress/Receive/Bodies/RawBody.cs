namespace WebhookSystem.Ingress.Receive.Bodies;

/// <summary>A request's bytes as they came, in memory that is given back.</summary>
internal sealed class RawBody(BodyMemory memory) : IDisposable
{
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Where the next bytes go; empty where there is no room.</summary>
    public Memory<byte> Free => _buffer.AsMemory(_length);

    public void Advance(int bytes) => _length += bytes;

    /// <summary>Makes room for so many bytes in all, and keeps those it has; false where memory is short.</summary>
    public bool TryGrow(int bytes)
    {
        if (memory.Take(bytes) is not { } larger)
            return false;
        Bytes.CopyTo(larger);
        Release();
        _buffer = larger;
        return true;
    }

    public void Dispose()
    {
        Release();
        _buffer = [];
        _length = 0;
    }

    private void Release()
    {
        if (_buffer.Length > 0)
            memory.GiveBack(_buffer);
    }
}
