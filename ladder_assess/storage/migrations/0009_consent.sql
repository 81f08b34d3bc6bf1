-- A consent that was given: to which purpose, in which wording, on which day. Its reference number
-- stands where a name would. For anonymous answers neither account nor answer is kept beside it.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    version INTEGER NOT NULL,
    given_on TEXT NOT NULL,
    withdrawn_on TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    organisation_id INTEGER REFERENCES organisation (id) ON DELETE CASCADE
);

CREATE INDEX consent_of_organisation ON consent (organisation_id);
CREATE INDEX consent_of_account ON consent (account_id);
