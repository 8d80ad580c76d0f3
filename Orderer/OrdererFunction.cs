using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Read;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Wake;

namespace WebhookSystem.Orderer;

/// <summary>One invocation: read, release, and say what must be brought again.</summary>
internal sealed class OrdererFunction(
    BatchReader reader, Attempts attempts, CommandStage commands, IKeyTable table, IWakeUps wakeUps,
    ILambdaSerializer serializer)
{
    /// <returns>A partial batch response, of one shape for queue, stream and pipe.</returns>
    public async Task<Stream> HandleAsync(Stream input, CancellationToken cancellationToken)
    {
        var batch = await reader.ReadAsync(input, cancellationToken);
        foreach (var dead in batch.Dead)
            await table.BuryAsync(dead.Dead!, cancellationToken);
        foreach (var hop in batch.Hops)
            await wakeUps.ArmAsync(hop.WakeUp!, cancellationToken);
        var undone = new List<string>();
        foreach (var command in batch.Commands)
        {
            if (!await commands.TryRunAsync(command.Command!, cancellationToken))
                undone.Add(command.Identifier);
        }

        var failed = await attempts.RunAsync(batch.Work, cancellationToken);

        var response = new SQSBatchResponse([.. batch.Failures(failed).Concat(undone).Select(
            identifier => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = identifier })]);
        var output = new MemoryStream();
        serializer.Serialize(response, output);
        output.Position = 0;
        return output;
    }
}
