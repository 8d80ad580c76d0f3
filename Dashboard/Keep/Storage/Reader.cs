using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WebhookSystem.Dashboard.Keep.Storage;

/// <summary>Asks the read model, within one snapshot.</summary>
internal sealed class Reader(SqliteConnection connection)
{
    public IReadOnlyList<TRow> List<TRow>(
        string sql, Func<SqliteDataReader, TRow> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var rows = command.ExecuteReader();
        var list = new List<TRow>();
        while (rows.Read())
            list.Add(read(rows));
        return list;
    }

    public TRow? First<TRow>(
        string sql, Func<SqliteDataReader, TRow> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where TRow : class => List(sql, read, values) is [var first, ..] ? first : null;

    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        List(sql, static row => row.IsDBNull(0) ? 0 : row.GetInt64(0), values)[0];
}

/// <summary>Columns by name.</summary>
internal static class Columns
{
    extension(SqliteDataReader row)
    {
        public string Text(string name) => row.GetString(row.GetOrdinal(name));

        public string? TextOrNull(string name) =>
            row.GetOrdinal(name) is var column && row.IsDBNull(column) ? null : row.GetString(column);

        public long Whole(string name) => row.GetInt64(row.GetOrdinal(name));

        public long? WholeOrNull(string name) =>
            row.GetOrdinal(name) is var column && row.IsDBNull(column) ? null : row.GetInt64(column);

        public DateTimeOffset? InstantOrNull(string name) =>
            row.WholeOrNull(name) is { } value ? Micros.ToInstant(value) : null;
    }
}

/// <summary>Instants as the read model keeps them: microseconds since 1970.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static string Digits(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
