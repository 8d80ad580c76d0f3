using System.Net;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;
using WebhookSystem.Verification.Tests;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>Several events in one request: each is one of its own, and all are acknowledged or none.</summary>
public sealed class Batches(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Two = """
        {"destination":"U1","events":[{"webhookEventId":"A","type":"message","source":{"userId":"u1"}},
         {"webhookEventId":"B","type":"follow","source":{"userId":"u2"}}]}
        """;

    [Fact]
    public async Task Each_element_has_its_own_body_identity_type_and_key()
    {
        var reply = await SendAsync("line", Two);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var messages = room.Inbox.Messages.Where(message => message.Source == "line").TakeLast(2).ToList();
        Assert.Equal(["A", "B"], messages.Select(message => message.EventId).Order());
        var first = messages.Single(message => message.EventId == "A");
        Assert.Equal(("message", "u1"), (first.EventType, first.Key));
        Assert.Equal("""{"webhookEventId":"A","type":"message","source":{"userId":"u1"}}""", first.Text);
    }

    [Fact]
    public async Task An_empty_one_is_acknowledged_and_no_event()
    {
        var before = room.Inbox.Messages.Count;

        var reply = await SendAsync("line", """{"destination":"U1","events":[]}""");

        Assert.Equal((HttpStatusCode.OK, before), (reply.Status, room.Inbox.Messages.Count));
    }

    [Fact]
    public async Task Where_one_element_is_not_stored_all_are_to_come_again()
    {
        var sends = 0;
        room.Inbox.BeforeSend = _ => Interlocked.Increment(ref sends) == 2
            ? Task.FromException(new HttpRequestException("The queue takes no second one."))
            : Task.CompletedTask;

        var failed = await SendAsync("line", Two.Replace("\"A\"", "\"C\"", StringComparison.Ordinal));
        room.Inbox.BeforeSend = _ => Task.CompletedTask;
        var again = await SendAsync("line", Two.Replace("\"A\"", "\"C\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains(room.Inbox.Messages, message => message.EventId == "C");
    }

    [Fact]
    public async Task Elements_without_an_id_are_known_by_their_place_in_the_same_request()
    {
        const string body = """{"events":[{"eventType":"UPDATE"},{"eventType":"UPDATE"}]}""";

        await SendAsync("xero", body);
        await SendAsync("xero", body);

        var ids = room.Inbox.Messages.Where(message => message.Source == "xero").Select(message => message.EventId);
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(4, ids.Count());
    }

    [Fact]
    public async Task A_body_without_the_array_is_one_event()
    {
        var reply = await SendAsync("line", """{"destination":"U1"}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""{"destination":"U1"}""", room.Inbox.Messages[^1].Text);
    }

    [Fact]
    public async Task More_elements_than_are_taken_at_once_are_refused()
    {
        var elements = string.Join(',', Enumerable.Repeat("{}", Batch.EventsMax + 1));

        var reply = await SendAsync("line", $$"""{"events":[{{elements}}]}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
    }

    [Fact]
    public async Task Each_element_that_brings_its_own_proof_is_held_against_it()
    {
        var scheme = Catalogue.Providers["adyen"];
        var key = SenderKey.New(scheme);
        room.Secrets.Versions["adyen"] = new(key.Secret, IngressRoom.Start, null);
        var items = new[] { "1", "2" }.Select(number => Item(scheme, key, number)).ToArray();
        var body = $$"""{"live":"false","notificationItems":[{{items[0]}},{{items[1]}}]}""";

        var accepted = await PostAsync("adyen", body);
        var forged = await PostAsync("adyen", body.Replace("psp2", "psp3", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, "[accepted]"), (accepted.Status, accepted.Body));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
        var ids = room.Inbox.Messages.Where(message => message.Source == "adyen").Select(message => message.EventId);
        Assert.Equal(2, ids.Distinct().Count());
    }

    private static string Item(Scheme scheme, SenderKey key, string number)
    {
        var draft = new Draft().WithBody(System.Text.Encoding.UTF8.GetBytes(
            $$$"""{"NotificationRequestItem":{"pspReference":"psp{{{number}}}","eventCode":"CAPTURE"}}"""), "a/json");
        Signer.Sign(scheme, draft, key, Delivery.Now, Delivery.Id);
        var text = System.Text.Encoding.UTF8.GetString(draft.Body);
        return text[(text.IndexOf('[') + 1)..text.LastIndexOf(']')];
    }

    private async Task<Reply> SendAsync(string source, string body)
    {
        var scheme = Catalogue.Providers[source];
        room.Secrets.Versions[source] = new(IngressRoom.Secret, IngressRoom.Start, null);
        var signature = Verifier.Sign(scheme, System.Text.Encoding.UTF8.GetBytes(body), IngressRoom.Secret, "", "");
        return await PostAsync(source, body, (scheme.SignatureHeader!, signature));
    }

    private async Task<Reply> PostAsync(string source, string body, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/{source}", UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (header is { } signature)
            request.Headers.TryAddWithoutValidation(signature.Name, signature.Value);
        using var response = await room.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
