using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Fixtures;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Tests;

/// <summary>A Processor over a LocalAws whose clock the test turns, and inbox messages to give it.</summary>
public sealed class Inbox : IAsyncLifetime
{
    private IHost? _host;
    private ProvisionedAws? _aws;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public ProvisionedAws Aws => _aws ?? throw new InvalidOperationException("The fixture has not been started.");

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync(Time);
        _host = Aws.Host(builder => builder.AddProcessor());
    }

    public async ValueTask DisposeAsync()
    {
        _host?.Dispose();
        await Aws.DisposeAsync();
    }

    public InboxMessage Message(string id, string delivery, string body = """{"a":1}""") => new InboxMessage
    {
        DeliveryId = delivery,
        Source = "standard",
        EventId = id,
        EventType = "order.paid",
        Key = "order-1",
        Position = 1,
        ReceivedAt = Time.GetUtcNow(),
        ContentType = "application/json",
        Digest = Digest.Of(body),
        Configuration = "c1",
    }.WithBody(System.Text.Encoding.UTF8.GetBytes(body));

    internal async Task<Outcome> ProcessAsync(InboxMessage message, int receives = 1) =>
        await ProcessAsync(System.Text.Encoding.UTF8.GetString(message.ToUtf8()), receives);

    internal async Task<Outcome> ProcessAsync(string text, int receives = 1) =>
        await Get<InboxStage>().RunAsync(Received(text, receives), default);

    /// <summary>Two transactions on one item may refuse each other: the queue brings the message again.</summary>
    internal async Task<Outcome> UntilDecidedAsync(InboxMessage message)
    {
        const int AttemptsMax = 100;
        var outcome = Outcome.Failed;
        for (var attempt = 0; outcome == Outcome.Failed && attempt < AttemptsMax; attempt++)
            outcome = await ProcessAsync(message);
        return outcome;
    }

    internal async Task<string[]> InvokeAsync(params string[] texts)
    {
        using var input = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Records = texts.Select((text, at) => new { messageId = $"m{at}", body = text, attributes = new { } }),
        }));
        using var answer = await JsonDocument.ParseAsync(await Get<ProcessorFunction>().HandleAsync(input, default));
        return [.. answer.RootElement.GetProperty("batchItemFailures").EnumerateArray()
            .Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
    }

    public async Task<Dictionary<string, Dictionary<string, AttributeValue>>> ItemsAsync(string key = "order-1") =>
        (await Aws.CollectionAsync("standard", key)).ToDictionary(item => item[Topology.Table.SortKey].S);

    private T Get<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    private static SQSEvent.SQSMessage Received(string text, int receives) => new()
    {
        MessageId = "m",
        Body = text,
        Attributes = new() { ["ApproximateReceiveCount"] = receives.ToString() },
        MessageAttributes = [],
    };
}
