namespace WebhookSystem.Dashboard.ReadModel.Storage;

/// <summary>
/// The read model's tables. A row of <c>event</c> is made by whichever item comes first, the event or what its cursor
/// says of it, and its state is a column that SQLite derives: items may come in any order, and twice.
/// </summary>
/// <remarks>Instants are microseconds since 1970, except <c>expires_at</c>, which is DynamoDB's in seconds.</remarks>
internal static class Schema
{
    /// <summary>Raised with every change below: a file of another version is begun anew from the table.</summary>
    public const long Version = 1;

    public const string Text = """
        CREATE TABLE event (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,

            type TEXT, ordered INTEGER, provider_id TEXT, position TEXT, arrival INTEGER, received_at INTEGER,
            content_type TEXT, headers TEXT, digest TEXT, configuration TEXT, delivery_id TEXT, traceparent TEXT,
            size INTEGER, bucket TEXT, object_key TEXT, search TEXT,

            held_at INTEGER, ordinal INTEGER, marks INTEGER NOT NULL DEFAULT 0, released_at INTEGER,

            duplicates INTEGER NOT NULL DEFAULT 0, duplicate_first INTEGER, duplicate_last INTEGER,
            conflicts INTEGER NOT NULL DEFAULT 0,
            dead_room TEXT, dead_reason TEXT, dead_at INTEGER,

            expires_at INTEGER NOT NULL,

            at INTEGER AS (COALESCE(arrival, dead_at)) STORED,
            state INTEGER AS (CASE
                WHEN ordinal IS NOT NULL THEN 2
                WHEN dead_at IS NOT NULL THEN 3
                WHEN ordered = 0 THEN 2
                WHEN held_at IS NOT NULL THEN 1
                ELSE 0 END) STORED,
            UNIQUE (source, key, id));
        CREATE INDEX event_at ON event (at);
        CREATE INDEX event_source ON event (source, at);
        CREATE INDEX event_state ON event (state, at);
        CREATE INDEX event_key ON event (source, key, at);
        CREATE INDEX event_expiry ON event (expires_at);

        CREATE TABLE conflict (
            source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
            received_at INTEGER NOT NULL, size INTEGER NOT NULL, delivery_id TEXT NOT NULL, expires_at INTEGER NOT NULL,
            PRIMARY KEY (source, key, id, digest)) WITHOUT ROWID;

        CREATE TABLE cursor (
            source TEXT NOT NULL, key TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT -1, next_ordinal INTEGER, frontier TEXT, missing TEXT,
            committed_at INTEGER, sent INTEGER,
            PRIMARY KEY (source, key)) WITHOUT ROWID;

        CREATE TABLE tally (
            source TEXT NOT NULL, state INTEGER NOT NULL, marks INTEGER NOT NULL,
            events INTEGER NOT NULL, duplicates INTEGER NOT NULL, conflicts INTEGER NOT NULL,
            PRIMARY KEY (source, state, marks)) WITHOUT ROWID;
        CREATE TRIGGER event_comes AFTER INSERT ON event WHEN new.at IS NOT NULL BEGIN
            INSERT INTO tally VALUES (new.source, new.state, new.marks, 1, new.duplicates, new.conflicts)
            ON CONFLICT DO UPDATE SET events = events + 1,
                duplicates = duplicates + new.duplicates, conflicts = conflicts + new.conflicts;
        END;
        CREATE TRIGGER event_goes AFTER DELETE ON event WHEN old.at IS NOT NULL BEGIN
            UPDATE tally SET events = events - 1,
                duplicates = duplicates - old.duplicates, conflicts = conflicts - old.conflicts
            WHERE source = old.source AND state = old.state AND marks = old.marks;
        END;
        CREATE TRIGGER event_changes AFTER UPDATE ON event BEGIN
            UPDATE tally SET events = events - 1,
                duplicates = duplicates - old.duplicates, conflicts = conflicts - old.conflicts
            WHERE old.at IS NOT NULL AND source = old.source AND state = old.state AND marks = old.marks;
            INSERT INTO tally SELECT new.source, new.state, new.marks, 1, new.duplicates, new.conflicts
                WHERE new.at IS NOT NULL
            ON CONFLICT DO UPDATE SET events = events + 1,
                duplicates = duplicates + new.duplicates, conflicts = conflicts + new.conflicts;
        END;

        CREATE TABLE refusal_series (
            instance TEXT NOT NULL, source TEXT NOT NULL, verdict TEXT NOT NULL,
            started INTEGER NOT NULL, value INTEGER NOT NULL, seen_at INTEGER NOT NULL,
            PRIMARY KEY (instance, source, verdict)) WITHOUT ROWID;
        CREATE TABLE refusal (
            source TEXT NOT NULL, verdict TEXT NOT NULL, requests INTEGER NOT NULL,
            PRIMARY KEY (source, verdict)) WITHOUT ROWID;

        CREATE TABLE stream (only INTEGER PRIMARY KEY CHECK (only = 1), arn TEXT NOT NULL, scanned INTEGER NOT NULL);
        CREATE TABLE shard (id TEXT PRIMARY KEY, position TEXT, ended INTEGER NOT NULL) WITHOUT ROWID;
        """;
}
