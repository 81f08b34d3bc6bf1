-- How many organisations an account has made lately, those included that were erased since. `until` is in
-- seconds since 1970, here and below.
CREATE TABLE organisation_made (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    made_on TEXT NOT NULL CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until INTEGER NOT NULL
);
CREATE INDEX organisation_made_by ON organisation_made (account_id, made_on);
-- A request begins with the number of the account that made it.
INSERT INTO organisation_made (account_id, made_on, until)
SELECT account.id, organisation.made_on, CAST(strftime('%s', organisation.made_on) AS INTEGER) + 32 * 86400
FROM organisation
JOIN account ON substr(request, 1, length(CAST(account.id AS TEXT)) + 1) = CAST(account.id AS TEXT) || ':';

-- That an organisation was refused as a peer, once it is erased: a digest of its name or authority, or who
-- owned it, so that the same is not asked again unnoticed.
CREATE TABLE refused_before (
    id INTEGER PRIMARY KEY,
    sign TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    refused_on TEXT NOT NULL CHECK (refused_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until INTEGER NOT NULL
);
CREATE INDEX refused_before_of_account ON refused_before (account_id);
