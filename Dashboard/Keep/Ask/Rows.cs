using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>Rows of <c>event</c> as views.</summary>
internal static class Rows
{
    /// <summary>What <see cref="ToRow"/> reads: lists need neither headers nor the searched text.</summary>
    public const string OfList = """
        number, at, source, key, id, type, state, ordered, marks, ordinal, position, duplicates, conflicts, size,
        received_at, arrival, held_at, left_at, traceparent, duplicate_first, duplicate_last,
        dead_room, dead_reason, dead_at, quarantined_at, quarantine_reason
        """;

    public static EventRow ToRow(SqliteDataReader row) => new()
    {
        Source = row.Text("source"),
        Key = row.Text("key"),
        Id = row.Text("id"),
        Type = row.TextOrNull("type"),
        State = (EventState)row.Whole("state"),
        Ordered = row.WholeOrNull("ordered") is not 0,
        Marks = (ReleaseMarks)row.Whole("marks"),
        Ordinal = row.WholeOrNull("ordinal"),
        Position = row.TextOrNull("position"),
        Duplicates = row.Whole("duplicates"),
        FirstDuplicateAt = row.InstantOrNull("duplicate_first"),
        LastDuplicateAt = row.InstantOrNull("duplicate_last"),
        Conflicts = row.Whole("conflicts"),
        Size = row.WholeOrNull("size"),
        ReceivedAt = row.InstantOrNull("received_at"),
        StoredAt = row.InstantOrNull("arrival"),
        HeldAt = row.InstantOrNull("held_at"),
        ReleasedAt = row.InstantOrNull("left_at"),
        Death = row.InstantOrNull("dead_at") is { } at ? new(row.Text("dead_room"), row.Text("dead_reason"), at) : null,
        Quarantine = row.InstantOrNull("quarantined_at") is { } kept ? new(row.Text("quarantine_reason"), kept) : null,
        TraceId = TraceIdOf(row.TextOrNull("traceparent")),
    };

    /// <summary>The row with all its columns; its contradictions are the caller's to add.</summary>
    public static EventDetail ToDetail(SqliteDataReader row, Place place) => new(ToRow(row), place)
    {
        ProviderId = row.TextOrNull("provider_id"),
        ContentType = row.TextOrNull("content_type"),
        Headers = HeadersOf(row.TextOrNull("headers")),
        Digest = row.TextOrNull("digest"),
        Configuration = row.TextOrNull("configuration"),
        DeliveryId = row.TextOrNull("delivery_id"),
        TraceParent = row.TextOrNull("traceparent"),
        BodyObject = row.TextOrNull("object_key") is { } key ? new(row.Text("bucket"), key) : null,
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(row.Whole("expires_at")),
    };

    private static Dictionary<string, string> HeadersOf(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, ReadModelJson.Default.DictionaryStringString) ?? [];

    /// <summary>The second part of version-traceid-parentid-flags.</summary>
    private static string? TraceIdOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var context) ? context.TraceId.ToHexString() : null;
}
