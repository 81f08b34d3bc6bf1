-- name: insert_register_import(portfolio, request, account, happened, name, content)!
INSERT INTO register_import (portfolio_id, request, account_id, happened, name, state, content)
VALUES (:portfolio, :request, :account, :happened, :name, 'waiting', :content)
ON CONFLICT (portfolio_id, request) DO NOTHING;

-- name: register_import_by_request(portfolio, request)^
SELECT id FROM register_import WHERE portfolio_id = :portfolio AND request = :request;

-- name: drop_unfinished_imports(portfolio, account, register)!
DELETE FROM register_import WHERE portfolio_id = :portfolio AND id <> :register
AND COALESCE(account_id, 0) = COALESCE(:account, 0)
AND state IN ('waiting', 'reading', 'asking', 'shown', 'failed', 'undone');

-- name: find_register_import(portfolio, register)^
SELECT id, name, state, happened, done, document FROM register_import
WHERE portfolio_id = :portfolio AND id = :register;

-- name: open_register_import(portfolio, account)^
SELECT id, name, state, happened, done, document FROM register_import
WHERE portfolio_id = :portfolio AND COALESCE(account_id, 0) = COALESCE(:account, 0)
AND state NOT IN ('done', 'undone', 'failed') ORDER BY id DESC LIMIT 1;

-- name: last_register_import(portfolio)^
SELECT id, name, state, happened, done, document FROM register_import
WHERE portfolio_id = :portfolio AND state IN ('done', 'undoing') ORDER BY happened DESC, id DESC LIMIT 1;

-- name: drop_register_import(portfolio, register)!
DELETE FROM register_import WHERE portfolio_id = :portfolio AND id = :register
AND state IN ('waiting', 'asking', 'shown', 'failed', 'undone');

-- name: step_register_import(portfolio, register, state, before)!
UPDATE register_import SET state = :state, done = 0
WHERE portfolio_id = :portfolio AND id = :register AND state = :before;

-- name: note_register_rows(portfolio, register, done)!
UPDATE register_import SET done = :done WHERE portfolio_id = :portfolio AND id = :register;

-- name: keep_findings(portfolio, register, state, document, numbers)!
UPDATE register_import SET state = :state, document = :document, numbers = :numbers
WHERE portfolio_id = :portfolio AND id = :register;

-- name: register_content(portfolio, register)$
SELECT content FROM register_import WHERE portfolio_id = :portfolio AND id = :register;

-- name: wanted_register_import(register)^
SELECT register_import.id, portfolio_id, portfolio.title AS title, portfolio.sample AS sample,
    portfolio.organisation_id AS organisation, account_id
FROM register_import JOIN portfolio ON portfolio.id = portfolio_id
WHERE register_import.id = :register AND state IN ('waiting', 'reading', 'saving', 'undoing');

-- name: numbers_used(portfolio)$
SELECT numbers_used FROM portfolio WHERE id = :portfolio;

-- name: use_numbers(portfolio, count)$
UPDATE portfolio SET numbers_used = numbers_used + :count WHERE id = :portfolio
RETURNING numbers_used;

-- name: documents_after(portfolio, number)
SELECT number, document, exercise FROM activity WHERE portfolio_id = :portfolio AND number > :number;

-- name: drop_register_rows(portfolio, register)!
DELETE FROM register_row WHERE import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: insert_register_rows(register, line, kind, identity, name, number, revision, changes, before, after)*!
INSERT INTO register_row
    (import_id, line, kind, identity, name, number, revision, changes, before, after)
VALUES (:register, :line, :kind, :identity, :name, :number, :revision, :changes, :before, :after);

-- name: list_register_rows(portfolio, register, kind, most, skip)
SELECT line, kind, identity, register_row.name AS name, number, changes, after FROM register_row
WHERE kind = :kind AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY id LIMIT :most OFFSET :skip;

-- name: count_register_rows(portfolio, register)
SELECT kind, COUNT(*) AS rows_of_kind FROM register_row WHERE import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
GROUP BY kind;

-- name: overtaken_rows(portfolio, register)$
SELECT COUNT(*) FROM register_row
LEFT JOIN activity ON activity.portfolio_id = :portfolio AND activity.number = register_row.number
WHERE kind IN ('changed', 'same') AND (activity.id IS NULL OR activity.revision <> register_row.revision)
AND import_id = (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: numbers_at_reading(portfolio, register)$
SELECT numbers FROM register_import WHERE portfolio_id = :portfolio AND id = :register;

-- name: new_identities(portfolio, register)
SELECT identity FROM register_row WHERE kind = 'new' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: new_register_rows(portfolio, register)
SELECT id FROM register_row WHERE kind = 'new' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register) ORDER BY id;

