-- What happened when, for the charts: so many of a kind in ten seconds. Kinds are those of TrafficKind. A release also
-- says how long its event's way took, in one of the bins that the function took_bin names. History is not rewritten
-- when an event goes.
CREATE TABLE traffic (
    bucket INTEGER NOT NULL, source TEXT NOT NULL, kind INTEGER NOT NULL, bin INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (bucket, source, kind, bin)) WITHOUT ROWID;

-- How many waited, and for how many microseconds the first of them had, as looked at every ten seconds.
CREATE TABLE backlog (
    bucket INTEGER NOT NULL, source TEXT NOT NULL, waiting INTEGER NOT NULL, age INTEGER NOT NULL,
    PRIMARY KEY (bucket, source)) WITHOUT ROWID;

CREATE TRIGGER arrival_new AFTER INSERT ON event WHEN new.at IS NOT NULL BEGIN
    INSERT INTO traffic VALUES (new.at / 10000000 * 10, new.source, 0, 0, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER arrival_told AFTER UPDATE ON event WHEN old.at IS NULL AND new.at IS NOT NULL BEGIN
    INSERT INTO traffic VALUES (new.at / 10000000 * 10, new.source, 0, 0, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER release_new AFTER INSERT ON event WHEN new.took IS NOT NULL BEGIN
    INSERT INTO traffic VALUES (new.left_at / 10000000 * 10, new.source, 1, took_bin(new.took), 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER release_told AFTER UPDATE ON event WHEN new.took IS NOT old.took BEGIN
    UPDATE traffic SET number = number - 1
    WHERE old.took IS NOT NULL AND bucket = old.left_at / 10000000 * 10 AND source = old.source AND kind = 1
        AND bin = took_bin(COALESCE(old.took, 0));
    INSERT INTO traffic SELECT new.left_at / 10000000 * 10, new.source, 1, took_bin(new.took), 1
        WHERE new.took IS NOT NULL
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER duplicate_new AFTER INSERT ON event WHEN new.duplicates > 0 BEGIN
    INSERT INTO traffic VALUES (new.duplicate_last / 10000000 * 10, new.source, 2, 0, new.duplicates)
    ON CONFLICT DO UPDATE SET number = number + new.duplicates;
END;

CREATE TRIGGER duplicate_told AFTER UPDATE OF duplicates ON event WHEN new.duplicates > old.duplicates BEGIN
    INSERT INTO traffic VALUES (new.duplicate_last / 10000000 * 10, new.source, 2, 0, new.duplicates - old.duplicates)
    ON CONFLICT DO UPDATE SET number = number + new.duplicates - old.duplicates;
END;
