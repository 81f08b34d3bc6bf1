-- name: use_code(account, step)^
INSERT INTO used_code (account_id, step) VALUES (:account, :step)
ON CONFLICT (account_id) DO UPDATE SET step = :step WHERE used_code.step < :step RETURNING step;
