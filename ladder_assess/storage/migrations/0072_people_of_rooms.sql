-- Whom a facilitator has hidden or taken out of a room, by a digest of the random key that lies in their phone alone:
-- another than those of their votes, which nobody can join to it. Names are in no file.
CREATE TABLE workshop_person (
    workshop_id INTEGER NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('hidden', 'removed')),
    PRIMARY KEY (workshop_id, person)
) WITHOUT ROWID;
