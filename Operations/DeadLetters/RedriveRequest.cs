namespace WebhookSystem.Operations.DeadLetters;

/// <summary>What is to be sent back; a part that is null does not narrow.</summary>
/// <param name="Queue">The dead-letter queue.</param>
public sealed record RedriveRequest(string Queue)
{
    public string? MessageId { get; init; }

    public string? Source { get; init; }

    public string? Key { get; init; }

    public string? EventId { get; init; }

    /// <summary>Only messages that hold this text.</summary>
    public string? Text { get; init; }

    /// <summary>Messages looked at, at most.</summary>
    public int Max { get; init; } = 1_000;

    /// <summary>The queue's readers have other work too.</summary>
    public int PerSecond { get; init; } = 50;

    /// <summary>Nothing is sent or deleted: only counted.</summary>
    public bool DryRun { get; init; }

    public bool Fits(DeadLetter letter) =>
        (MessageId is null || letter.MessageId == MessageId)
        && (Source is null || letter.Source == Source)
        && (Key is null || letter.Key == Key)
        && (EventId is null || letter.EventId == EventId)
        && letter.Holds(Text);
}

/// <summary>What came of it.</summary>
/// <param name="Looked">Messages that were received.</param>
/// <param name="Fitting">Of them, those that were meant and have a queue to go back to.</param>
/// <param name="Sent">Of them, those that were sent back.</param>
public sealed record RedriveOutcome(int Looked, int Fitting, int Sent)
{
    public string Words(bool dryRun) => dryRun
        ? $"{Fitting} of {Looked} messages would be sent back."
        : $"{Sent} of {Looked} messages were sent back.";
}
