-- Each file names the consent that it was added with, by its reference number.
ALTER TABLE evidence_file ADD COLUMN consent TEXT REFERENCES consent (reference) ON DELETE SET NULL;

-- Files and consents that were here before are joined by person and day: those of one person and day
-- say the same, so it does not matter which stands by which.
UPDATE evidence_file SET consent = (
    SELECT given.reference
    FROM (
        SELECT reference, given_on, coalesce(account_id, 0) AS account_id,
            row_number() OVER (PARTITION BY given_on, coalesce(account_id, 0) ORDER BY id) AS place
        FROM consent WHERE purpose = 'evidence_file' AND withdrawn_on = ''
    ) AS given
    JOIN (
        SELECT id, added_on, coalesce(added_by, 0) AS added_by,
            row_number() OVER (PARTITION BY added_on, coalesce(added_by, 0) ORDER BY id) AS place
        FROM evidence_file
    ) AS file
    ON file.added_on = given.given_on AND file.added_by = given.account_id AND file.place = given.place
    WHERE file.id = evidence_file.id
);

CREATE UNIQUE INDEX evidence_file_of_consent ON evidence_file (consent);
