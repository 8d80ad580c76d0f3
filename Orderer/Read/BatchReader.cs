using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Orderer.Read;

/// <summary>Tells what invoked the function by the shape of its input, and reads it.</summary>
internal sealed class BatchReader(ILambdaSerializer serializer, TimeProvider time)
{
    /// <exception cref="JsonException">The input is of none of the known event sources.</exception>
    public async Task<Batch> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, cancellationToken);
        var caller = EventSource.Of(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        buffer.Position = 0;
        return caller switch
        {
            EventSource.Kind.Queue => Messages(serializer.Deserialize<SQSEvent>(buffer)),
            EventSource.Kind.Stream => Records(
                serializer.Deserialize<DynamoDBEvent>(buffer).Records, record => record.Dynamodb.SequenceNumber),
            EventSource.Kind.Pipe => Records(
                serializer.Deserialize<List<DynamoDBEvent.DynamodbStreamRecord>>(buffer), record => record.EventID),
        };
    }

    private static Batch Messages(SQSEvent input)
    {
        var entries = new List<BatchEntry>();
        var unreadable = new List<string>();
        foreach (var message in input.Records)
        {
            try
            {
                entries.Add(IsCommand(message) ? Command(message) : WakeUpOf(message));
            }
            catch (JsonException)
            {
                unreadable.Add(message.MessageId);
            }
        }

        return new(entries, unreadable);
    }

    private static bool IsCommand(SQSEvent.SQSMessage message) =>
        message.EventSourceArn?.EndsWith($":{Topology.Queues.Commands}", StringComparison.Ordinal) == true;

    private static BatchEntry Command(SQSEvent.SQSMessage message)
    {
        var command = OperatorCommand.Parse(message.Body);
        return new(message.MessageId, new(command.Source ?? "", command.Key ?? "")) { Command = command };
    }

    private static BatchEntry WakeUpOf(SQSEvent.SQSMessage message)
    {
        var wakeUp = WakeUp.Parse(message.Body);
        return new(message.MessageId, new(wakeUp.Source, wakeUp.Key)) { WakeUp = wakeUp };
    }

    private Batch Records(
        IList<DynamoDBEvent.DynamodbStreamRecord> records,
        Func<DynamoDBEvent.DynamodbStreamRecord, string> identifierOf)
    {
        // The mapping's filter lets event items through alone; without one, everything else is passed over here.
        var entries =
            from record in records
            where record.Dynamodb.NewImage is not null
            let item = record.Dynamodb.NewImage.ToItem()
            where item.SortKey.StartsWith(Topology.Table.EventPrefix, StringComparison.Ordinal)
            select Entry(identifierOf(record), item);
        return new([.. entries], []);
    }

    private BatchEntry Entry(string identifier, Item item)
    {
        var (source, key) = Topology.Table.SplitCollection(item.PartitionKey) ?? (item.PartitionKey, item.PartitionKey);
        try
        {
            return new(identifier, new(source, key)) { Event = StoredEvent.Read(item) };
        }
        catch (ItemException fault)
        {
            var id = item.SortKey[Topology.Table.EventPrefix.Length..];
            return new(identifier, new(source, key))
            {
                Dead = new(source, key, id, "unknown", Topology.Services.Orderer, fault.Message, time.GetUtcNow()),
            };
        }
    }
}
