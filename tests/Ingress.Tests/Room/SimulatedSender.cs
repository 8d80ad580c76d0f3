using System.Net.Http.Headers;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Sending;
using WebhookSystem.Verification.Sign;
using Played = WebhookSystem.Simulator.Providers.Catalogue;
using Attempt = WebhookSystem.Simulator.Providers.Attempt;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>Sends what the simulator makes of a provider's entry.</summary>
internal static class SimulatedSender
{
    public static async Task<Reply> SendAsync(IngressRoom room, string name, SenderKey key, Forgery forgery)
    {
        var provider = Played.Of(name, key);
        var message = provider.Compose(new("run", 1, 1, IngressRoom.Start, new Random(1)));
        var planned = new PlannedRequest(0, RequestKind.Event, provider, message, 1, 1) { Forgery = forgery };
        var attempt = new Attempt(message.Id, message.Body, key.Secret, room.Time.GetUtcNow(), 1)
        {
            Address = new Uri(room.Address, $"/hooks/{name}"),
            ContentType = message.Headers["Content-Type"],
        };
        var sent = Sender.Forge(planned, attempt);
        using var request = new HttpRequestMessage(HttpMethod.Post, sent.Address)
        {
            Content = new ByteArrayContent(sent.Body),
        };
        var headers = message.Headers.Select(header => (Name: header.Key, header.Value))
            .Where(kept => sent.Headers.All(signed => signed.Name != kept.Name)).Concat(sent.Headers);
        foreach (var (header, value) in headers)
        {
            if (header == "Content-Type")
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await room.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
