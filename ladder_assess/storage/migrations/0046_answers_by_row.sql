-- May those who ask read what each person answered, as a row without a name? It is said to respondents
-- before they answer, so it stays as it was when the round was opened. Rounds so far: counts alone.
ALTER TABLE wave ADD COLUMN by_row INTEGER NOT NULL DEFAULT 0 CHECK (by_row IN (0, 1));
