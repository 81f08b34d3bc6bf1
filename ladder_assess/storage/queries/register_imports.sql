-- name: insert_register_import(portfolio, request, account, happened, name, content)!
INSERT INTO register_import (portfolio_id, request, account_id, happened, name, state, content)
VALUES (:portfolio, :request, :account, :happened, :name, 'waiting', :content)
ON CONFLICT (portfolio_id, request) DO NOTHING;

-- name: register_import_by_request(portfolio, request)^
SELECT id FROM register_import WHERE portfolio_id = :portfolio AND request = :request;

-- name: unfinished_imports(portfolio, account, register)
SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id <> :register
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
AND state IN ('waiting', 'reading', 'asking', 'shown', 'failed', 'undone');

-- name: step_register_import(portfolio, register, state, before)!
UPDATE register_import SET state = :state, done = 0, landed = NULL
WHERE portfolio_id = :portfolio AND id = :register AND state = :before;

-- name: settle_register(portfolio, register, state, happened)!
UPDATE register_import SET landed = 0, happened = CASE WHEN state = 'saving' THEN :happened ELSE happened END
WHERE portfolio_id = :portfolio AND id = :register AND state = :state AND landed IS NULL;

-- name: landing_of(portfolio, register)^
SELECT landed, account_id, happened FROM register_import
WHERE portfolio_id = :portfolio AND id = :register AND state IN ('saving', 'undoing') AND landed IS NOT NULL;

-- name: landing_registers(portfolio)
SELECT id FROM register_import WHERE portfolio_id = :portfolio AND state = 'saving' AND landed IS NOT NULL;

-- name: landing_rows_of(portfolio, number)
SELECT register_row.id, register_row.import_id AS register, register_import.account_id, register_import.happened
FROM register_import JOIN register_row ON register_row.import_id = register_import.id
WHERE portfolio_id = :portfolio AND state = 'saving' AND landed IS NOT NULL
AND kind = 'changed' AND register_row.id > landed AND number = :number;

-- name: rows_to_land(portfolio, register, after, most)
SELECT id, kind FROM register_row WHERE kind IN ('new', 'changed') AND id > :after AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY id LIMIT :most;

-- name: note_landed(portfolio, register, landed)!
UPDATE register_import SET landed = :landed WHERE portfolio_id = :portfolio AND id = :register;

-- name: note_register_rows(portfolio, register, done)!
UPDATE register_import SET done = :done WHERE portfolio_id = :portfolio AND id = :register;

-- name: keep_findings(portfolio, register, state, document, numbers)!
UPDATE register_import SET state = :state, document = :document, numbers = :numbers
WHERE portfolio_id = :portfolio AND id = :register;

-- name: register_content(portfolio, register)$
SELECT content FROM register_import WHERE portfolio_id = :portfolio AND id = :register;

-- name: has_register_content(portfolio, register)$
SELECT content IS NOT NULL FROM register_import WHERE portfolio_id = :portfolio AND id = :register;

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

-- name: drop_register_rows(portfolio, register, most)!
DELETE FROM register_row WHERE id IN (SELECT register_row.id FROM register_import
    JOIN register_row ON register_row.import_id = register_import.id
    WHERE portfolio_id = :portfolio AND register_import.id = :register
    AND state IN ('waiting', 'reading', 'asking', 'shown', 'failed', 'undone')
    LIMIT :most);

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

-- name: number_register_rows(row, number)*!
UPDATE register_row SET number = :number WHERE id = :row;

-- name: add_from_register(portfolio, register, path, definition, added, after, last)!
INSERT INTO activity (portfolio_id, number, request, path, definition, document, added)
SELECT :portfolio, number, 'import ' || number, :path, :definition, after, :added
FROM register_row WHERE kind = 'new' AND id > :after AND id <= :last AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY id;

-- name: new_rows_with_more(portfolio, register, after, last)
SELECT number, changes FROM register_row
WHERE kind = 'new' AND id > :after AND id <= :last AND changes <> '[]' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: describe_activities_by(portfolio, number, definition)*!
UPDATE activity SET definition = :definition WHERE portfolio_id = :portfolio AND number = :number;

-- name: note_register_changes(portfolio, register, account, page, happened, earlier, later, after, last, landed)!
INSERT INTO change (activity_id, revision, item, account_id, page, happened, before, after)
SELECT activity.id, activity.revision + 1, said.value ->> '$[0]', :account, :page, :happened,
    NULLIF(said.value -> :earlier, 'null'), NULLIF(said.value -> :later, 'null')
