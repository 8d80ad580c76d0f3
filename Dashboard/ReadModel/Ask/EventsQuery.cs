using System.Globalization;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.ReadModel.Storage;
using WebhookSystem.Dashboard.ReadModel.Views;

namespace WebhookSystem.Dashboard.ReadModel.Ask;

/// <summary>Which events a list is to show.</summary>
internal sealed record EventsQuery
{
    public const int LimitDefault = 50;
    public const int LimitMax = 500;

    public string? Source { get; init; }

    public string? Key { get; init; }

    public EventFilter? State { get; init; }

    /// <summary>The whole type, or its beginning before a <c>*</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Found anywhere in ids, key, type, headers and the beginning of the body, whatever the case.</summary>
    public string? Text { get; init; }

    public int Limit { get; init; } = LimitDefault;

    /// <summary>The <see cref="EventPage.Next"/> of the page before.</summary>
    public string? Cursor { get; init; }

    public EventPage Ask(Database database)
    {
        var (sql, values) = Build();
        var rows = database.Read(reader => reader.List(
            sql, static row => (At: row.Whole("at"), Number: row.Whole("number"), Row: Rows.ToRow(row)), values));
        return new()
        {
            Events = [.. rows.Take(Limit).Select(static row => row.Row)],
            Next = rows.Count > Limit && rows[Limit - 1] is var last
                ? string.Create(CultureInfo.InvariantCulture, $"{last.At}-{last.Number}")
                : null,
        };
    }

    /// <summary>Whether <see cref="Cursor"/> is one that a page gave out.</summary>
    public bool HasValidCursor => Cursor is null || Start() is not null;

    private (string Sql, (string Name, object? Value)[] Values) Build()
    {
        var conditions = new List<string> { "at IS NOT NULL" };
        var values = new List<(string, object?)> { ("$limit", Limit + 1) };
        Narrow("source = $source", "$source", Source);
        Narrow("key = $key", "$key", Key);
        if (Type is [.. var beginning, '*'])
            Narrow("type GLOB $type", "$type", EscapeGlob(beginning) + "*");
        else
            Narrow("type = $type", "$type", Type);
        Narrow("instr(search, $text) > 0", "$text", Text?.ToLowerInvariant());
        if (State is { } state)
            conditions.Add(ConditionOf(state));
        if (Start() is var (at, number))
        {
            conditions.Add("(at, number) < ($at, $number)");
            values.AddRange([("$at", at), ("$number", number)]);
        }

        return ($"""
            SELECT {Rows.OfList} FROM event WHERE {string.Join(" AND ", conditions)}
            ORDER BY at DESC, number DESC LIMIT $limit
            """, [.. values]);

        void Narrow(string condition, string name, string? value)
        {
            if (string.IsNullOrEmpty(value))
                return;
            conditions.Add(condition);
            values.Add((name, value));
        }
    }

    private (long At, long Number)? Start() =>
        Cursor?.Split('-') is [var at, var number]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var atValue)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var numberValue)
            ? (atValue, numberValue)
            : null;

    private static string ConditionOf(EventFilter filter) => filter switch
    {
        EventFilter.InFlight => $"state = {(int)EventState.InFlight}",
        EventFilter.Held => $"state = {(int)EventState.Held}",
        EventFilter.Released => $"state = {(int)EventState.Released}",
        EventFilter.Dead => $"state = {(int)EventState.Dead}",
        EventFilter.Duplicate => "duplicates > 0",
        EventFilter.Conflict => "conflicts > 0",
        EventFilter.Late => Marked(ReleaseMarks.Late),
        EventFilter.Reordered => Marked(ReleaseMarks.Reordered),
        EventFilter.FollowsGap => Marked(ReleaseMarks.FollowsGap),
        EventFilter.Tied => Marked(ReleaseMarks.Tied),
    };

    private static string Marked(ReleaseMarks mark) => $"marks & {(int)mark} <> 0";

    private static string EscapeGlob(string text) => string.Concat(text.Select(static character =>
        character is '*' or '?' or '[' ? $"[{character}]" : character.ToString()));
}
