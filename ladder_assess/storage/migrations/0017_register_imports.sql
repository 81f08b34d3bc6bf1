-- A register that someone sent as a spreadsheet: the file until it is imported, and how far that has come. `state` is
-- one of core.register_state.STATES, `document` what was found in the file (JSON), `numbers` how many numbers of activities
-- had been used when it was read. `happened` is in seconds since 1970, when it was sent or, once it is done, imported.
CREATE TABLE register_import (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    happened INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    numbers INTEGER NOT NULL DEFAULT 0,
    document TEXT NOT NULL DEFAULT '{}',
    content BLOB,
    UNIQUE (portfolio_id, request)
);

-- A row of it and what becomes of its activity: `kind` is one of core.register_import.KINDS; once undoing has left it as it
-- was, `kept`. `changes` is JSON: each fact with what it was and will be or, where the row is wrong, each flaw. `before`
-- and `after` are the activity's answer documents, as far as they are still needed; `revision` is what was read.
CREATE TABLE register_row (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES register_import (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    changes TEXT NOT NULL,
    before TEXT,
    after TEXT
);

CREATE INDEX register_row_of_import ON register_row (import_id, kind, id);

-- Which column of a register a heading means, as someone has said; `belongs` is empty for those that are left out.
CREATE TABLE register_column (
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    heading TEXT NOT NULL,
    belongs TEXT NOT NULL,
    PRIMARY KEY (portfolio_id, heading)
);
