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

-- What follows is asked when a backup is gone back to; `before` is the database in use before.

-- name: count_migrations()$
SELECT count(*) FROM _sqlite_migrations;

-- name: count_other_migrations()$
SELECT count(*) FROM _sqlite_migrations WHERE name NOT IN (SELECT name FROM before._sqlite_migrations);

-- name: count_other_people()$
SELECT (SELECT count(*) FROM account JOIN before.account AS last USING (id) WHERE last.made_on <> account.made_on)
    + (SELECT count(*) FROM organisation JOIN before.organisation AS last USING (id) WHERE last.request <> organisation.request)
    + (SELECT count(*) FROM portfolio JOIN before.portfolio AS last USING (id) WHERE last.made_on <> portfolio.made_on);

-- name: people_gone_since()
SELECT id, email FROM account WHERE id NOT IN (SELECT id FROM before.account)
AND id <= (SELECT last FROM before.number_given WHERE kind = 'account');

-- name: every_organisation_and_link()
SELECT id, 1 AS is_organisation FROM organisation
UNION ALL SELECT id, 0 FROM portfolio WHERE organisation_id IS NULL AND removed_from IS NULL;

-- name: tombstones_since()
SELECT digest FROM before.tombstone WHERE digest NOT IN (SELECT digest FROM tombstone);

-- name: keep_tombstones()!
INSERT INTO tombstone (kind, erased_on, digest)
SELECT kind, erased_on, digest FROM before.tombstone WHERE digest NOT IN (SELECT digest FROM tombstone);

-- An address or subject may have gone from one account to another since: each has none before it has its own.
-- name: free_addresses()!
UPDATE account SET email = 'away ' || id, subject = '' WHERE id IN (SELECT id FROM before.account)
OR id <= (SELECT last FROM before.number_given WHERE kind = 'account');

-- name: keep_accounts()!
UPDATE account SET (name, password, code_secret, administrator, proven_by)
    = (SELECT name, password, code_secret, administrator, proven_by
    FROM before.account AS last WHERE last.id = account.id)
WHERE id IN (SELECT id FROM before.account);

-- name: keep_addresses()!
UPDATE OR IGNORE account SET email = (SELECT email FROM before.account AS last WHERE last.id = account.id)
WHERE id IN (SELECT id FROM before.account);

-- name: keep_subjects()!
UPDATE OR IGNORE account SET subject = (SELECT subject FROM before.account AS last WHERE last.id = account.id)
WHERE id IN (SELECT id FROM before.account);

-- name: unassign_who_left()!
UPDATE activity SET assigned_to = NULL
WHERE assigned_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM portfolio
    LEFT JOIN portfolio AS list ON list.id = portfolio.removed_from
    JOIN membership ON membership.organisation_id = COALESCE(portfolio.organisation_id, list.organisation_id)
    WHERE portfolio.id = activity.portfolio_id AND membership.account_id = activity.assigned_to);

-- name: keep_used_codes()!
INSERT INTO used_code (account_id, step)
SELECT account_id, step FROM before.used_code WHERE account_id IN (SELECT id FROM account)
ON CONFLICT (account_id) DO UPDATE SET step = MAX(step, excluded.step);

-- name: forget_recovery_codes_since()!
DELETE FROM recovery_code WHERE account_id IN (SELECT id FROM before.account);

-- name: keep_recovery_codes()!
INSERT INTO recovery_code (account_id, digest)
SELECT account_id, digest FROM before.recovery_code WHERE account_id IN (SELECT id FROM account);

-- name: end_memberships_since()!
DELETE FROM membership WHERE organisation_id IN (SELECT id FROM before.organisation)
AND account_id IN (SELECT id FROM before.account)
AND (organisation_id, account_id) NOT IN (SELECT organisation_id, account_id FROM before.membership);

-- name: keep_roles()!
INSERT INTO membership (organisation_id, account_id, role, rights)
SELECT organisation_id, account_id, role, rights FROM before.membership
WHERE organisation_id IN (SELECT id FROM organisation) AND account_id IN (SELECT id FROM account)
ON CONFLICT (organisation_id, account_id) DO UPDATE SET role = excluded.role, rights = excluded.rights;

