namespace WebhookSystem.Simulator.Providers;

/// <summary>Channels and what is said in them.</summary>
internal sealed class Slack : IProvider
{
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["User-Agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)",
        ["Content-Type"] = "application/json",
    };

    public string Source => "slack";

    public TimeSpan? Tolerance => Verification.Catalogue.Providers["slack"].Tolerance;

    public Message Compose(Happening happening)
    {
        var id = $"Ev{happening.Run}K{happening.Key}N{happening.Step}".ToUpperInvariant();
        var seconds = happening.At.ToUnixTimeSeconds();
        var stamp = $"{seconds}.{happening.Chance.Next(1_000_000):000000}";
        var body = Payload.Of(new
        {
            team_id = "T0SAMPLE1",
            api_app_id = "A0SAMPLE1",
            type = "event_callback",
            event_id = id,
            event_time = seconds,
            @event = new
            {
                type = happening.OneOf("message", "message", "app_mention"),
                channel = $"C{happening.Run}K{happening.Key}".ToUpperInvariant(),
                channel_type = "channel",
                user = happening.OneOf("U0ADA", "U0GRACE", "U0EDSGER"),
                text = $"Parcel {happening.Step} is on its way :package:",
                ts = stamp,
                event_ts = stamp,
            },
            authorizations = new[] { new { team_id = "T0SAMPLE1", user_id = "U0ROBOT", is_bot = true } },
        });
        return new(id, body, Headers);
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt)
    {
        var mac = Mac.Of(attempt.Secret, $"v0:{attempt.Timestamp}:", attempt.Body);
        yield return ("X-Slack-Request-Timestamp", attempt.Timestamp);
        yield return ("X-Slack-Signature", $"v0={Convert.ToHexStringLower(mac)}");
        if (attempt.Number > 1)
        {
            yield return ("X-Slack-Retry-Num", $"{attempt.Number - 1}");
            yield return ("X-Slack-Retry-Reason", "http_error");
        }
    }
}
