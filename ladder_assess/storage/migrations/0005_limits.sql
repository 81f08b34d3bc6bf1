-- How often something was tried within a window of time. `key` is a keyed digest: it names nobody.
CREATE TABLE tried (
    key TEXT NOT NULL,
    until INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (key, until)
);

CREATE INDEX tried_until ON tried (until);

-- The moment of the last code of each generator, in steps of thirty seconds: no code works twice.
CREATE TABLE used_code (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    step INTEGER NOT NULL
);
