using WebhookSystem.Contracts.Commands;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Operations.Commands;

namespace WebhookSystem.Dashboard.Act;

/// <summary>What a page may ask of the Orderer, in the name of whoever looks at it.</summary>
internal sealed class Commands(Operator who, CommandDesk desk)
{
    public Task<string> ReleaseAsync(EventName name, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(CommandKind.Release, command => Of(command, name) with { DryRun = dryRun }, cancellationToken);

    public Task<string> ReplayAsync(EventName name, string route, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(
            CommandKind.Replay, command => Of(command, name) with { Route = route, DryRun = dryRun },
            cancellationToken);

    /// <param name="key">Null: every key.</param>
    public Task<string> ReconcileAsync(
        string? source, string? key, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(
            CommandKind.Reconcile, command => command with { Source = source, Key = key, DryRun = dryRun },
            cancellationToken);

    /// <param name="generation">The cursor's, which is to end.</param>
    public Task<string> ResetAsync(
        string source, string key, long generation, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(
            CommandKind.Reset,
            command => command with { Source = source, Key = key, Generation = generation, DryRun = dryRun },
            cancellationToken);

    private static OperatorCommand Of(OperatorCommand command, EventName name) =>
        command with { Source = name.Source, Key = name.Key, EventId = name.Id };

    /// <returns>The command's id, under which its record comes.</returns>
    private async Task<string> SendAsync(
        CommandKind kind, Func<OperatorCommand, OperatorCommand> complete, CancellationToken cancellationToken)
    {
        var command = complete(desk.New(kind, await who.RequireAsync()));
        await desk.SendAsync(command, cancellationToken);
        return command.CommandId;
    }
}
