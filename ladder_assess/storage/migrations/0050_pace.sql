-- How long people took who answered in a round, in classes (core.campaigns.pace), and at which page others stopped who
-- sent nothing. Both are added to five people at a time, and stand beside no answer.
CREATE TABLE wave_pace (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    pace INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (wave_id, form, pace)
) WITHOUT ROWID;

CREATE TABLE wave_stop (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    place INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (wave_id, form, place)
) WITHOUT ROWID;
