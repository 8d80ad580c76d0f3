using WebhookSystem.LocalAws.Lambda.Pipes.Templates;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>What a pipe has beyond a mapping: where it leads, and what it makes of an event on its way.</summary>
internal sealed record PipeDelivery
{
    public required string TargetArn { get; init; }

    public required string RoleArn { get; init; }

    public string? Description { get; init; }

    /// <summary>What the target gets for an event; null for the event itself.</summary>
    public InputTemplate? InputTemplate { get; init; }

    /// <summary>The message group in a queue: itself, or where it stands in the event.</summary>
    public DynamicParameter? MessageGroupId { get; init; }

    public DynamicParameter? MessageDeduplicationId { get; init; }

    public bool IsToQueue => TargetArn.Split(':') is [_, _, "sqs", ..];
}
