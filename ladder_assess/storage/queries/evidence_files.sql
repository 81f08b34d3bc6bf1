-- name: insert_evidence_file(portfolio, activity, stored_as, name, kind, size, digest, added_on, added_by, consent)^
INSERT INTO evidence_file
    (portfolio_id, activity, stored_as, name, kind, size, digest, added_on, added_by, consent)
VALUES
    (:portfolio, :activity, :stored_as, :name, :kind, :size, :digest, :added_on, :added_by, :consent)
RETURNING id;

-- name: evidence_file_by_digest(portfolio, activity, digest)^
SELECT id FROM evidence_file
WHERE portfolio_id = :portfolio AND activity = :activity AND digest = :digest;

-- name: count_evidence_files(portfolio, activity)^
SELECT count(*) AS count FROM evidence_file WHERE portfolio_id = :portfolio AND activity = :activity;

-- name: size_of_evidence_files(portfolio)$
SELECT coalesce(sum(size), 0) FROM evidence_file WHERE portfolio_id IN
    (SELECT id FROM portfolio WHERE id = :portfolio OR removed_from = :portfolio);

-- name: size_of_files_added_by(account)$
SELECT coalesce(sum(size), 0) FROM evidence_file WHERE added_by = :account;

-- name: list_evidence_files(portfolio, activity)
SELECT id, activity, stored_as, name, kind, size, added_on FROM evidence_file
WHERE portfolio_id = :portfolio AND activity = :activity ORDER BY id;

-- name: find_evidence_file(portfolio, activity, file)^
SELECT id, activity, stored_as, name, kind, size, added_on FROM evidence_file
WHERE portfolio_id = :portfolio AND activity = :activity AND id = :file;

-- name: delete_evidence_file(portfolio, activity, file)!
DELETE FROM evidence_file WHERE portfolio_id = :portfolio AND activity = :activity AND id = :file;

-- name: stored_evidence_files()
SELECT stored_as FROM evidence_file;