-- name: number_register_rows(row, number)*!
UPDATE register_row SET number = :number WHERE id = :row;

-- name: add_from_register(portfolio, register, path, definition, added)!
INSERT INTO activity (portfolio_id, number, request, path, definition, document, added)
SELECT :portfolio, number, 'import ' || number, :path, :definition, after, :added
FROM register_row WHERE kind = 'new' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY id;

-- name: new_rows_with_more(portfolio, register)
SELECT number, changes FROM register_row WHERE kind = 'new' AND changes <> '[]' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: describe_activities_by(portfolio, number, definition)*!
UPDATE activity SET definition = :definition WHERE portfolio_id = :portfolio AND number = :number;

-- name: note_register_changes(portfolio, register, account, page, happened, earlier, later)!
INSERT INTO change (activity_id, revision, item, account_id, page, happened, before, after)
SELECT activity.id, activity.revision + 1, said.value ->> '$[0]', :account, :page, :happened,
    NULLIF(said.value -> :earlier, 'null'), NULLIF(said.value -> :later, 'null')
FROM register_row
JOIN activity ON activity.portfolio_id = :portfolio AND activity.number = register_row.number
JOIN json_each(register_row.changes) AS said
WHERE kind = 'changed' AND said.value ->> '$[0]' <> '' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY register_row.id, said.id;

-- name: change_from_register(portfolio, register)!
UPDATE activity SET document = register_row.after, revision = activity.revision + 1 FROM register_row
WHERE activity.portfolio_id = :portfolio AND activity.number = register_row.number
AND register_row.kind = 'changed' AND register_row.import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: finish_register_import(portfolio, register, happened, state)!
UPDATE register_import SET state = :state, happened = :happened, content = NULL
WHERE portfolio_id = :portfolio AND id = :register;

-- name: drop_other_imports(portfolio, register)!
DELETE FROM register_import WHERE portfolio_id = :portfolio AND id <> :register
AND state IN ('done', 'undone');

-- name: drop_idle_rows(portfolio, register)!
DELETE FROM register_row WHERE kind NOT IN ('new', 'changed', 'kept') AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: forget_after(portfolio, register)!
UPDATE register_row SET after = NULL WHERE import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: register_rows_to_undo(portfolio, register)
SELECT register_row.id, line, kind, identity, register_row.name AS name, register_row.number AS number,
    CASE
        WHEN activity.id IS NULL THEN 'gone'
        WHEN kind = 'changed' AND activity.revision = register_row.revision + 1 THEN kind
        WHEN kind = 'new' AND activity.revision = 0
            AND NOT EXISTS (SELECT 1 FROM comment WHERE comment.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM aside WHERE aside.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM view_link WHERE view_link.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM point_of_view WHERE point_of_view.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM agreed_view WHERE agreed_view.activity_id = activity.id)
            AND NOT EXISTS (
                SELECT 1 FROM plan_action WHERE plan_action.portfolio_id = :portfolio
                AND plan_action.activity = activity.number
            )
            AND NOT EXISTS (
                SELECT 1 FROM plan_action_activity WHERE plan_action_activity.activity_id = activity.id
            )
            AND NOT EXISTS (
                SELECT 1 FROM evidence_file WHERE evidence_file.portfolio_id = :portfolio
                AND evidence_file.activity = activity.number
            ) THEN kind
        ELSE 'kept'
    END AS becomes
FROM register_row
LEFT JOIN activity ON activity.portfolio_id = :portfolio AND activity.number = register_row.number
WHERE kind IN ('new', 'changed') AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY register_row.id;

-- name: mark_register_rows(row, kind)*!
UPDATE register_row SET kind = :kind WHERE id = :row;

-- name: restore_from_register(portfolio, register)!
UPDATE activity SET document = register_row.before, revision = activity.revision + 1 FROM register_row
WHERE activity.portfolio_id = :portfolio AND activity.number = register_row.number
AND register_row.kind = 'changed' AND register_row.import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: remove_from_register(portfolio, register)!
DELETE FROM activity WHERE portfolio_id = :portfolio AND number IN (
    SELECT number FROM register_row WHERE kind = 'new' AND import_id =
        (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
);

-- name: list_register_columns(portfolio)
SELECT heading, belongs FROM register_column WHERE portfolio_id = :portfolio;

-- name: put_register_columns(portfolio, heading, belongs)*!
INSERT INTO register_column (portfolio_id, heading, belongs)
VALUES (:portfolio, :heading, :belongs)
ON CONFLICT (portfolio_id, heading) DO UPDATE SET belongs = excluded.belongs;

-- name: forget_before(portfolio, register)!
UPDATE register_row SET before = NULL WHERE import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);
