-- The day on which a private link was last opened, so that those that nobody uses can be let go of; empty for what no
-- link opens. Nobody was told of it before, so the time of older links starts now.
ALTER TABLE portfolio ADD COLUMN last_used TEXT NOT NULL DEFAULT '';

UPDATE portfolio SET last_used = CURRENT_DATE WHERE organisation_id IS NULL AND sample = 0;
