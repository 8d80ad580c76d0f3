using System.Globalization;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>Which events a list is to show.</summary>
public sealed record EventsQuery
{
    public const int LimitDefault = 50;
    public const int LimitMax = 500;

    /// <summary>Fewer cannot be looked up.</summary>
    public const int TextCharactersMin = Trigrams.Characters;

    public string? Source { get; init; }

    public string? Key { get; init; }

    public EventFilter? State { get; init; }

    /// <summary>The whole type, or its beginning before a <c>*</c>.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// Found anywhere in ids, key, type, headers and the beginning of the body, whatever the case. What is found is in
    /// the order in which the dashboard learned of it.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Stored at or after this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Stored before this.</summary>
    public DateTimeOffset? To { get; init; }

    public int Limit { get; init; } = LimitDefault;

    /// <summary>The <see cref="EventPage.Next"/> of the page before.</summary>
    public string? Cursor { get; init; }

    internal EventPage Ask(Database database) => database.Read(reader =>
    {
        var types = Type is [.. var beginning, '*'] && !IsSearch ? KnownTypes.Of(reader, beginning) : null;
        var (sql, values) = Build(types, IsSearch ? Trigrams.QueryOf(reader, Sought) : null);
        var rows = reader.List(
            sql, static row => (At: row.Whole("at"), Number: row.Whole("number"), Row: Rows.ToRow(row)), values);
        return new EventPage
        {
            Events = [.. rows.Take(Limit).Select(static row => row.Row)],
            Next = rows.Count > Limit && rows[Limit - 1] is var last
                ? string.Create(CultureInfo.InvariantCulture, $"{last.At}-{last.Number}")
                : null,
        };
    });

    /// <summary>Whether <see cref="Cursor"/> is one that a page gave out.</summary>
    public bool HasValidCursor => Cursor is null || Start() is not null;

    private const string Newest = "ORDER BY at DESC, number DESC LIMIT $limit";

    /// <summary>There is a text, and it is too short to be looked up: then it narrows nothing.</summary>
    public bool IsTextTooShort => Sought.Length > 0 && !IsSearch;

    /// <remarks>A query of the index would end at a NUL.</remarks>
    private string Sought => Text?.Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant() ?? "";

    private bool IsSearch => Trigrams.Has(Sought);

    /// <summary>
    /// Of what is unusual there is an index of its own, in which to look for a type. SQLite would rather look for the
    /// unusual among all events of that type.
    /// </summary>
    private bool IsRare => State is EventFilter.Late or EventFilter.FollowsGap or EventFilter.Tied
        or EventFilter.Conflict;

    /// <param name="types">All types that are meant, where they are few: then the newest of each are merged.</param>
    /// <param name="trigrams">What the text index is asked for.</param>
    private (string Sql, (string Name, object? Value)[] Values) Build(IReadOnlyList<string>? types, string? trigrams)
    {
        var conditions = new List<string> { "at IS NOT NULL" };
        var values = new List<(string, object?)> { ("$limit", Limit + 1) };
        Narrow("source = $source", "$source", Source);
        Narrow("key = $key", "$key", Key);
        if (types is null && Type is [.. var beginning, '*'])
            Narrow("+type GLOB $type", "$type", EscapeGlob(beginning) + "*");
        else if (types is null)
            Narrow(IsRare ? "+type = $type" : "type = $type", "$type", Type);
        Narrow("found MATCH $trigrams", "$trigrams", trigrams);
        Narrow("instr(event.search, $text)", "$text", trigrams is null ? null : Sought);
        NarrowTo("at >= $from", "$from", From);
        NarrowTo("at < $to", "$to", To);
        if (State is { } state)
            conditions.Add(ConditionOf(state));
        if (Start() is var (at, number))
        {
            conditions.Add(IsSearch ? "found.rowid < $number" : "(at, number) < ($at, $number)");
            values.AddRange([("$at", at), ("$number", number)]);
        }

        var narrowed = string.Join(" AND ", conditions);
        if (types is not null)
            return (KnownTypes.Merge(types, narrowed, Newest, values), [.. values]);
        return ($"""
            SELECT {Rows.OfList} FROM {(IsSearch ? "found JOIN event ON number = found.rowid" : "event")}
            WHERE {narrowed} {(IsSearch ? "ORDER BY found.rowid DESC LIMIT $limit" : Newest)}
            """, [.. values]);

        void NarrowTo(string condition, string name, DateTimeOffset? instant)
        {
            if (instant is not { } at)
                return;
            conditions.Add(condition);
            values.Add((name, Micros.Of(at)));
        }

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
        EventFilter.Waiting => $"state < {(int)EventState.Released}",
        EventFilter.InFlight => $"state = {(int)EventState.InFlight}",
        EventFilter.Held => $"state = {(int)EventState.Held}",
        EventFilter.Released => $"state = {(int)EventState.Released}",
        EventFilter.Dead => $"state = {(int)EventState.Dead}",
        EventFilter.Quarantined => $"state = {(int)EventState.Quarantined}",
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
