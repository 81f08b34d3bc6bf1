-- Workshops: known by a facilitator's link (its digest alone is kept) and by the code of the room. `agenda` names an
-- exercise a line. `revision` grows by each move, so that two facilitators do not move it twice.
CREATE TABLE workshop (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    token_digest TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    agenda TEXT NOT NULL,
    exercise INTEGER NOT NULL DEFAULT 1,
    round INTEGER NOT NULL DEFAULT 1,
    phase TEXT NOT NULL DEFAULT 'reading',
    revision INTEGER NOT NULL DEFAULT 0,
    made_on TEXT NOT NULL,
    last_used TEXT NOT NULL
);
CREATE INDEX workshop_last_used ON workshop (last_used);

-- The votes of the round under way, and of no other. `voter` is worked out from a random key that lies in the phone
-- alone, anew for each round: it names nobody, and two votes of one phone cannot be told to be.
CREATE TABLE workshop_vote (
    workshop_id INTEGER NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    voter TEXT NOT NULL,
    rung INTEGER NOT NULL CHECK (rung BETWEEN 0 AND 8),
    PRIMARY KEY (workshop_id, voter)
) WITHOUT ROWID;

-- What a round came to once it was shown: how many people picked each rung, from 0 to 8; empty of fewer than five.
CREATE TABLE workshop_tally (
    workshop_id INTEGER NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    exercise INTEGER NOT NULL,
    round INTEGER NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (workshop_id, exercise, round)
) WITHOUT ROWID;
