namespace WebhookSystem.Simulator.Providers;

/// <summary>Orders from the basket to the door.</summary>
internal sealed class Shopify : IProvider
{
    public string Source => "shopify";

    public TimeSpan? Tolerance => null;

    public Message Compose(Happening happening)
    {
        var total = $"{happening.Chance.Next(5, 500)}.{happening.Chance.Next(100):00}";
        var topic = happening.TypeOf("create", "updated", "paid", "fulfilled");
        var body = Payload.Of(new
        {
            id = happening.ObjectNumber,
            name = $"#{1001 + happening.Key}",
            email = "customer@example.com",
            updated_at = Instant(happening.At),
            currency = "EUR",
            total_price = total,
            financial_status = happening.Step > 2 ? "paid" : "pending",
            fulfillment_status = topic == "fulfilled" ? "fulfilled" : null,
            line_items = new[]
            {
                new { id = happening.ObjectNumber, title = "Stoneware bowl", quantity = 1, price = total },
            },
            note = $"step {happening.Step}",
        });
        var id = $"{happening.Run}-{happening.Key}-{happening.Step}";
        return new(id, body, new Dictionary<string, string>
        {
            ["User-Agent"] = "Shopify-Captain-Hook",
            ["Content-Type"] = "application/json",
            ["X-Shopify-Topic"] = $"orders/{topic}",
            ["X-Shopify-Shop-Domain"] = "sample-shop.example.com",
            ["X-Shopify-API-Version"] = "2025-07",
            ["X-Shopify-Webhook-Id"] = id,
            ["X-Shopify-Event-Id"] = id,
            ["X-Shopify-Triggered-At"] = Instant(happening.At),
        });
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt) =>
        [("X-Shopify-Hmac-Sha256", Convert.ToBase64String(Mac.Of(attempt.Secret, "", attempt.Body)))];

    private static string Instant(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-ddTHH:mm:sszzz");
}
