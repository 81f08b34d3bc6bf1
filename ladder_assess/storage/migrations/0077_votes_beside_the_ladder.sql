-- How many people of a round said that an activity has no rung, as it is a service to one person.
ALTER TABLE workshop_tally ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;
