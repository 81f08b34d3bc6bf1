-- A portfolio is what one private link opens. Only a digest of the link's token is kept.
CREATE TABLE portfolio (
    id INTEGER PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    sample INTEGER NOT NULL DEFAULT 0,
    made_on TEXT NOT NULL
);

-- One answer document (JSON) for each activity, stamped with the definition it answers.
-- `request` is what the form that made it carried, so that a double click makes one activity.
CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    request TEXT NOT NULL,
    path TEXT NOT NULL,
    definition TEXT NOT NULL,
    document TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    UNIQUE (portfolio_id, number),
    UNIQUE (portfolio_id, request)
);

CREATE TABLE plan_action (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    place INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    recommendation TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (portfolio_id, request)
);

-- A PDF that was asked for: waiting, working, done or failed. `step` is what is being made.
CREATE TABLE plan_document (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    made_on TEXT NOT NULL,
    content BLOB
);

CREATE INDEX plan_document_of_portfolio ON plan_document (portfolio_id, id);
