-- A draft that is tried out: a link of its own for each group (`form` is empty where the instrument has none). What
-- comes by it stands in tables of its own, which nothing that counts answers reads.
CREATE TABLE pilot_link (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    request TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    UNIQUE (wave_id, form)
);

-- Somebody who tries it: since when the page at which they are was shown to them, and what they answered once they have
-- sent it. `batch` counts in fives what a group has sent of a version.
CREATE TABLE pilot_visit (
    id TEXT PRIMARY KEY,
    link_id INTEGER NOT NULL REFERENCES pilot_link (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    consent TEXT NOT NULL,
    seen INTEGER NOT NULL,
    batch INTEGER,
    document TEXT
) WITHOUT ROWID;

CREATE INDEX pilot_visit_of_link ON pilot_visit (link_id);

-- The pages that they have left, and after how many seconds altogether.
CREATE TABLE pilot_page (
    visit_id TEXT NOT NULL REFERENCES pilot_visit (id) ON DELETE CASCADE,
    page TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (visit_id, page)
) WITHOUT ROWID;

-- Whatever takes a campaign on throws its pilot away.
CREATE TRIGGER pilot_ends AFTER UPDATE OF state ON campaign WHEN NEW.state <> 'drafted'
BEGIN DELETE FROM pilot_link WHERE wave_id = NEW.wave_id; END;
