-- name: insert_message(recipient, subject, body, kind, now, ticket)^
INSERT INTO message (recipient, subject, body, kind, made, due, ticket_id)
VALUES (:recipient, :subject, :body, :kind, :now, :now, :ticket) RETURNING id;

-- name: claim_message(now, again)^
UPDATE message SET due = :again, tries = tries + 1
WHERE id = (SELECT id FROM message WHERE state = 'waiting' AND due <= :now ORDER BY due, id LIMIT 1)
RETURNING id, recipient, subject, body, kind, state, tries, problem, made;

-- name: count_due_messages(now)$
SELECT COUNT(*) FROM message WHERE state = 'waiting' AND due <= :now;

-- name: put_off_message(message, problem, due)!
UPDATE message SET problem = :problem, due = :due WHERE id = :message;

-- name: fail_message(message, problem)!
UPDATE message SET problem = :problem, state = 'failed' WHERE id = :message;

-- name: forget_message(message)!
DELETE FROM message WHERE id = :message;

-- name: list_messages()
SELECT id, recipient, subject, body, kind, state, tries, problem, made FROM message ORDER BY id DESC;

-- name: find_message(message)^
SELECT id, recipient, subject, body, kind, state, tries, problem, made FROM message WHERE id = :message;

-- name: forget_old_messages(made_before)!
DELETE FROM message WHERE made < :made_before;
