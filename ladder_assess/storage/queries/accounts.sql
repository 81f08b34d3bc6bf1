-- name: insert_account(email, name, password, made_on, proven_by)^
INSERT INTO account (id, email, name, password, made_on, proven_by)
SELECT last + 1, :email, :name, :password, :made_on, :proven_by FROM number_given WHERE kind = 'account'
ON CONFLICT (email) DO NOTHING RETURNING id;

-- name: account_by_email(email)^
SELECT id, email, name, password, code_secret, subject, administrator, proven_by FROM account WHERE email = :email;

-- name: account_by_id(account)^
SELECT id, email, name, password, code_secret, subject, administrator, proven_by FROM account WHERE id = :account;

-- name: account_by_subject(subject)^
SELECT id, email, name, password, code_secret, subject, administrator, proven_by FROM account
WHERE subject = :subject AND subject <> '';

-- name: set_password(account, password)!
UPDATE account SET password = :password WHERE id = :account;

-- name: prove_address(account, proven_by)!
UPDATE account SET proven_by = :proven_by WHERE id = :account;

-- name: set_name(account, name)!
UPDATE account SET name = :name WHERE id = :account;

-- name: set_code_secret(account, code_secret)!
UPDATE account SET code_secret = :code_secret WHERE id = :account AND code_secret <> :code_secret;

-- name: set_subject(account, subject)!
UPDATE account SET subject = :subject WHERE id = :account;

-- name: set_administrator(account, administrator)!
UPDATE account SET administrator = :administrator
WHERE id = :account AND administrator <> :administrator;

-- name: any_administrator()$
SELECT EXISTS (SELECT 1 FROM account WHERE administrator = 1);

-- name: insert_recovery_code(account, digest)!
INSERT INTO recovery_code (account_id, digest) VALUES (:account, :digest);

-- name: forget_recovery_codes(account)!
DELETE FROM recovery_code WHERE account_id = :account;

-- name: use_recovery_code(account, digest)^
DELETE FROM recovery_code WHERE account_id = :account AND digest = :digest RETURNING id;

-- name: count_recovery_codes(account)^
SELECT count(*) AS number FROM recovery_code WHERE account_id = :account;
