-- Sheets of paper that are being keyed in, by the number that stands on each: what was keyed the first time and the
-- second. Once a sheet counts, nothing of it stands here but its number, so that nobody keys it in again. `view` is the
-- random id under which its answers go in, once.
CREATE TABLE keyed_sheet (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    form TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'once', 'again', 'twice', 'counted')),
    keyed TEXT NOT NULL DEFAULT '{}',
    keyed_again TEXT NOT NULL DEFAULT '{}',
    comment TEXT NOT NULL DEFAULT '',
    view TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (wave_id, number)
) WITHOUT ROWID;
