-- How far each table stands from the rules in a round, as JSON: its number, how many of it voted, and by how many rungs
-- all of them stand above. Of tables of five people or more alone; who sits where is in no file.
ALTER TABLE workshop_tally ADD COLUMN tables TEXT NOT NULL DEFAULT '';
