-- An activity that was removed is kept for a while with all that belongs to it, so that it can be put
-- back: in a list of its own that nothing opens, which goes with the list that it was removed from.
ALTER TABLE portfolio ADD COLUMN removed_from INTEGER REFERENCES portfolio (id) ON DELETE CASCADE;
CREATE INDEX portfolio_removed_from ON portfolio (removed_from);
-- When it was removed, in seconds since 1970, and the request that once added it.
CREATE TABLE removed_activity (
    activity_id INTEGER PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    removed INTEGER NOT NULL
);
