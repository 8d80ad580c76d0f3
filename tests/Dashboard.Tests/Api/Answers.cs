using System.Net;
using System.Text.Json;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Api;

/// <summary>The API answers from what the table's stream has brought.</summary>
public sealed class Answers(Running running) : IClassFixture<Running>
{
    [Fact]
    public async Task Counts_are_total_and_by_source()
    {
        var stored = Items.Event("counted", key: "counts");
        await running.PutAsync(
            stored.ToItem(), Items.Duplicates(stored, 2),
            Items.Cursor("counts", 1, seconds: 1, ring: [Items.Released(stored, 1, ReleaseMarks.Late)]));

        var answer = await running.EventuallyAsync("/api/counts", text => Number(text, "late") > 0);

        using var counts = JsonDocument.Parse(answer);
        Assert.True(counts.RootElement.GetProperty("accepted").GetInt64() >= 1);
        var source = counts.RootElement.GetProperty("sources").GetProperty(Items.Source);
        Assert.True(source.GetProperty("duplicates").GetInt64() >= 2);
        foreach (var name in (string[])["inFlight", "held", "released", "conflicts", "reordered", "rejected", "dead"])
            Assert.True(counts.RootElement.TryGetProperty(name, out _), name);
    }

    [Theory]
    [InlineData("a/b c", "e/1?#%")]
    [InlineData("100%25", "%2F")]
    [InlineData("ключ ☃", "ид+1&x=2")]
    public async Task Names_may_hold_any_character(string key, string id)
    {
        await running.PutAsync(Items.Event(id, key, body: """{"a":1}""").ToItem());
        var path = $"/api/events/{Items.Source}/{Uri.EscapeDataString(key)}/{Uri.EscapeDataString(id)}";

        var answer = await running.EventuallyAsync(path, static _ => true);
        var body = await running.Http.GetAsync(new Uri(path + "/body", UriKind.Relative));
        var keyAnswer = await running.EventuallyAsync(
            $"/api/keys/{Items.Source}/{Uri.EscapeDataString(key)}", static _ => true);

        Assert.Equal(id, JsonDocument.Parse(answer).RootElement.GetProperty("event").GetProperty("id").GetString());
        Assert.Equal("""{"a":1}""", await body.Content.ReadAsStringAsync());
        Assert.Equal(key, JsonDocument.Parse(keyAnswer).RootElement.GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_body_is_a_download_that_no_browser_shows()
    {
        var stored = Items.Event("markup", key: "bodies", body: "<script>alert(1)</script>");
        await running.PutAsync((stored with { ContentType = "text/html" }).ToItem());

        using var answer = await running.Http.GetAsync(
            new Uri($"/api/events/{Items.Source}/bodies/markup/body", UriKind.Relative));

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.StartsWith(
            "sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_is_fetched_from_its_object()
    {
        var body = new string('x', 300_000);
        var ticket = new ClaimTicket("large-bodies", "standard/2026-01-01/large", body.Length, Digest.Of(body));
        await running.Objects.PutBucketAsync(ticket.Bucket);
        await running.Objects.PutObjectAsync(new()
        {
            BucketName = ticket.Bucket,
            Key = ticket.Key,
            ContentBody = body,
        });
        var stored = Items.Event("large", key: "bodies") with
        {
            PackedBody = null,
            Ticket = ticket,
            Size = body.Length,
        };
        await running.PutAsync((stored with { Digest = ticket.Digest }).ToItem());

        using var answer = await running.Http.GetAsync(
            new Uri($"/api/events/{Items.Source}/bodies/large/body", UriKind.Relative));

        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
        Assert.Equal($"\"{ticket.Digest}\"", answer.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("/api/events?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/events?state=lost", HttpStatusCode.BadRequest)]
    [InlineData("/api/events?cursor=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/events?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("/api/events/a/b/c", HttpStatusCode.NotFound)]
    [InlineData("/api/events/a/b/c/body", HttpStatusCode.NotFound)]
    [InlineData("/api/keys/a/b", HttpStatusCode.NotFound)]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    public async Task A_refusal_is_a_problem_that_says_why(string path, HttpStatusCode status)
    {
        using var answer = await running.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Events_are_narrowed_by_every_filter()
    {
        var stored = Items.Event("filtered", key: "filters", body: """{"needle":"hay"}""");
        await running.PutAsync(stored.ToItem(), Items.Duplicates(stored, 1));
        const string Query =
            "/api/events?source=standard&key=filters&state=duplicate&type=order.paid&text=NEEDLE&limit=1";

        var answer = await running.EventuallyAsync(
            Query, static text => text.Contains("\"filtered\"", StringComparison.Ordinal));

        var row = JsonDocument.Parse(answer).RootElement.GetProperty("events")[0];
        Assert.Equal("inFlight", row.GetProperty("state").GetString());
    }

    private static long Number(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetInt64();
    }
}
