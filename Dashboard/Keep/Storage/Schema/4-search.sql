-- Every three letters of an event's text, so that any part of a word is found. Where they stand is not kept: the text
-- itself is looked at, which costs a tenth of the index.
CREATE VIRTUAL TABLE found USING fts5 (
    search, content = 'event', content_rowid = 'number', tokenize = 'trigram', detail = none);

CREATE TRIGGER text_new AFTER INSERT ON event WHEN new.search IS NOT NULL BEGIN
    INSERT INTO found (rowid, search) VALUES (new.number, new.search);
END;

CREATE TRIGGER text_gone AFTER DELETE ON event WHEN old.search IS NOT NULL BEGIN
    INSERT INTO found (found, rowid, search) VALUES ('delete', old.number, old.search);
END;

CREATE TRIGGER text_replaced AFTER UPDATE OF search ON event WHEN old.search IS NOT new.search BEGIN
    INSERT INTO found (found, rowid, search)
        SELECT 'delete', old.number, old.search WHERE old.search IS NOT NULL;
    INSERT INTO found (rowid, search) SELECT new.number, new.search WHERE new.search IS NOT NULL;
END;
