using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Operations.Receiving;

/// <summary>The one operation that may wait: for a message, as long as its caller and this server are there.</summary>
internal sealed class ReceiveMessage(QueueCatalog queues, IHostApplicationLifetime lifetime)
{
    private const int MessagesMax = 10;
    private const int WaitSecondsMax = 20;
    private const int VisibilitySecondsMax = 43_200;

    public async Task InvokeAsync(JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        var max = input.Within(
            "MaxNumberOfMessages", 1, MessagesMax, $"Must be between 1 and {MessagesMax}, if provided.") ?? 1;
        var demand = new Demand(
            max, input.Seconds("VisibilityTimeout", VisibilitySecondsMax),
            input.Seconds("WaitTimeSeconds", WaitSecondsMax));
        var wanted = new WantedAttributes(input);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, lifetime.ApplicationStopping);
        var deliveries = await queue.ReceiveAsync(demand, either.Token);
        if (deliveries.Count == 0)
            return;
        output.WriteStartArray("Messages"u8);
        foreach (var delivery in deliveries)
            ReceivedMessage.Write(output, delivery, wanted, queue.Settings.IsFifo);
        output.WriteEndArray();
    }
}
