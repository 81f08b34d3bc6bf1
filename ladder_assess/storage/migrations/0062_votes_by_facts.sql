-- A round may be voted by the facts: each person answers the questions that still matter, and the rung that follows is
-- their vote. `picks` of such a vote is a number for each fact, in the order of the questions, however many were asked.
ALTER TABLE workshop ADD COLUMN by_facts INTEGER NOT NULL DEFAULT 0;

-- Of a round that was voted by the facts, as JSON: how many people gave each answer, of the facts that five knew, and
-- how many were left with several rungs. Empty of any other round.
ALTER TABLE workshop_tally ADD COLUMN facts TEXT NOT NULL DEFAULT '';
