-- A row of event is made by whichever item comes first, the event or what its cursor says of it. What follows from
-- other columns is derived here: items may come in any order, and twice.
-- Instants are microseconds since 1970, except expires_at, which is DynamoDB's in seconds.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,

    type TEXT, ordered INTEGER, provider_id TEXT, position TEXT, arrival INTEGER, received_at INTEGER,
    content_type TEXT, headers TEXT, digest TEXT, configuration TEXT, delivery_id TEXT, traceparent TEXT,
    size INTEGER, bucket TEXT, object_key TEXT, search TEXT,

    held_at INTEGER, ordinal INTEGER, marks INTEGER NOT NULL DEFAULT 0, released_at INTEGER,

    duplicates INTEGER NOT NULL DEFAULT 0, duplicate_first INTEGER, duplicate_last INTEGER,
    conflicts INTEGER NOT NULL DEFAULT 0,
    quarantined_at INTEGER, quarantine_reason TEXT,
    dead_room TEXT, dead_reason TEXT, dead_at INTEGER,

    expires_at INTEGER NOT NULL,

    at INTEGER AS (COALESCE(arrival, dead_at)) STORED,
    state INTEGER AS (CASE
        WHEN ordinal IS NOT NULL THEN 2
        WHEN dead_at IS NOT NULL THEN 3
        WHEN quarantined_at IS NOT NULL THEN 4
        WHEN ordered = 0 THEN 2
        WHEN held_at IS NOT NULL THEN 1
        ELSE 0 END) STORED,

    -- When it left, where that is known, and how long its way took. Clocks of two rooms may disagree a little.
    left_at INTEGER AS (CASE
        WHEN ordinal IS NOT NULL THEN released_at
        WHEN dead_at IS NULL AND ordered = 0 THEN arrival END) STORED,
    took INTEGER AS (MAX(left_at - received_at, 0)) STORED,
    UNIQUE (source, key, id));

-- One index for each thing that a list is narrowed to, in the order in which lists are shown. Exceptions are few.
CREATE INDEX event_at ON event (at);
CREATE INDEX event_source ON event (source, at);
CREATE INDEX event_state ON event (state, at);
CREATE INDEX event_source_state ON event (source, state, at);
CREATE INDEX event_key ON event (key, at);
CREATE INDEX event_order ON event (key, ordinal) WHERE ordinal IS NOT NULL;
CREATE INDEX event_type ON event (type, at);
CREATE INDEX event_waiting ON event (at) WHERE state < 2;
CREATE INDEX event_duplicate ON event (at) WHERE duplicates > 0;
CREATE INDEX event_conflict ON event (at) WHERE conflicts > 0;
CREATE INDEX event_late ON event (at) WHERE marks & 1 <> 0;
CREATE INDEX event_after_gap ON event (at) WHERE marks & 2 <> 0;
CREATE INDEX event_tied ON event (at) WHERE marks & 4 <> 0;
CREATE INDEX event_reordered ON event (at) WHERE marks & 8 <> 0;
CREATE INDEX event_source_reordered ON event (source, at) WHERE marks & 8 <> 0;
CREATE INDEX event_expiry ON event (expires_at);

CREATE TABLE conflict (
    source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
    received_at INTEGER NOT NULL, size INTEGER NOT NULL, delivery_id TEXT NOT NULL, expires_at INTEGER NOT NULL,
    PRIMARY KEY (source, key, id, digest)) WITHOUT ROWID;

CREATE TABLE cursor (
    source TEXT NOT NULL, key TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT -1, next_ordinal INTEGER, generation INTEGER, frontier TEXT, missing TEXT,
    committed_at INTEGER, sent INTEGER,
    PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE INDEX cursor_with_gaps ON cursor (committed_at) WHERE missing <> '[]';
