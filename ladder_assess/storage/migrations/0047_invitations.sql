-- Invitations by mail. `request` is random: the tokens of a contact's links are worked out from it, and nothing of
-- them is kept but `link_digest`, the key of wave_link_once. `invited_on` is a day, and `problem` why a message could
-- not be handed over last ('later 451', 'refused 550', ...).
ALTER TABLE contact ADD COLUMN request TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN link_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN invited_on TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN problem TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_link ON contact (link_digest);

-- A message to many: how far it is, in numbers alone. `tries` and `problem` are those of the mail server as a whole,
-- which is asked again at `due` (seconds since 1970). A trial goes to whoever wrote it alone.
CREATE TABLE mailing (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    request TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder', 'trial')),
    trial_to TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'sending' CHECK (state IN ('sending', 'paused', 'done')),
    started_on TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    left_out INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    due INTEGER NOT NULL DEFAULT 0,
    UNIQUE (wave_id, request)
);
CREATE UNIQUE INDEX one_mailing_at_once ON mailing (wave_id) WHERE kind <> 'trial' AND state <> 'done';
CREATE INDEX mailing_account ON mailing (account_id);

-- What is left to be handed over. A row goes once that is done, so that nothing says who was reminded.
CREATE TABLE delivery (
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mailing_id, contact_id)
) WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (due);
CREATE INDEX delivery_contact ON delivery (contact_id);
