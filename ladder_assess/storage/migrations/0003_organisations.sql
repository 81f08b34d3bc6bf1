-- People sign in with an e-mail address; `secret` is what a code generator shares, when there is one.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    code_secret TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    administrator INTEGER NOT NULL DEFAULT 0,
    made_on TEXT NOT NULL
);

-- Codes for when the code generator is lost: each is kept as a digest and works once.
CREATE TABLE recovery_code (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    UNIQUE (account_id, digest)
);

-- One row for each device signed in. Times are whole seconds since 1970.
CREATE TABLE sign_in (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    token_digest TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    started INTEGER NOT NULL,
    seen INTEGER NOT NULL
);

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    made_on TEXT NOT NULL
);

CREATE TABLE membership (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    rights TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organisation_id, account_id)
);

CREATE INDEX membership_of_account ON membership (account_id);

-- A link sent by e-mail: to reset a password, confirm an address or join an organisation. Works once.
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id) ON DELETE CASCADE,
    role TEXT NOT NULL DEFAULT '',
    rights TEXT NOT NULL DEFAULT '',
    expires INTEGER NOT NULL
);

-- What was done by whom. Rows are only ever added; `details` is JSON without any answer in it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    organisation_id INTEGER,
    account_id INTEGER,
    happened INTEGER NOT NULL,
    event TEXT NOT NULL,
    details TEXT NOT NULL
);

CREATE INDEX audit_of_organisation ON audit (organisation_id, id);

-- A portfolio belongs to an organisation or, where this is empty, to whoever has its private link.
ALTER TABLE portfolio ADD COLUMN organisation_id INTEGER REFERENCES organisation (id) ON DELETE CASCADE;

-- In an organisation an activity is assigned to someone, and is draft, submitted, changes or agreed.
ALTER TABLE activity ADD COLUMN assigned_to INTEGER REFERENCES account (id) ON DELETE SET NULL;

ALTER TABLE activity ADD COLUMN state TEXT NOT NULL DEFAULT 'draft';

CREATE UNIQUE INDEX portfolio_of_organisation ON portfolio (organisation_id);
