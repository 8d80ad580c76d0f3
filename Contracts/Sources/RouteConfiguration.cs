namespace WebhookSystem.Contracts.Sources;

/// <summary>One route of <c>sources.json</c>: events that match its pattern go to its own FIFO queue too.</summary>
/// <param name="Name">Lower-case letters, digits and dashes: it stands in the queue's name.</param>
/// <param name="Pattern">EventBridge's grammar, over the CloudEvent that is sent; JSON.</param>
public sealed record RouteConfiguration(string Name, string Pattern)
{
    /// <summary>The route that takes everything; it needs no pattern and is always there.</summary>
    public const string Default = "default";

    /// <summary>Amazon SQS admits 80 characters in a queue's name.</summary>
    public const int NameCharactersMax = 48;
}
