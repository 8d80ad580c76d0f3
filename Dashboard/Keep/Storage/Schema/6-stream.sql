-- How far the table's stream has been read.
CREATE TABLE stream (only INTEGER PRIMARY KEY CHECK (only = 1), arn TEXT NOT NULL, scanned INTEGER NOT NULL);
CREATE TABLE shard (id TEXT PRIMARY KEY, position TEXT, ended INTEGER NOT NULL) WITHOUT ROWID;
