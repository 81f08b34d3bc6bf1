-- An organisation that was refused and says something else of itself since is looked at again; until then it
-- stays refused. Formerly the refusal was forgotten.
ALTER TABLE confirmation ADD COLUMN asked_again INTEGER NOT NULL DEFAULT 0 CHECK (asked_again IN (0, 1));
