-- Who is invited to a round. `mailbox` is what tells that two addresses reach the same one (core.people.mail_address),
-- `sign` a digest of it that is this organisation's alone, made with the installation's secret, and `fields` further
-- words for messages (JSON). Nothing here says what became of an invitation on the respondent's side.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    sign TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '{}',
    added_on TEXT NOT NULL CHECK (added_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    UNIQUE (wave_id, mailbox)
);
CREATE INDEX contact_sign ON contact (sign);

-- A list of contacts that somebody sent, until its people are taken or it is thrown away. `state` is waiting, shown
-- or failed; `form` the group of those who name none; `document` what was found (JSON), `people` those who can be
-- taken (JSON). `happened` is in seconds since 1970.
CREATE TABLE contact_import (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    request TEXT NOT NULL,
    happened INTEGER NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'shown', 'failed')),
    content BLOB,
    document TEXT NOT NULL DEFAULT '{}',
    people TEXT NOT NULL DEFAULT '[]',
    UNIQUE (wave_id, request)
);
CREATE INDEX contact_import_account ON contact_import (account_id);
CREATE TRIGGER job_goes_with_contact_import AFTER DELETE ON contact_import
BEGIN DELETE FROM job WHERE kind = 'contacts' AND subject = OLD.id; END;

-- Who asked an organisation for no more mail: the digest of their mailbox alone, for as long as the organisation is
-- there, whether or not they are a contact of it.
CREATE TABLE unsubscribed (
    organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    sign TEXT NOT NULL,
    PRIMARY KEY (organisation_id, sign)
) WITHOUT ROWID;
