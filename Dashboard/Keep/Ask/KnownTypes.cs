using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>
/// The types that begin alike. An index holds the newest of each; of a beginning it would have to sort everything.
/// </summary>
internal static class KnownTypes
{
    /// <summary>So many are merged; a beginning of more is so frequent that the newest events hold enough.</summary>
    private const int TypesMax = 40;

    /// <summary>From each type straight to the next, however many events lie between.</summary>
    private const string Next = "SELECT MIN(type) AS type FROM event WHERE type > $after";

    /// <returns>Null where there are too many.</returns>
    public static IReadOnlyList<string>? Of(Reader reader, string beginning)
    {
        var types = new List<string>();
        var after = reader.List(
            "SELECT MIN(type) AS type FROM event WHERE type >= $from", TypeOf, ("$from", beginning))[0];
        while (after?.StartsWith(beginning, StringComparison.Ordinal) is true)
        {
            if (types.Count == TypesMax)
                return null;
            types.Add(after);
            after = reader.List(Next, TypeOf, ("$after", after))[0];
        }

        return types;
    }

    /// <summary>The newest of each type, and of these the newest.</summary>
    public static string Merge(
        IReadOnlyList<string> types, string narrowed, string newest, List<(string, object?)> values)
    {
        if (types.Count == 0)
            return $"SELECT {Rows.OfList} FROM event WHERE 0";
        values.AddRange(types.Select(static (type, index) => ($"$type{index}", (object?)type)));
        var each = types.Select((_, index) =>
            $"SELECT number FROM (SELECT number FROM event WHERE {narrowed} AND type = $type{index} {newest})");
        return $"SELECT {Rows.OfList} FROM event WHERE number IN ({string.Join(" UNION ALL ", each)}) {newest}";
    }

    private static string? TypeOf(Microsoft.Data.Sqlite.SqliteDataReader row) => row.TextOrNull("type");
}
