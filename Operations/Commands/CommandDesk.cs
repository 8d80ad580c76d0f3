using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Operations.Commands;

/// <summary>Asks the Orderer to do what only it may do; what came of it, it writes into the table.</summary>
public sealed class CommandDesk(IAmazonSQS sqs, QueueUrls urls, IAmazonDynamoDB table, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public OperatorCommand New(CommandKind kind, string by) => new()
    {
        CommandId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        Kind = kind,
        RequestedBy = by,
        RequestedAt = time.GetUtcNow(),
    };

    public async Task SendAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        await sqs.SendMessageAsync(
            new()
            {
                QueueUrl = await urls.GetAsync(Topology.Queues.Commands, cancellationToken),
                MessageBody = command.ToJson(),
                MessageAttributes = TraceContext.Outgoing(),
            },
            cancellationToken);

    /// <returns>The command's record; null where it was not carried out in time, and still will be.</returns>
    public async Task<CommandRecord?> AnswerAsync(
        OperatorCommand command, TimeSpan patience, CancellationToken cancellationToken)
    {
        var key = CommandRecord.Of(command, "", time.GetUtcNow()).ToItem();
        var name = new Item(key.PartitionKey, key.SortKey).ToAttributes();
        var began = time.GetTimestamp();
        using var pace = new PeriodicTimer(Look, time);
        while (time.GetElapsedTime(began) < patience)
        {
            var answer = await table.GetItemAsync(Topology.Table.Name, name, consistentRead: true, cancellationToken);
            if (answer.Item is { Count: > 0 } item)
                return CommandRecord.Read(item.ToItem());
            await pace.WaitForNextTickAsync(cancellationToken);
        }

        return null;
    }

    /// <summary>The generation that a reset of the key would end; null where the key has no cursor.</summary>
    public async Task<long?> GenerationAsync(string source, string key, CancellationToken cancellationToken)
    {
        var name = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.Cursor).ToAttributes();
        var answer = await table.GetItemAsync(Topology.Table.Name, name, consistentRead: true, cancellationToken);
        return answer.Item is { Count: > 0 } item ? CursorItem.Read(item.ToItem()).Generation : null;
    }
}