-- name: forget_confirmations_since()!
DELETE FROM confirmation WHERE organisation_id IN (SELECT id FROM before.organisation);

-- name: keep_confirmations()!
INSERT INTO confirmation (organisation_id, confirmed, how, decided_on, asked_again, account_id)
SELECT organisation_id, confirmed, how, decided_on, asked_again,
    CASE WHEN account_id IN (SELECT id FROM account) THEN account_id END
FROM before.confirmation WHERE organisation_id IN (SELECT id FROM organisation);

-- name: keep_refusals()!
INSERT INTO refused_before (sign, account_id, refused_on, until, stands_as)
SELECT sign, CASE WHEN account_id IN (SELECT id FROM account) THEN account_id END, refused_on, until,
    CASE WHEN stands_as IN (SELECT id FROM organisation) THEN stands_as END
FROM before.refused_before AS last WHERE last.id NOT IN (SELECT id FROM refused_before);

-- name: keep_refusals_as_they_stand()!
UPDATE refused_before SET (until, stands_as)
    = (SELECT until, CASE WHEN stands_as IN (SELECT id FROM organisation) THEN stands_as END
    FROM before.refused_before AS last WHERE last.id = refused_before.id)
WHERE id IN (SELECT id FROM before.refused_before);

-- name: keep_unsubscribed()!
INSERT OR IGNORE INTO unsubscribed (organisation_id, sign)
SELECT organisation_id, sign FROM before.unsubscribed WHERE organisation_id IN (SELECT id FROM organisation);

-- name: take_pages_down_since(day)!
UPDATE public_page SET published = 'null', (taken_down_on, barred)
    = (SELECT CASE taken_down_on WHEN '' THEN :day ELSE taken_down_on END, barred
    FROM before.public_page AS last WHERE last.portfolio_id = public_page.portfolio_id)
WHERE EXISTS (SELECT 1 FROM before.public_page AS last
    WHERE last.portfolio_id = public_page.portfolio_id AND last.published <> public_page.published);

-- name: pause_mailings()!
UPDATE mailing SET state = 'paused' WHERE state = 'sending';

-- name: keep_numbers()!
UPDATE sqlite_sequence SET seq = MAX(seq, COALESCE(
    (SELECT seq FROM before.sqlite_sequence AS last WHERE last.name = sqlite_sequence.name), 0));

-- name: keep_more_numbers()!
INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM before.sqlite_sequence
WHERE name NOT IN (SELECT name FROM sqlite_sequence) AND name IN (SELECT name FROM sqlite_master);

-- name: keep_numbers_given()!
INSERT INTO number_given (kind, last) SELECT kind, last FROM before.number_given WHERE true
ON CONFLICT (kind) DO UPDATE SET last = MAX(last, excluded.last);

-- name: end_all_sign_ins()!
DELETE FROM sign_in;

-- name: end_all_tickets()!
DELETE FROM ticket;

-- name: drop_waiting_messages()!
DELETE FROM message WHERE state = 'waiting';

-- name: views_gone_since()
SELECT id FROM point_of_view WHERE activity_id IN (SELECT id FROM before.activity)
AND id NOT IN (SELECT id FROM before.point_of_view);

-- name: views_before()
SELECT id FROM before.point_of_view;

-- name: views_waiting_for_kept_activities()
SELECT waits_in FROM point_of_view_count WHERE waits_in <> '' AND activity_id IN (SELECT id FROM before.activity);

-- name: end_all_keys()!
DELETE FROM access_key;

-- name: what_acts_by_itself()
SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view');

-- name: tables()
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%';

-- name: count_lost_tables()$
SELECT count(*) FROM sqlite_master WHERE type = 'table'
AND name NOT IN (SELECT name FROM before.sqlite_master WHERE type = 'table');

-- name: count_strange_names()$
SELECT (SELECT count(*) FROM evidence_file WHERE stored_as = '' OR stored_as GLOB '*[^0-9a-f]*')
    + (SELECT count(*) FROM wave_view_count WHERE waits_in GLOB '*[^0-9a-f]*')
    + (SELECT count(*) FROM point_of_view_count WHERE waits_in GLOB '*[^0-9a-f]*');
