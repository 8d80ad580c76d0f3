-- Refused requests: counted by the senders' metrics, and the last of them one by one.
CREATE TABLE refusal_series (
    instance TEXT NOT NULL, source TEXT NOT NULL, verdict TEXT NOT NULL,
    started INTEGER NOT NULL, value INTEGER NOT NULL, seen_at INTEGER NOT NULL,
    PRIMARY KEY (instance, source, verdict)) WITHOUT ROWID;

CREATE TABLE refusal (
    source TEXT NOT NULL, verdict TEXT NOT NULL, requests INTEGER NOT NULL,
    PRIMARY KEY (source, verdict)) WITHOUT ROWID;

CREATE TABLE refused (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, source TEXT, verdict TEXT NOT NULL, bytes INTEGER, trace_id TEXT);
