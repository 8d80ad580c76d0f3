using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Operations;

/// <summary>
/// Holds the gates of several tables, taken in one order by everyone so that nobody waits in a circle.
/// </summary>
internal readonly ref struct TableGates
{
    private readonly Table[] _held;

    private TableGates(Table[] held) => _held = held;

    public static TableGates Enter(IEnumerable<Table> tables)
    {
        Table[] ordered = [.. tables.Distinct().OrderBy(static table => table.Definition.Id)];
        foreach (var table in ordered)
            table.Gate.Enter();
        return new(ordered);
    }

    public void Dispose()
    {
        foreach (var table in _held)
            table.Gate.Exit();
    }
}
