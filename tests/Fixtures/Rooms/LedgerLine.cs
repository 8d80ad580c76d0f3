namespace WebhookSystem.Fixtures.Rooms;

/// <summary>A line of LocalAws's ledger.</summary>
public sealed record LedgerLine(
    string Service, string Operation, string Resource, string Caller, string? Action, long Count, long Refused,
    IReadOnlyDictionary<string, double> Units);

internal sealed record Ledger(IReadOnlyList<LedgerLine> Calls);
