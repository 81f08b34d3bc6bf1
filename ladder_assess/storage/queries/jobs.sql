-- name: forget_job(kind, subject)!
DELETE FROM job WHERE kind = :kind AND subject = :subject;

-- name: insert_job(kind, subject)!
INSERT INTO job (kind, subject) VALUES (:kind, :subject);

-- name: forget_earlier_jobs(kind, subject)!
DELETE FROM job WHERE kind = :kind AND subject < :subject AND problem <> '';

-- name: count_jobs(kind)$
SELECT COUNT(*) FROM job WHERE kind = :kind;

-- name: claim_job(kind, attempts, now, until)^
UPDATE job SET attempts = attempts + 1, due = :until
WHERE id = (
    SELECT id FROM job
    WHERE kind = :kind AND attempts = :attempts AND due <= :now AND problem = ''
    ORDER BY due, id LIMIT 1
)
RETURNING id, kind, subject, attempts;

-- name: lost_job(kind, attempts, now)^
SELECT id, kind, subject, attempts FROM job
WHERE kind = :kind AND attempts >= :attempts AND due <= :now AND problem = '' ORDER BY id LIMIT 1;

-- name: renew_job(job, attempts, until)!
UPDATE job SET due = :until WHERE id = :job AND attempts = :attempts;

-- name: give_job_back(job, attempts, due)!
UPDATE job SET attempts = attempts - 1, due = :due WHERE id = :job AND attempts = :attempts;

-- name: held_job(job, attempts)^
SELECT id FROM job WHERE id = :job AND attempts = :attempts;

-- name: give_job_up(job, attempts, problem)!
UPDATE job SET problem = :problem WHERE id = :job AND attempts = :attempts;

-- name: drop_job(job, attempts)!
DELETE FROM job WHERE id = :job AND attempts = :attempts;

-- name: due_jobs(now)
SELECT DISTINCT kind, attempts FROM job WHERE due <= :now AND problem = '';

-- name: count_given_up()$
SELECT COUNT(*) FROM job WHERE problem <> '';
