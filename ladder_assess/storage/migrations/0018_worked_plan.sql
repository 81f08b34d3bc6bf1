-- Who changed what of an action of the plan. Rows are only ever added; they go with their action. `before` and
-- `after` are JSON, an empty text for nothing; `happened` is in seconds since 1970.
CREATE TABLE action_change (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL REFERENCES plan_action (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    happened INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);

CREATE INDEX action_change_of_action ON action_change (action_id, id);

CREATE TRIGGER action_change_stays BEFORE UPDATE OF action_id, field, happened, before, after ON action_change
BEGIN SELECT RAISE(ABORT, 'a change that was noted stays as it is'); END;
