-- Counts that are kept with every change of an event, and never counted.
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
