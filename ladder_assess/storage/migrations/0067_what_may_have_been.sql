-- The same form sent again gives the same key, whatever was revoked meanwhile, and never one that was: what a key is made
-- of is drawn with its row, and goes with it.
ALTER TABLE access_key ADD COLUMN request TEXT NOT NULL DEFAULT '';
ALTER TABLE access_key ADD COLUMN drawn TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX access_key_by_request ON access_key (organisation_id, account_id, request) WHERE request <> '';

-- Figures of peers may have been drawn between two days of which nothing is known any more, as the site was lost: from
-- the last day of a backup's draws (empty where there were none) to the day on which it was gone back to.
CREATE TABLE benchmark_lost (
    until TEXT NOT NULL PRIMARY KEY CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    since TEXT NOT NULL
) WITHOUT ROWID;

-- As in 0055, for a table that came later.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' id INTEGER PRIMARY KEY,', ' id INTEGER PRIMARY KEY AUTOINCREMENT,')
WHERE type = 'table' AND sql LIKE '% id INTEGER PRIMARY KEY,%';
PRAGMA writable_schema = RESET;
