using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace WebhookSystem.Bench.LocalAws.Load;

/// <summary>
/// One connection that speaks as little HTTP as it can, so that what is measured is the server and not its client, with
/// which it shares the cores.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[64 * 1024];
    private readonly string _host;

    private RawConnection(Uri endpoint) => _host = endpoint.Authority;

    public static async Task<RawConnection> OpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var connection = new RawConnection(endpoint);
        await connection._socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        return connection;
    }

    /// <summary>Makes a call of AWS's JSON protocol and waits for its answer, which must be a 200.</summary>
    public async Task CallAsync(string target, string body, CancellationToken cancellationToken)
    {
        var request = Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {_host}\r\nX-Amz-Target: {target}\r\n"
            + $"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        await _socket.SendAsync(request, cancellationToken);

        var length = 0;
        while (!IsWhole(_answer.AsSpan(0, length)))
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new IOException("The server has closed the connection.");
        }

        if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
            throw new IOException(Encoding.UTF8.GetString(_answer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

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
