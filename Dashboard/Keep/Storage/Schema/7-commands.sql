-- What operators did, and what came of it.
CREATE TABLE command (
    id TEXT PRIMARY KEY, action TEXT NOT NULL, source TEXT, key TEXT, event_id TEXT, route TEXT,
    requested_by TEXT NOT NULL, requested_at INTEGER NOT NULL, done_at INTEGER NOT NULL, dry_run INTEGER NOT NULL,
    outcome TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX command_done ON command (done_at);
CREATE INDEX command_key ON command (source, key, done_at);
