-- `revision` counts the times that an activity was changed, so that a page knows what it was shown with.
ALTER TABLE activity ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- Who changed what from which value. Rows are only ever added; they go with their activity. `before` and
-- `after` are JSON; `happened` is in seconds since 1970; `page` is the page that the change came from.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    item TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    page TEXT NOT NULL,
    happened INTEGER NOT NULL,
    before TEXT,
    after TEXT
);

CREATE INDEX change_of_activity ON change (activity_id, revision);

CREATE TRIGGER change_stays BEFORE UPDATE OF activity_id, revision, item, page, happened, before, after ON change
BEGIN SELECT RAISE(ABORT, 'a change that was noted stays as it is'); END;

-- Remarks on an item or, where that is empty, on the activity as a whole.
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    item TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    happened INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (activity_id, request)
);

-- What was typed into a page that was left while someone else had changed the same: kept for its writer
-- until they save that page, because a page that is being left cannot ask.
CREATE TABLE aside (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    value TEXT
);

CREATE INDEX aside_of_activity ON aside (activity_id);
