-- A file that shows what stands behind an activity's answers. Its content lies on disk under the
-- random name `stored_as`; `digest` lets the same file sent twice be kept once.
CREATE TABLE evidence_file (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    activity INTEGER NOT NULL,
    stored_as TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    added_on TEXT NOT NULL,
    added_by INTEGER REFERENCES account (id) ON DELETE SET NULL,
    UNIQUE (portfolio_id, activity, digest),
    FOREIGN KEY (portfolio_id, activity) REFERENCES activity (portfolio_id, number)
        ON DELETE CASCADE ON UPDATE CASCADE
);
