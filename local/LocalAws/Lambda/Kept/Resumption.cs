using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Pipes;

namespace WebhookSystem.LocalAws.Lambda.Kept;

/// <summary>Lets functions, mappings and pipes go on where they were; hosted services start before the server.</summary>
internal sealed class Resumption(
    LambdaLog log, FunctionCatalog functions, MappingCatalog mappings, PipeCatalog pipes) : IHostedService
{
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
