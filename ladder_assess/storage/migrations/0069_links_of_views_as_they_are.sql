-- For three hours a column of these said when a link was closed. Nothing ever read it: databases of then have it still.
CREATE TABLE view_link_as_it_is (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    respondents TEXT NOT NULL CHECK (respondents IN ('provider', 'policymaker', 'service_user')),
    request TEXT NOT NULL UNIQUE,
    token_digest TEXT NOT NULL UNIQUE,
    closed INTEGER NOT NULL DEFAULT 0
);
INSERT INTO view_link_as_it_is
SELECT id, activity_id, respondents, request, token_digest, closed FROM view_link;
-- A number is given once, that of a link which has gone too.
DELETE FROM sqlite_sequence WHERE name = 'view_link_as_it_is';
UPDATE sqlite_sequence SET name = 'view_link_as_it_is' WHERE name = 'view_link';
DROP TABLE view_link;
ALTER TABLE view_link_as_it_is RENAME TO view_link;
CREATE UNIQUE INDEX one_open_view_link ON view_link (activity_id, respondents) WHERE closed = 0;
