-- The number of a list that has gone is not given again: what was still at work for it would go on for another.
INSERT INTO number_given (kind, last) SELECT 'portfolio', COALESCE(MAX(id), 0) FROM portfolio;

CREATE TRIGGER portfolio_number AFTER INSERT ON portfolio BEGIN
    UPDATE number_given SET last = NEW.id WHERE kind = 'portfolio' AND last < NEW.id;
END;
