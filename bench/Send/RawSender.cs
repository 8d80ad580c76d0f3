using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WebhookSystem.Bench.Send;

/// <summary>Posts over as many connections as there are requests at a time.</summary>
internal sealed class RawSender(Uri ingress) : IDisposable
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(100);

    private readonly ConcurrentBag<RawConnection> _idle = [];

    /// <summary>Null where no answer came: what became of the request is not known.</summary>
    public async Task<HttpStatusCode?> PostAsync(byte[] request, CancellationToken cancellationToken)
    {
        RawConnection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection))
                connection = await RawConnection.OpenAsync(ingress, cancellationToken);
            var status = await connection.PostAsync(request, cancellationToken)
                .WaitAsync(AnswerTimeMax, cancellationToken);
            _idle.Add(connection);
            return status;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SocketException or TimeoutException)
                return null;
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
            connection.Dispose();
    }
}
