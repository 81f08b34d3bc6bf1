-- What respondents say in their own words. It stands apart from what they answered: nothing joins the two, and both
-- stand in the order of random ids. 1 where a campaign asks for it.
ALTER TABLE campaign ADD COLUMN comments INTEGER NOT NULL DEFAULT 0 CHECK (comments IN (0, 1));

CREATE TABLE wave_comment (
    id TEXT PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    text TEXT NOT NULL,
    -- How often something was taken out of it. It does not come back.
    redacted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX wave_comment_of_wave ON wave_comment (wave_id);

CREATE TRIGGER wave_comment_stays BEFORE UPDATE OF text ON wave_comment WHEN new.redacted <= old.redacted
BEGIN SELECT RAISE(ABORT, 'a comment is only ever redacted'); END;

CREATE TABLE wave_comment_theme (
    comment_id TEXT NOT NULL REFERENCES wave_comment (id) ON DELETE CASCADE,
    theme TEXT NOT NULL,
    PRIMARY KEY (comment_id, theme)
) WITHOUT ROWID;
