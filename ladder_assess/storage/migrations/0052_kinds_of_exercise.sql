-- Workshops do more than place activities. A line of `agenda` now names a kind and an id, or holds what was typed.
-- `ends` is when the room stops talking, in seconds since 1970: a moment of the whole room, and 0 where nobody votes by it.
ALTER TABLE workshop ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;

-- How many points each person gives away: more than one where choices are put in order.
ALTER TABLE workshop_tally ADD COLUMN points INTEGER NOT NULL DEFAULT 1;

-- `picks` are the numbers of the choices picked, from 0, with spaces between.
CREATE TABLE workshop_vote_now (
    workshop_id INTEGER NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    voter TEXT NOT NULL,
    picks TEXT NOT NULL,
    PRIMARY KEY (workshop_id, voter)
) WITHOUT ROWID;
INSERT INTO workshop_vote_now (workshop_id, voter, picks) SELECT workshop_id, voter, CAST(rung AS TEXT) FROM workshop_vote;
DROP TABLE workshop_vote;
ALTER TABLE workshop_vote_now RENAME TO workshop_vote;

-- Files of a workshop that are made in the background, one of each kind. They hold what its record shows, and go with it.
CREATE TABLE workshop_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workshop_id INTEGER NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    made_on TEXT NOT NULL,
    content BLOB,
    UNIQUE (workshop_id, kind)
);
