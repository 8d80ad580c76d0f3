using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebhookSystem.Bench.Send;

/// <summary>
/// A connection to Ingress that costs as little of the processor's time as can be: the load shares its cores with what
/// is measured.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static ReadOnlySpan<byte> Version => "HTTP/1.1 "u8;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new RawConnection();
        try
        {
            await connection._socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="SocketException">The connection was closed, or broke: it is of no more use.</exception>
    public async Task<HttpStatusCode> PostAsync(byte[] request, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken);
        var read = 0;
        while (!IsWhole(_answer.AsSpan(0, read)))
        {
            var more = await _socket.ReceiveAsync(_answer.AsMemory(read), cancellationToken);
            read += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return (HttpStatusCode)int.Parse(_answer.AsSpan(Version.Length, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Ingress says how long its answers are.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = answer.IndexOf("Content-Length: "u8);
        var digits = answer[(length + "Content-Length: ".Length)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length == head + 4 + int.Parse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture);
    }
}
