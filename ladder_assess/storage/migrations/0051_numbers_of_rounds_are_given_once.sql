-- The number of a round that has gone is not given again: what is remembered of it in memory alone, such as how far
-- people came who sent nothing, would be counted in another, of whatever organisation.
INSERT INTO number_given (kind, last) SELECT 'wave', COALESCE(MAX(id), 0) FROM wave;

CREATE TRIGGER wave_number AFTER INSERT ON wave BEGIN
    UPDATE number_given SET last = NEW.id WHERE kind = 'wave' AND last < NEW.id;
END;
