using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Pipes;
using WebhookSystem.LocalAws.Lambda.Pipes.Templates;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Targets;

/// <summary>What a pipe's target gets of each event: templates are applied to one event, never to a batch.</summary>
internal sealed class PipeInput(PipeDelivery delivery, PipeVariables variables, TimeProvider time)
{
    public PipeDelivery Delivery => delivery;

    public ReadOnlyMemory<byte> Of(StreamItem item)
    {
        if (delivery.InputTemplate is not { } template)
            return item.Json;
        using var @event = JsonDocument.Parse(item.Json);
        return Encoding.UTF8.GetBytes(template.Render(@event.RootElement, variables, time.GetUtcNow()));
    }
}
