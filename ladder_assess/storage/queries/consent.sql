-- name: insert_consent(reference, purpose, version, given_on, account, organisation)!
INSERT INTO consent (reference, purpose, version, given_on, account_id, organisation_id)
VALUES (:reference, :purpose, :version, :given_on, :account, :organisation);

-- name: find_consent(reference)^
SELECT reference, purpose, version, given_on, withdrawn_on, account_id, organisation_id FROM consent
WHERE reference = :reference;

-- name: list_consents_of_account(account)
SELECT reference, purpose, version, given_on, withdrawn_on, account_id, organisation_id,
    coalesce(evidence_file.name, '') AS file
FROM consent LEFT JOIN evidence_file ON evidence_file.consent = consent.reference
WHERE account_id = :account ORDER BY consent.id;

-- name: withdraw_consent(reference, withdrawn_on)^
UPDATE consent SET withdrawn_on = :withdrawn_on
WHERE reference = :reference AND withdrawn_on = '' AND NOT EXISTS
    (SELECT 1 FROM evidence_file WHERE evidence_file.consent = consent.reference)
RETURNING id;

-- name: withdraw_consents_of_lost_files(withdrawn_on)!
UPDATE consent SET withdrawn_on = :withdrawn_on
WHERE purpose = 'evidence_file' AND withdrawn_on = '' AND NOT EXISTS
    (SELECT 1 FROM evidence_file WHERE evidence_file.consent = consent.reference);
