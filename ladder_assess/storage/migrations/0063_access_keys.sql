-- Keys by which programs read the campaigns of an organisation. Of a key a digest is kept; it works until `until` (seconds
-- since 1970) and as long as the account that made it may do so itself. `used_on` is the last day, empty where it never was used.
CREATE TABLE access_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    may_read_rows INTEGER NOT NULL CHECK (may_read_rows IN (0, 1)),
    token_digest TEXT NOT NULL UNIQUE,
    made INTEGER NOT NULL,
    until INTEGER NOT NULL,
    used_on TEXT NOT NULL DEFAULT ''
);

CREATE INDEX access_key_of_organisation ON access_key (organisation_id);
CREATE INDEX access_key_of_account ON access_key (account_id);
