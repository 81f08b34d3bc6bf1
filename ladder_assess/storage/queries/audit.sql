-- name: insert_audit(organisation, account, happened, event, details)!
INSERT INTO audit (organisation_id, account_id, happened, event, details)
VALUES (:organisation, :account, :happened, :event, :details);

-- name: list_audit(organisation, newest)
SELECT audit.id, organisation_id, account_id, happened, event, details, account.name AS name
FROM audit LEFT JOIN account ON account.id = account_id
WHERE organisation_id = :organisation ORDER BY audit.id DESC LIMIT :newest;

-- name: list_audit_of_account(account, event, since)
SELECT happened FROM audit
WHERE account_id = :account AND organisation_id IS NULL AND event = :event AND happened >= :since
ORDER BY id DESC;

-- name: latest_audit(until)^
SELECT happened FROM audit WHERE happened <= :until ORDER BY id DESC LIMIT 1;
