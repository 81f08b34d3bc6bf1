-- A number of a placed story is given once, as that of every other row.
CREATE TABLE placed_once (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    story TEXT NOT NULL,
    rung INTEGER CHECK (rung BETWEEN 0 AND 8),
    placed_on TEXT NOT NULL,
    UNIQUE (portfolio_id, story, placed_on)
);
INSERT INTO placed_once SELECT id, portfolio_id, story, rung, placed_on FROM placed_story;
DROP TABLE placed_story;
ALTER TABLE placed_once RENAME TO placed_story;
