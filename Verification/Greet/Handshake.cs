using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Greet;

/// <summary>What a provider is answered.</summary>
public sealed record Reply
{
    public int Status { get; init; } = 200;

    public string Type { get; init; } = "text/plain";

    /// <summary>Text with slots, by the grammar of <see cref="ReplyWriter"/>.</summary>
    public string Text { get; init; } = "";

    public Dictionary<string, string> Headers { get; init; } = [];
}

/// <summary>A signed request that is no event: its answer proves to the provider who we are.</summary>
public sealed record Handshake
{
    /// <summary>Holds <see cref="Is"/> in such a request and in no event; without one, anything.</summary>
    public required Location Where { get; init; }

    public string? Is { get; init; }

    /// <summary>Holds nothing in such a request.</summary>
    public Location? Without { get; init; }

    public required Reply Reply { get; init; }
}

/// <summary>A request that a provider sends unsigned before it sends events. Nothing of it is stored.</summary>
public sealed record Greeting
{
    public string Method { get; init; } = "GET";

    public Condition[] When { get; init; } = [];

    /// <summary>A place that must hold what the secret states under <see cref="TokenName"/>.</summary>
    public Place? Token { get; init; }

    /// <summary>The secret's setting; null for its key.</summary>
    public string? TokenName { get; init; }

    /// <summary>If not stated, 200 and nothing.</summary>
    public Reply Reply { get; init; } = new();
}
