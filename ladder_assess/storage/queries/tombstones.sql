-- name: insert_tombstone(kind, erased_on, digest)^
INSERT INTO tombstone (kind, erased_on, digest) VALUES (:kind, :erased_on, :digest) RETURNING id;

-- name: insert_retention_run(ran_on, removed)!
INSERT INTO retention_run (ran_on, removed) VALUES (:ran_on, :removed)
ON CONFLICT (ran_on) DO UPDATE SET removed = excluded.removed;

-- name: find_retention_run(ran_on)^
SELECT removed FROM retention_run WHERE ran_on = :ran_on;

-- name: open_audit(kind, bound)!
INSERT INTO audit_opening (kind, bound) VALUES (:kind, :bound);

-- name: close_audit()!
DELETE FROM audit_opening;

-- name: document_contents_of_organisation(id)
SELECT plan_document.id, kind, content FROM plan_document JOIN portfolio ON portfolio.id = portfolio_id
WHERE organisation_id = :id AND content IS NOT NULL ORDER BY plan_document.id;

-- name: document_contents_of_portfolio(id)
SELECT id, kind, content FROM plan_document WHERE portfolio_id = :id AND content IS NOT NULL ORDER BY id;

-- name: files_of_organisation(id)
SELECT evidence_file.id, activity, stored_as, name, kind, size, added_on
FROM evidence_file JOIN portfolio ON portfolio.id = portfolio_id
LEFT JOIN portfolio AS list ON list.id = portfolio.removed_from
WHERE portfolio.organisation_id = :id OR list.organisation_id = :id ORDER BY evidence_file.id;

-- name: files_of_account(id)
SELECT id, activity, stored_as, name, kind, size, added_on FROM evidence_file
WHERE added_by = :id ORDER BY id;

-- name: files_of_portfolio(id)
SELECT id, activity, stored_as, name, kind, size, added_on FROM evidence_file
WHERE portfolio_id IN (SELECT id FROM portfolio WHERE id = :id OR removed_from = :id) ORDER BY id;
