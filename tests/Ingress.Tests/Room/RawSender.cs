using System.Net.Sockets;
using System.Text;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>Sends bytes that no HTTP client would.</summary>
internal static class RawSender
{
    /// <summary>How long an answer is waited for before the room is taken to wait for more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Sends the bytes, hangs up once there is an answer or none is to be had, and reads to the end. Empty where the
    /// room cut off without a word, or with one that was lost on the way.
    /// </summary>
    public static async Task<string> AskAsync(Uri address, string request)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var socket = await ConnectAsync(address);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            var first = socket.ReceiveAsync(buffer, deadline.Token).AsTask();
            await Task.WhenAny(first, Task.Delay(Patience, deadline.Token));
            socket.Shutdown(SocketShutdown.Send);
            for (var read = await first; read > 0; read = await socket.ReceiveAsync(buffer, deadline.Token))
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // Cut off: an answer as well.
        }

        return answer.ToString();
    }

    public static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return socket;
    }
}
