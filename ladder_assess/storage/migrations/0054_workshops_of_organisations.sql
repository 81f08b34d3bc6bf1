-- A workshop that a trainer keeps with their organisation; one without belongs to whoever has its link.
ALTER TABLE workshop ADD COLUMN organisation_id INTEGER REFERENCES organisation (id) ON DELETE CASCADE;
CREATE INDEX workshop_organisation ON workshop (organisation_id);
