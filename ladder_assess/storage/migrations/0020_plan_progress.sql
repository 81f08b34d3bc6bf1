-- The activities that one action of the plan is for, where there are several.
CREATE TABLE plan_action_activity (
    action_id INTEGER NOT NULL REFERENCES plan_action (id) ON DELETE CASCADE,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    PRIMARY KEY (action_id, activity_id)
);

CREATE INDEX plan_action_activity_of_activity ON plan_action_activity (activity_id);

-- What a plan was on the day that a PDF of it was made, to compare the next with: one row for each of its actions,
-- placements and scores (`kind`), and one for the plan itself. `document` is JSON. What is about an activity goes with it.
CREATE TABLE plan_snapshot (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    made_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    activity_id INTEGER REFERENCES activity (id) ON DELETE CASCADE,
    document TEXT NOT NULL
);

CREATE INDEX plan_snapshot_of_portfolio ON plan_snapshot (portfolio_id, made_on);
CREATE INDEX plan_snapshot_of_activity ON plan_snapshot (activity_id);

-- The day of the earlier plan that a PDF compares with: `latest`, `none`, or a day.
ALTER TABLE plan_document ADD COLUMN since TEXT NOT NULL DEFAULT 'latest';
