-- Practice stories that somebody placed for themselves, under a private link: which, on what day, and the rung that they
-- chose (NULL for none). Of a day the first choice counts, as the page then says what the rules say.
CREATE TABLE placed_story (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    story TEXT NOT NULL,
    rung INTEGER CHECK (rung BETWEEN 0 AND 8),
    placed_on TEXT NOT NULL,
    UNIQUE (portfolio_id, story, placed_on)
);
