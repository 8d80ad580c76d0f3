using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Dashboard.Act;

/// <summary>Asks the Orderer to do what only it may do; what came of it, it writes beside the key.</summary>
internal sealed class Commands(Operator who, IAmazonSQS sqs, QueueUrls urls, TimeProvider time)
{
    public Task<string> ReleaseAsync(EventName name, bool dryRun, CancellationToken cancellationToken) =>
        SendAsync(CommandKind.Release, command => Of(command, name) with { DryRun = dryRun }, cancellationToken);

    /// <param name="route">Null: the default one.</param>
    public Task<string> ReplayAsync(EventName name, string? route, bool dryRun, CancellationToken cancellationToken) =>
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
        var command = complete(new()
        {
            CommandId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Kind = kind,
            RequestedBy = await who.RequireAsync(),
            RequestedAt = time.GetUtcNow(),
        });
        await sqs.SendMessageAsync(
            new()
            {
                QueueUrl = await urls.GetAsync(Topology.Queues.Commands, cancellationToken),
                MessageBody = command.ToJson(),
                MessageAttributes = TraceContext.Outgoing(),
            },
            cancellationToken);
        return command.CommandId;
    }
}
