-- What is left of what was erased: its kind, the day, and a digest that says nothing to anyone without
-- this installation's secret. It lets a restored backup be erased again.
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    erased_on TEXT NOT NULL,
    digest TEXT NOT NULL
);

-- What the daily retention job removed: how many of each kind (JSON).
CREATE TABLE retention_run (
    id INTEGER PRIMARY KEY,
    ran_on TEXT NOT NULL UNIQUE,
    removed TEXT NOT NULL
);
