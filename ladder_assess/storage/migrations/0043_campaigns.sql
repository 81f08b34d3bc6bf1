-- What is said to those who are asked in a round that people answer by links, when it takes answers (seconds since
-- 1970, `opens_at` empty for as soon as it is opened, `closes_at` where it stays open) and how many are hoped for.
CREATE TABLE campaign (
    wave_id INTEGER PRIMARY KEY REFERENCES wave (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('drafted', 'opened', 'closed', 'reported', 'archived')),
    title TEXT NOT NULL DEFAULT '',
    introduction TEXT NOT NULL DEFAULT '',
    asked_by TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT 'Europe/London',
    opens_at INTEGER,
    closes_at INTEGER,
    target INTEGER CHECK (target > 0)
);

CREATE TABLE campaign_target (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    target INTEGER NOT NULL CHECK (target > 0),
    PRIMARY KEY (wave_id, form)
) WITHOUT ROWID;

-- Rounds that people answer by links were open from the day on which they were made, and none had a last day.
INSERT INTO campaign (wave_id, state, opens_at)
SELECT id, 'opened', CAST(strftime('%s', opened_on) AS INTEGER) FROM wave WHERE answered_by = 'respondents';

-- When a link was closed, in seconds since 1970: those who had begun then can still send for a while. Empty where it
-- is open, or was closed before this was kept.
ALTER TABLE wave_link ADD COLUMN closed_at INTEGER;
