using System.Threading.Channels;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>
/// One of the sequences a shard is worked off in: collects batches, and takes one after the other through the function.
/// </summary>
internal sealed class ShardLane(ShardProgress shard, BatchRunner runner, StreamSettings settings, TimeProvider time)
{
    // A page at work and a page at hand: the reader does not run ahead of the function.
    private readonly Channel<IReadOnlyList<StreamItem>> _pages = Channel.CreateBounded<IReadOnlyList<StreamItem>>(1);
    private readonly List<StreamItem> _waiting = [];

    /// <summary>Ends when a page would be taken at once.</summary>
    public ValueTask<bool> WaitForRoomAsync(CancellationToken stop) => _pages.Writer.WaitToWriteAsync(stop);

    public ValueTask AddAsync(IReadOnlyList<StreamItem> items, CancellationToken stop) =>
        _pages.Writer.WriteAsync(items, stop);

    /// <summary>There will be no more.</summary>
    public void Complete() => _pages.Writer.Complete();

    public async Task RunAsync(CancellationToken stop)
    {
        while (_waiting.Count > 0 || await _pages.Reader.WaitToReadAsync(stop))
        {
            await CollectAsync(stop);
            var count = EventJson.Fitting(_waiting, settings.BatchSize, static item => item.Json.Length);
            var batch = _waiting[..count];
            _waiting.RemoveRange(0, count);
            await runner.RunAsync(shard, batch, stop);
        }
    }

    private async Task CollectAsync(CancellationToken stop)
    {
        TakeAll();
        if (settings.Window == TimeSpan.Zero)
            return;

        using var window = new CancellationTokenSource(settings.Window, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(window.Token, stop);
        try
        {
            while (_waiting.Count < settings.BatchSize && await _pages.Reader.WaitToReadAsync(either.Token))
                TakeAll();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The window is over: the batch goes as it is.
        }
    }

    private void TakeAll()
    {
        while (_waiting.Count < settings.BatchSize && _pages.Reader.TryRead(out var page))
            _waiting.AddRange(page);
    }
}
