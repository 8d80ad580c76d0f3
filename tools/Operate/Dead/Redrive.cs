using Amazon.DynamoDBv2;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operate.Dead;

/// <param name="By">Who asks.</param>
internal sealed record RedriveOrder(string By, int PerSecond);

/// <summary>
/// Walks over the dead-letter queues once. A message goes back first and is deleted last: whoever dies in between sends
/// it twice, which the rooms know as one.
/// </summary>
internal sealed class Redrive(IAmazonSQS sqs, IAmazonDynamoDB dynamoDb, TimeProvider time, TextWriter output)
{
    private const int BatchSize = 10;

    /// <summary>How long a message is out of sight while it is looked at.</summary>
    private static readonly TimeSpan LookTime = TimeSpan.FromSeconds(60);

    private static readonly string[] Queues = [Topology.Queues.InboxDead, Topology.Queues.WakeUpsDead];

    private readonly QueueUrls _urls = new(sqs);

    /// <param name="order">Null: it is only said what is meant.</param>
    /// <returns>How many messages were meant, or sent back.</returns>
    public async Task<int> RunAsync(DeadFilter filter, RedriveOrder? order, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var queue in Queues)
        {
            // Until the walk is over nothing comes twice; what stays is given back then.
            var stays = new List<Message>();
            await foreach (var letter in ReadAsync(queue, cancellationToken))
            {
                var isMeant = filter.Takes(letter);
                if (isMeant)
                    output.WriteLine(letter);
                if (isMeant && order is not null && letter.Origin is { } origin)
                    await SendBackAsync(letter, origin, order, cancellationToken);
                else
                    stays.Add(letter.Message);
                if (isMeant && (order is null || letter.Origin is not null))
                    count++;
            }

            await GiveBackAsync(queue, stays, cancellationToken);
        }

        return count;
    }

    private async IAsyncEnumerable<DeadLetter> ReadAsync(
        string queue, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(await _urls.GetAsync(queue, cancellationToken))
        {
            MaxNumberOfMessages = BatchSize,
            VisibilityTimeout = (int)LookTime.TotalSeconds,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        while ((await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages is { Count: > 0 } messages)
        {
            foreach (var message in messages)
                yield return DeadLetter.Of(message, queue);
        }
    }

    private async Task SendBackAsync(
        DeadLetter letter, string origin, RedriveOrder order, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1) / Math.Max(1, order.PerSecond), time, cancellationToken);
        await sqs.SendMessageAsync(
            new()
            {
                QueueUrl = await _urls.GetAsync(origin, cancellationToken),
                MessageBody = letter.Message.Body,
                MessageAttributes = letter.Message.MessageAttributes,
            },
            cancellationToken);
        await RecordAsync(letter, origin, order, cancellationToken);
        await sqs.DeleteMessageAsync(
            await _urls.GetAsync(letter.Queue, cancellationToken), letter.Message.ReceiptHandle, cancellationToken);
    }

    /// <summary>Its event is no longer dead, and the record says by whose will.</summary>
    private async Task RecordAsync(
        DeadLetter letter, string origin, RedriveOrder order, CancellationToken cancellationToken)
    {
        if (letter is { Source: { } source, Key: { } key, EventId: { } id })
        {
            var dead = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.DeadKey(id));
            await dynamoDb.DeleteItemAsync(Topology.Table.Name, dead.ToAttributes(), cancellationToken);
        }

        var now = time.GetUtcNow();
        var record = new CommandRecord(
            Guid.CreateVersion7(now).ToString(), "Redrive", letter.Source, letter.Key, letter.EventId, Route: null,
            order.By, now, now, DryRun: false, $"Sent back from {letter.Queue} to {origin}.");
        await dynamoDb.PutItemAsync(Topology.Table.Name, record.ToItem().ToAttributes(), cancellationToken);
    }

    private async Task GiveBackAsync(string queue, List<Message> messages, CancellationToken cancellationToken)
    {
        var url = await _urls.GetAsync(queue, cancellationToken);
        foreach (var chunk in messages.Chunk(BatchSize))
        {
            await sqs.ChangeMessageVisibilityBatchAsync(
                url,
                [.. chunk.Select((message, at) => new ChangeMessageVisibilityBatchRequestEntry(
                    $"{at}", message.ReceiptHandle) { VisibilityTimeout = 0 })],
                cancellationToken);
        }
    }
}
