namespace WebhookSystem.Simulator.Providers;

/// <summary>A shop that numbers each order's events, and signs as the Standard Webhooks specification says.</summary>
internal sealed class StandardWebhooks : IProvider
{
    private const string SecretPrefix = "whsec_";

    private static readonly Dictionary<string, string> Headers = new()
    {
        ["User-Agent"] = "sample-shop/1.0",
        ["Content-Type"] = "application/json",
    };

    public string Source => "standard";

    public TimeSpan? Tolerance => Verification.Catalogue.Providers["standard-webhooks"].Tolerance;

    public Message Compose(Happening happening)
    {
        var type = happening.TypeOf("order.created", "order.paid", "order.packed", "order.shipped", "order.updated");
        var body = Payload.Of(new
        {
            type,
            timestamp = happening.At.UtcDateTime.ToString("O"),
            data = new
            {
                id = $"order_{happening.Run}_{happening.Key}",
                sequence = happening.Step,
                status = type[(type.IndexOf('.') + 1)..],
                total = happening.Chance.Next(500, 50_000),
                currency = "EUR",
            },
        });
        return new($"msg_{happening.Run}k{happening.Key}n{happening.Step}", body, Headers);
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt)
    {
        var key = Convert.FromBase64String(
            attempt.Secret.StartsWith(SecretPrefix) ? attempt.Secret[SecretPrefix.Length..] : attempt.Secret);
        var mac = Mac.Of(key, $"{attempt.Id}.{attempt.Timestamp}.", attempt.Body);
        yield return ("webhook-id", attempt.Id);
        yield return ("webhook-timestamp", attempt.Timestamp);
        yield return ("webhook-signature", $"v1,{Convert.ToBase64String(mac)}");
    }
}
