-- name: insert_sign_in(account, token_digest, device, now)!
INSERT INTO sign_in (account_id, token_digest, device, started, seen)
VALUES (:account, :token_digest, :device, :now, :now);

-- name: find_sign_in(token_digest)^
SELECT id, account_id, device, started, seen FROM sign_in WHERE token_digest = :token_digest;

-- name: touch_sign_in(sign_in, now)!
UPDATE sign_in SET seen = :now WHERE id = :sign_in;

-- name: list_sign_ins(account)
SELECT id, account_id, device, started, seen FROM sign_in WHERE account_id = :account ORDER BY seen DESC, id DESC;

-- name: end_sign_in(account, sign_in)^
DELETE FROM sign_in WHERE account_id = :account AND id = :sign_in RETURNING id;

-- name: end_sign_ins(account)!
DELETE FROM sign_in WHERE account_id = :account;

-- name: use_code(account, step)^
INSERT INTO used_code (account_id, step) VALUES (:account, :step)
ON CONFLICT (account_id) DO UPDATE SET step = :step WHERE used_code.step < :step RETURNING step;

-- name: insert_access_key(organisation, account, name, rows, token_digest, made, until, request, drawn)!
INSERT INTO access_key (organisation_id, account_id, name, may_read_rows, token_digest, made, until, request, drawn)
VALUES (:organisation, :account, :name, :rows, :token_digest, :made, :until, :request, :drawn)
ON CONFLICT DO NOTHING;

-- name: access_key_by_request(organisation, account, request)^
SELECT drawn FROM access_key
WHERE organisation_id = :organisation AND account_id = :account AND request = :request;

-- name: find_access_key(token_digest)^
SELECT id, organisation_id, account_id, name, may_read_rows, made, until, used_on FROM access_key
WHERE token_digest = :token_digest;

-- name: list_access_keys(organisation)
SELECT id, organisation_id, account_id, name, may_read_rows, made, until, used_on FROM access_key
WHERE organisation_id = :organisation ORDER BY id DESC;

-- name: use_access_key(organisation, key, day)!
UPDATE access_key SET used_on = :day
WHERE organisation_id = :organisation AND id = :key AND used_on < :day;

-- name: revoke_access_key(organisation, key)^
DELETE FROM access_key WHERE organisation_id = :organisation AND id = :key RETURNING id;

-- name: keys_made_by(account)
SELECT id, organisation_id, account_id, name, may_read_rows, made, until, used_on FROM access_key
WHERE account_id = :account ORDER BY id;
