namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>Something that an operator did.</summary>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="Outcome">In words.</param>
public sealed record Command(
    string Id, string Action, string? Source, string? Key, string? EventId, string? Route, string RequestedBy,
    DateTimeOffset RequestedAt, DateTimeOffset DoneAt, bool DryRun, string Outcome);

/// <summary>What operators did, newest first.</summary>
/// <param name="Commands">At most so many as a page holds.</param>
public sealed record CommandPage(IReadOnlyList<Command> Commands);
