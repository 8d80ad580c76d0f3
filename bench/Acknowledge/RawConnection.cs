using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Live;

namespace WebhookSystem.Bench.Acknowledge;

/// <summary>
/// One connection that posts signed events, in as little of the processor's time as can be: the load shares its cores
/// with what is measured.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly LiveSource Source = LiveSource.All[^1];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];
    private readonly string _padding = new('x', 900);
    private readonly Guid _id = Guid.NewGuid();
    private readonly string _host;
    private int _number;

    private RawConnection(string host) => _host = host;

    public static async Task<RawConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var connection = new RawConnection(address.Authority);
        await connection._socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return connection;
    }

    /// <exception cref="InvalidOperationException">The answer is not 202.</exception>
    public async Task PostAsync(CancellationToken cancellationToken)
    {
        await _socket.SendAsync(NextRequest(), cancellationToken);
        var read = 0;
        while (!IsWhole(_answer.AsSpan(0, read)))
        {
            var more = await _socket.ReceiveAsync(_answer.AsMemory(read), cancellationToken);
            read += more > 0 ? more : throw new InvalidOperationException("The connection was closed.");
        }

        if (!_answer.AsSpan().StartsWith("HTTP/1.1 202"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(_answer, 0, read));
    }

    public void Dispose() => _socket.Dispose();

    private byte[] NextRequest()
    {
        var id = $"{_id:N}-{_number++}";
        var body = $$"""{"type":"order.paid","padding":"{{_padding}}"}""";
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Source.SigningKey, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        return Encoding.UTF8.GetBytes(
            $"POST /hooks/{Source.Name} HTTP/1.1\r\nHost: {_host}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\nwebhook-id: {id}\r\nwebhook-timestamp: {timestamp}\r\n"
            + $"webhook-signature: v1,{Convert.ToBase64String(mac)}\r\n\r\n{body}");
    }

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
