-- name: count_try(key, until)^
INSERT INTO tried (key, until, count) VALUES (:key, :until, 1)
ON CONFLICT (key, until) DO UPDATE SET count = count + 1 RETURNING count;

-- name: forget_tries(key)!
DELETE FROM tried WHERE key = :key;

-- name: forget_old_tries(now)!
DELETE FROM tried WHERE until <= :now;

-- name: use_code(account, step)^
INSERT INTO used_code (account_id, step) VALUES (:account, :step)
ON CONFLICT (account_id) DO UPDATE SET step = :step WHERE used_code.step < :step RETURNING step;
