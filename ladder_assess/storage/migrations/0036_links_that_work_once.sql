-- A group may be asked by many links, each of which works once, instead of one that all share. `many` says by
-- how many; the token of such a wave_link itself opens nothing.
ALTER TABLE wave_link ADD COLUMN many INTEGER NOT NULL DEFAULT 0 CHECK (many >= 0);
-- Rows stand by the digest, so that they tell no order. That a link was used is written together with four
-- others, once the answers of five go in; which of the answers came by it is kept nowhere.
CREATE TABLE wave_link_once (
    token_digest TEXT PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    link_id INTEGER NOT NULL REFERENCES wave_link (id) ON DELETE CASCADE,
    used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1))
) WITHOUT ROWID;
CREATE INDEX wave_link_once_of_link ON wave_link_once (link_id);
CREATE INDEX wave_link_once_of_wave ON wave_link_once (wave_id);
