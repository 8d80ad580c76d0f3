using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Pipes;

namespace WebhookSystem.LocalAws.Lambda.Kept;

/// <summary>
/// Lambda's state, as the log sees it; and what lets functions, mappings and pipes go on where they were: hosted
/// services start before the server does.
/// </summary>
internal sealed class KeptLambda(
    LambdaLog log, FunctionCatalog functions, MappingCatalog mappings, PipeCatalog pipes) : IKept, IHostedService
{
    public KeptService Service => KeptService.Lambda;

    public void Replay(EntryReader record) => log.Replay(record);

    public IDisposable Hold() => log.Hold();

    public IEnumerable<Action<EntryWriter>> Capture() => log.Capture();

    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        foreach (var mapping in await mappings.ListAsync(null, null, cancellationToken))
            await mappings.RemoveAsync(mapping.Id, cancellationToken);
        foreach (var pipe in pipes.All)
            await pipes.RemoveAsync(pipe.Name);
        foreach (var function in functions.All)
            functions.Forget(function);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, state) in log.All<FunctionState>(LambdaKind.Function))
            functions.Restore(name, state);
        foreach (var (name, state) in log.All<ReaderState>(LambdaKind.Mapping))
            mappings.Restore(Guid.Parse(name), state);
        foreach (var (name, state) in log.All<ReaderState>(LambdaKind.Pipe))
            pipes.Restore(name, state);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
