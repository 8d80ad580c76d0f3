using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Fixtures;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Tests.Function;

/// <summary>An Orderer over a LocalAws whose clock the test turns, invoked as its event sources would.</summary>
public sealed class Room : IAsyncLifetime
{
    private IHost? _host;
    private ProvisionedAws? _aws;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ProvisionedAws Aws => _aws ?? throw new InvalidOperationException("The fixture has not been started.");

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync(Time);
        var sources = SourcesFile.Parse("""
            {
              "sources": {
                "numbered": {
                  "provider": "standard-webhooks",
                  "key": "body:/id",
                  "position": "body:/n",
                  "mode": "sequence",
                  "start": 1
                },
                "careful": {
                  "provider": "standard-webhooks",
                  "key": "body:/id",
                  "position": "body:/n",
                  "mode": "sequence",
                  "start": 1,
                  "late": "quarantine"
                },
                "sparing": {
                  "provider": "standard-webhooks",
                  "key": "body:/id",
                  "position": "body:/n",
                  "mode": "sequence",
                  "start": 1,
                  "mark": "inferred"
                }
              },
              "routes": { "paid": { "pattern": { "type": [{ "suffix": ".paid" }], "partitionkey": ["routed"] } } }
            }
            """u8.ToArray());
        await Aws.Sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = Topology.Queues.OfRoute("paid"), Attributes = new() { ["FifoQueue"] = "true" },
        });
        _host = Aws.Host(builder => builder.AddOrderer(sources));
    }

    public async ValueTask DisposeAsync()
    {
        _host?.Dispose();
        await Aws.DisposeAsync();
    }

    /// <summary>Puts the event into the table, as the Processor does.</summary>
    public async Task<StoredEvent> StoreAsync(
        string? key, string id, int? position, string source = "numbered", string type = "order.paid")
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var stored = StoredEvent.From(
            new InboxMessage
            {
                DeliveryId = "d",
                Source = source,
                EventId = id,
                EventType = type,
                Key = key,
                Position = position,
                ReceivedAt = Time.GetUtcNow(),
                ContentType = "application/json",
                Digest = Digest.Of("{}"),
                Configuration = "c",
            },
            2, StoredBody.Pack("{}"u8), null, Time.GetUtcNow());
        await Aws.DynamoDb.PutItemAsync(Topology.Table.Name, stored.ToItem().ToAttributes());
        return stored;
    }

    public Task<string[]> StreamAsync(params StoredEvent[] events) =>
        InvokeAsync(new JsonObject { ["Records"] = Records(events.Select(stored => stored.ToItem())) });

    public Task<string[]> PipeAsync(params StoredEvent[] events) =>
        InvokeAsync(Records(events.Select(stored => stored.ToItem())));

    public Task<string[]> StreamItemAsync(Item item) => InvokeAsync(new JsonObject { ["Records"] = Records([item]) });

    /// <summary>Brings every wake-up that is due, and deletes it.</summary>
    public async Task<string[]> WakeAsync()
    {
        var messages = await Aws.DrainAsync(Topology.Queues.WakeUps);
        return messages.Count == 0 ? [] : await InvokeAsync(new JsonObject
        {
            ["Records"] = new JsonArray([.. messages.Select(message => new JsonObject
            {
                ["messageId"] = message.MessageId,
                ["body"] = message.Body,
                ["eventSource"] = "aws:sqs",
            })]),
        });
    }

    /// <summary>Brings a command, and those that it leaves behind.</summary>
    /// <returns>The outcome that the audit trail keeps; null where the command was handed back.</returns>
    public async Task<string?> OperateAsync(OperatorCommand command)
    {
        for (var next = (string?)command.ToJson(); next is not null;)
        {
            var failures = await InvokeAsync(new JsonObject
            {
                ["Records"] = new JsonArray(new JsonObject
                {
                    ["messageId"] = "m",
                    ["body"] = next,
                    ["eventSource"] = "aws:sqs",
                    ["eventSourceARN"] = $"arn:aws:sqs:us-east-1:000000000000:{Topology.Queues.Commands}",
                }),
            });
            if (failures.Length > 0)
                return null;
            next = (await Aws.DrainAsync(Topology.Queues.Commands)).SingleOrDefault()?.Body;
        }

        var record = CommandRecord.Of(command, "", Time.GetUtcNow()).ToItem();
        var item = await Aws.DynamoDb.GetItemAsync(
            Topology.Table.Name, new Item(record.PartitionKey, record.SortKey).ToAttributes());
        return CommandRecord.Read(item.Item.ToItem()).Outcome;
    }

    public async Task<string[]> InvokeAsync(JsonNode input)
    {
        using var stream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(input));
        var answer = await _host!.Services.GetRequiredService<OrdererFunction>().HandleAsync(stream, default);
        using var document = await JsonDocument.ParseAsync(answer);
        return [.. document.RootElement.GetProperty("batchItemFailures").EnumerateArray()
            .Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
    }

    /// <summary>The ids that came out since the last look, in order.</summary>
    public async Task<string[]> ReleasedAsync(string queue = Topology.Queues.Ordered) =>
        [.. (await Aws.DrainAsync(queue)).Select(message => IdOf(message))];

    public static string IdOf(Message message)
    {
        using var document = JsonDocument.Parse(message.Body);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    private static JsonArray Records(IEnumerable<Item> items) => new([.. items.Select((item, at) => new JsonObject
    {
        ["eventID"] = $"id{at}",
        ["eventName"] = "INSERT",
        ["eventSource"] = "aws:dynamodb",
        ["dynamodb"] = new JsonObject { ["SequenceNumber"] = $"{100 + at}", ["NewImage"] = Image(item) },
    })]);

    private static JsonObject Image(Item item) => new(item.Select(attribute => KeyValuePair.Create(
        attribute.Key, (JsonNode?)(attribute.Value.Kind switch
        {
            ItemValueKind.Text => new JsonObject { ["S"] = attribute.Value.Text },
            ItemValueKind.Number => new JsonObject { ["N"] = attribute.Value.Text },
            ItemValueKind.Bytes => new JsonObject { ["B"] = Convert.ToBase64String(attribute.Value.Bytes.Span) },
        }))));
}
