using Microsoft.Data.Sqlite;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>
/// Makes many events of few, by SQL alone: what keeps counts, indexes and the text index is taken away meanwhile and
/// made again from what the database itself says of it.
/// </summary>
internal static class Multiplying
{
    private const string Dropped = """
        SELECT type, name, sql FROM sqlite_master
        WHERE tbl_name = 'event' AND type IN ('trigger', 'index') AND sql IS NOT NULL
        """;

    /// <param name="events">How many there are.</param>
    /// <param name="times">How many times as many there are to be.</param>
    public static void Run(string file, int events, int times)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        var made = Rows(connection, Dropped);
        Execute(connection, "PRAGMA synchronous = OFF");
        foreach (var one in made)
            Execute(connection, $"DROP {one[0]} {one[1]}");
        var columns = Rows(connection, "PRAGMA table_info(event)").Select(static column => column[1])
            .Where(static column => column != "number").ToList();
        for (var copy = 1; copy < times; copy++)
        {
            var values = columns.Select(column => column switch
            {
                "id" => $"id || '-{copy}'",
                "search" => $"search || ' copy {copy}'",
                "arrival" or "received_at" or "held_at" or "released_at" => $"{column} + {copy}",
                _ => column,
            });
            Execute(connection, $"""
                INSERT INTO event ({string.Join(", ", columns)})
                SELECT {string.Join(", ", values)} FROM event WHERE number <= {events}
                """);
        }

        Execute(connection, $"UPDATE tally SET events = events * {times}");
        foreach (var one in made)
            Execute(connection, one[2]);
        Execute(connection, "INSERT INTO found (found) VALUES ('rebuild')");
    }

    private static List<string[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var list = new List<string[]>();
        while (rows.Read())
            list.Add([.. Enumerable.Range(0, 3).Select(column => rows.IsDBNull(column) ? "" : rows.GetString(column))]);
        return list;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
