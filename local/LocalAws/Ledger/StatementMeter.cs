namespace WebhookSystem.LocalAws.Ledger;

/// <summary>
/// What the statements of a call need permission for, and on which table: its operation's name says neither. The
/// thread's, as <see cref="CapacityMeter"/> is.
/// </summary>
internal static class StatementMeter
{
    [ThreadStatic]
    private static SortedSet<string>? _actions;

    [ThreadStatic]
    private static string? _table;

    public static void Add(string action, string table)
    {
        (_actions ??= new(StringComparer.Ordinal)).Add(action);
        _table = table;
    }

    /// <summary>What has been added since the last time, actions with blanks between; null where nothing was.</summary>
    public static (string Actions, string Table)? Take()
    {
        if (_actions is not { Count: > 0 } actions)
            return null;
        var taken = (string.Join(' ', actions), _table!);
        actions.Clear();
        return taken;
    }
}
