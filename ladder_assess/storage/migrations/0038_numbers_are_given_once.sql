-- The number of an account or an organisation that was erased is not given again: a browser, a tombstone or a
-- page that still knows it would take the new one for the old.
CREATE TABLE number_given (
    kind TEXT PRIMARY KEY,
    last INTEGER NOT NULL
);
-- Those that were erased before this may have had higher numbers than any that is left.
INSERT INTO number_given (kind, last) SELECT 'account', COALESCE(MAX(id) + 1000, 0) FROM account;
INSERT INTO number_given (kind, last) SELECT 'organisation', COALESCE(MAX(id) + 1000, 0) FROM organisation;

CREATE TRIGGER account_number AFTER INSERT ON account BEGIN
    UPDATE number_given SET last = NEW.id WHERE kind = 'account' AND last < NEW.id;
END;
CREATE TRIGGER organisation_number AFTER INSERT ON organisation BEGIN
    UPDATE number_given SET last = NEW.id WHERE kind = 'organisation' AND last < NEW.id;
END;