FROM register_row
JOIN activity ON activity.portfolio_id = :portfolio AND activity.number = register_row.number
JOIN json_each(register_row.changes) AS said
WHERE kind = 'changed' AND register_row.id > :after AND register_row.id <= :last
AND activity.revision = register_row.revision + :landed
AND said.value ->> '$[0]' <> '' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY register_row.id, said.id;

-- name: change_from_register(portfolio, register, after, last)!
UPDATE activity SET document = register_row.after, revision = activity.revision + 1 FROM register_row
WHERE activity.portfolio_id = :portfolio AND activity.number = register_row.number
AND activity.revision = register_row.revision
AND register_row.id > :after AND register_row.id <= :last AND register_row.kind = 'changed' AND register_row.import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: finish_register_import(portfolio, register, happened, state)!
UPDATE register_import SET state = :state, happened = :happened, content = NULL, landed = NULL
WHERE portfolio_id = :portfolio AND id = :register;

-- name: drop_other_imports(portfolio, register)!
DELETE FROM register_import WHERE portfolio_id = :portfolio AND id <> :register
AND state IN ('done', 'undone');

-- name: drop_idle_rows(portfolio, register, most)!
DELETE FROM register_row WHERE id IN (SELECT id FROM register_row
    WHERE kind NOT IN ('new', 'changed', 'kept', 'wrong') AND import_id =
        (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
    LIMIT :most);

-- name: drop_rows_of_others(portfolio, register, most)!
DELETE FROM register_row WHERE id IN (SELECT register_row.id FROM register_import
    JOIN register_row ON register_row.import_id = register_import.id
    WHERE portfolio_id = :portfolio AND register_import.id <> :register AND state IN ('done', 'undone')
    LIMIT :most);

-- name: forget_after(portfolio, register, after, last)!
UPDATE register_row SET after = NULL WHERE id > :after AND id <= :last AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: register_rows_to_undo(portfolio, register, after, most)
SELECT register_row.id, line, kind, identity, register_row.name AS name, register_row.number AS number,
    CASE
        WHEN activity.id IS NULL THEN 'gone'
        -- It has not landed: the rest could not be imported.
        WHEN kind = 'changed' AND activity.revision = register_row.revision THEN 'same'
        WHEN kind = 'changed' AND activity.revision = register_row.revision + 1 THEN kind
        WHEN kind = 'new' AND activity.revision = 0
            AND NOT EXISTS (SELECT 1 FROM comment WHERE comment.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM aside WHERE aside.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM view_link WHERE view_link.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM point_of_view WHERE point_of_view.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM agreed_view WHERE agreed_view.activity_id = activity.id)
            AND NOT EXISTS (SELECT 1 FROM room_view WHERE room_view.activity_id = activity.id)
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
WHERE kind IN ('new', 'changed') AND register_row.id > :after AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY register_row.id LIMIT :most;

-- name: mark_register_rows(row, kind)*!
UPDATE register_row SET kind = :kind WHERE id = :row;

-- name: restore_from_register(portfolio, register, after, last)!
UPDATE activity SET document = register_row.before, revision = activity.revision + 1 FROM register_row
WHERE activity.portfolio_id = :portfolio AND activity.number = register_row.number
AND register_row.id > :after AND register_row.id <= :last
AND register_row.kind = 'changed' AND register_row.import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);

-- name: remove_from_register(portfolio, register, after, last)!
DELETE FROM activity WHERE portfolio_id = :portfolio AND number IN (
    SELECT number FROM register_row WHERE kind = 'new' AND id > :after AND id <= :last AND import_id =
        (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
);

-- name: list_register_columns(portfolio)
SELECT heading, belongs FROM register_column WHERE portfolio_id = :portfolio;

-- name: put_register_columns(portfolio, heading, belongs)*!
INSERT INTO register_column (portfolio_id, heading, belongs)
VALUES (:portfolio, :heading, :belongs)
ON CONFLICT (portfolio_id, heading) DO UPDATE SET belongs = excluded.belongs;

-- name: forget_before(portfolio, register, after, last)!
UPDATE register_row SET before = NULL WHERE id > :after AND id <= :last AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register);
