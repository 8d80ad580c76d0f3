using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebhookSystem.Bench.Send;

/// <summary>
/// A connection that costs as little of the processor's time as can be: the load shares its cores with what is
/// measured.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];
    private int _length;

    private RawConnection(string host) => Host = host;

    public string Host { get; }

    /// <summary>The last answer as it came.</summary>
    public string Answer => Encoding.UTF8.GetString(_answer, 0, _length);

    private static ReadOnlySpan<byte> Version => "HTTP/1.1 "u8;

    public static async Task<RawConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new RawConnection(address.Authority);
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
        _length = 0;
        while (!IsWhole(_answer.AsSpan(0, _length)))
        {
            var more = await _socket.ReceiveAsync(_answer.AsMemory(_length), cancellationToken);
            _length += more > 0 ? more : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return (HttpStatusCode)int.Parse(_answer.AsSpan(Version.Length, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Both servers say how long their answers are.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var at = answer.IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(answer[(at + "Content-Length: ".Length)..], out int body, out _)
            && answer.Length >= head + 4 + body;
    }
}
