using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Operate;

/// <summary>Carries out a command once, and keeps who asked for it and what came of it.</summary>
internal sealed partial class CommandStage(
    Redress redress, Reconciliation reconciliation, Replays replays, ICommandLog log, ICommands commands,
    TimeProvider time, ILogger<CommandStage> logger)
{
    /// <returns>False: it could not be done now, and is to be brought again.</returns>
    public async Task<bool> TryRunAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(command, cancellationToken);
            return true;
        }
        catch (Exception error)
        {
            // The queue brings it again, and at last to its dead-letter queue.
            Log.Failed(logger, error, command.Kind, command.CommandId);
            return false;
        }
    }

    private async Task RunAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        if (command.After is null && await log.HasAsync(command, cancellationToken))
            return;
        var progress = command.Kind switch
        {
            CommandKind.Release => await redress.ReleaseAsync(command, cancellationToken),
            CommandKind.Reset => await redress.ResetAsync(command, cancellationToken),
            CommandKind.Reconcile => await reconciliation.ReconcileAsync(command, cancellationToken),
            CommandKind.Check => await reconciliation.CheckAsync(command, cancellationToken),
            CommandKind.Replay => await replays.ReplayAsync(command, cancellationToken),
        };
        if (progress.Rest is { } rest)
        {
            await commands.SendAsync(rest, cancellationToken);
            return;
        }

        await log.WriteAsync(CommandRecord.Of(command, progress.Outcome, time.GetUtcNow()), cancellationToken);
        Log.Done(logger, command.Kind, command.CommandId, command.RequestedBy, progress.Outcome);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "command.done",
            Message = "{Kind} {CommandId} of {RequestedBy}: {Outcome}")]
        public static partial void Done(
            ILogger logger, CommandKind kind, string commandId, string requestedBy, string outcome);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "command.failed",
            Message = "{Kind} {CommandId} could not be carried out and will be tried again")]
        public static partial void Failed(ILogger logger, Exception error, CommandKind kind, string commandId);
    }
}

/// <summary>How far a command has come.</summary>
/// <param name="Outcome">In words, for people.</param>
/// <param name="Rest">What is still to be done, as a command; null where all is done.</param>
internal sealed record Progress(string Outcome, OperatorCommand? Rest = null);

internal sealed class CommandFailedException(OperatorCommand command) : Exception(
    $"{command.Kind} of {command.RequestedBy} could not be carried out now; it will be tried again.");
