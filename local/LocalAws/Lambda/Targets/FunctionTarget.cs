using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Targets;

/// <summary>A function: gets a mapping's records in a frame, a pipe's as a bare array.</summary>
/// <param name="input">A pipe's; null for a mapping.</param>
internal sealed class FunctionTarget(StreamSettings settings, Function function, PipeInput? input) : IBatchTarget
{
    public string Name => function.Name;

    public async Task<TargetAnswer> DeliverAsync(IReadOnlyList<StreamItem> items, CancellationToken cancellationToken)
    {
        if (EventOf(items) is not { } @event)
            return new(new BatchVerdict.Failed(), null);
        var outcome = await function.InvokeAsync(@event, null, cancellationToken);
        var ids = items.Select(item => StreamBatch.IdOf(item, settings.Dialect)).ToHashSet();
        return new(BatchVerdict.Of(outcome, settings.ReportsFailures || input is not null, ids), outcome);
    }

    /// <returns>Null where a template has made of it what is no JSON: Lambda does not take that.</returns>
    private byte[]? EventOf(IReadOnlyList<StreamItem> items)
    {
        if (input is null)
            return EventJson.Records(items.Select(static item => item.Json));
        var @event = EventJson.Array(items.Select(input.Of));
        return input.Delivery.InputTemplate is null || IsJson(@event) ? @event : null;
    }

    private static bool IsJson(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
                reader.Skip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
