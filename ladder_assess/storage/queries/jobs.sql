-- name: forget_job(kind, subject)!
DELETE FROM job WHERE kind = :kind AND subject = :subject;

-- name: insert_job(kind, subject, turn)!
INSERT INTO job (kind, subject, turn) VALUES (:kind, :subject, :turn);

-- name: forget_other_jobs(kind, subject)!
DELETE FROM job WHERE kind = :kind AND (subject < :subject AND problem <> '' OR subject > :subject);

-- name: count_jobs(kind)$
SELECT COUNT(*) FROM job WHERE kind = :kind;

-- name: count_waiting_jobs()
SELECT kind, COUNT(*) AS waiting FROM job WHERE problem = '' GROUP BY kind;

-- name: claim_job(kind, attempts, now, latest, until)^
UPDATE job SET attempts = attempts + 1, due = :until
WHERE id = (
    WITH waiting AS (
        SELECT id, due, turn, COALESCE(CASE kind
            WHEN 'document' THEN (SELECT organisation_id FROM portfolio WHERE id = (
                SELECT portfolio_id FROM plan_document WHERE id = subject))
            WHEN 'import' THEN (SELECT organisation_id FROM portfolio WHERE id = (
                SELECT portfolio_id FROM register_import WHERE id = subject))
            WHEN 'contacts' THEN (SELECT organisation_id FROM portfolio WHERE id = (
                SELECT wave.portfolio_id FROM contact_import JOIN wave ON wave.id = wave_id
                WHERE contact_import.id = subject))
            WHEN 'workshop' THEN (SELECT organisation_id FROM workshop WHERE id = (
                SELECT workshop_id FROM workshop_file WHERE id = subject))
        END, 0) AS whose
        FROM job WHERE kind = :kind AND attempts = :attempts AND problem = ''
        AND (due <= :now OR due > :latest)
    )
    SELECT id FROM (
        SELECT id, ROW_NUMBER() OVER (PARTITION BY whose ORDER BY turn, due, id) AS place FROM waiting
    ) AS placed WHERE place = 1 ORDER BY RANDOM() LIMIT 1
)
RETURNING id, kind, subject, attempts;

-- name: lost_job(kind, attempts, now, latest)^
SELECT id, kind, subject, attempts FROM job
WHERE kind = :kind AND attempts >= :attempts AND (due <= :now OR due > :latest) AND problem = ''
ORDER BY id LIMIT 1;

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

-- name: due_jobs(now, latest)
SELECT DISTINCT kind, attempts FROM job WHERE (due <= :now OR due > :latest) AND problem = '';

-- name: count_given_up()$
SELECT COUNT(*) FROM job WHERE problem <> '';
