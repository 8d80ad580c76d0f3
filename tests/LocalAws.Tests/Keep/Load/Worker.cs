using System.Net.Sockets;
using Amazon.Runtime;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>
/// Writes one thing after the other to its own part of a server, and knows what was acknowledged. Of the write that the
/// kill cut off, either outcome is right.
/// </summary>
internal abstract class Worker
{
    /// <summary>Writes that were answered.</summary>
    public int Acknowledged { get; private set; }

    public abstract Task PrepareAsync(ChildServer server);

    /// <summary>Compares what is there with what was acknowledged.</summary>
    public abstract Task VerifyAsync(ChildServer server);

    /// <summary>Works until the server is gone.</summary>
    public async Task WorkAsync(ChildServer server)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await WriteAsync(server);
                Acknowledged++;
            }
        }
        catch (Exception error) when (error is AmazonClientException { InnerException: not null }
            or HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            Assert.False(error is AmazonServiceException { StatusCode: not 0 }, $"{error}");
        }
    }

    protected abstract Task WriteAsync(ChildServer server);
}
