-- A file of a campaign that is made in the background, such as the report of its results: the last of each kind. It
-- holds what the page of the campaign showed on that day, and goes with the campaign.
CREATE TABLE wave_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    made_on TEXT NOT NULL,
    content BLOB,
    UNIQUE (wave_id, kind)
);

CREATE TRIGGER job_goes_with_wave_file AFTER DELETE ON wave_file
BEGIN DELETE FROM job WHERE kind = 'campaign' AND subject = OLD.id; END;
