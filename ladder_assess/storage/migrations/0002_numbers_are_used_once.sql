-- How many activities a portfolio ever had: the number of one that was removed is not given again, so
-- that a page of it that is still open somewhere cannot write into another.
ALTER TABLE portfolio ADD COLUMN numbers_used INTEGER NOT NULL DEFAULT 0;

UPDATE portfolio SET numbers_used = (
    SELECT COALESCE(MAX(number), 0) FROM activity WHERE portfolio_id = portfolio.id
);
