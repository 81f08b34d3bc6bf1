-- Rounds of which the answers were collected elsewhere and are brought in as a file. None of them has links: whoever
-- brings four answers in and knows them would know the fifth, of somebody who answered by a link.
ALTER TABLE wave ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere IN (0, 1));
