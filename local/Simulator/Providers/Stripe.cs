namespace WebhookSystem.Simulator.Providers;

/// <summary>Payment intents on their way to the money.</summary>
internal sealed class Stripe : IProvider
{
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["User-Agent"] = "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        ["Content-Type"] = "application/json; charset=utf-8",
    };

    private static readonly string[] PaymentMethods = ["card"];

    public string Source => "stripe";

    public TimeSpan? Tolerance => Verification.Catalogue.Providers["stripe"].Tolerance;

    public Message Compose(Happening happening)
    {
        var status = happening.TypeOf("created", "processing", "requires_action", "succeeded");
        var id = $"evt_{happening.Run}k{happening.Key}n{happening.Step}";
        var body = Payload.Of(new
        {
            id,
            @object = "event",
            api_version = "2025-08-27.basil",
            created = happening.At.ToUnixTimeSeconds(),
            livemode = false,
            pending_webhooks = 1,
            type = $"payment_intent.{status}",
            data = new
            {
                @object = new
                {
                    id = $"pi_{happening.Run}k{happening.Key}",
                    @object = "payment_intent",
                    amount = happening.Chance.Next(100, 50_000),
                    currency = happening.OneOf("eur", "usd", "gbp"),
                    customer = $"cus_{happening.Run}k{happening.Key}",
                    description = $"Order {happening.Key + 1}, step {happening.Step}",
                    payment_method_types = PaymentMethods,
                    status,
                    metadata = new { },
                },
            },
            request = new { id = $"req_{happening.Chance.NextInt64():x16}", idempotency_key = (string?)null },
        });
        return new(id, body, Headers);
    }

    public IEnumerable<(string Name, string Value)> Sign(Attempt attempt)
    {
        var mac = Mac.Of(attempt.Secret, $"{attempt.Timestamp}.", attempt.Body);
        return [("Stripe-Signature", $"t={attempt.Timestamp},v1={Convert.ToHexStringLower(mac)}")];
    }
}
