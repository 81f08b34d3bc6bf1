-- name: use_number(portfolio)^
UPDATE portfolio SET numbers_used = numbers_used + 1 WHERE id = :portfolio
RETURNING numbers_used AS number;

-- name: insert_activity(portfolio, number, request, path, definition, document, sample, exercise, assigned_to, added)!
INSERT INTO activity (portfolio_id, number, request, path, definition, document, sample, exercise,
    assigned_to, added)
VALUES (:portfolio, :number, :request, :path, :definition, :document, :sample, :exercise,
    :assigned_to, :added);

-- name: find_activity_by_request(portfolio, request)^
SELECT number FROM activity WHERE portfolio_id = :portfolio AND request = :request;

-- name: find_activity(portfolio, number, only)^
SELECT id, number, path, definition, document, sample, assigned_to, state, revision, exercise,
    EXISTS (SELECT 1 FROM aside WHERE activity_id = activity.id) AS has_asides,
    EXISTS (SELECT 1 FROM register_import WHERE register_import.portfolio_id = activity.portfolio_id
        AND register_import.state = 'saving' AND landed IS NOT NULL) AS rows_land
FROM activity WHERE portfolio_id = :portfolio AND number = :number
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only);

-- name: has_activity(portfolio, number, only)$
SELECT 1 FROM activity WHERE portfolio_id = :portfolio AND number = :number
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only);

-- name: list_activities(portfolio, only)
SELECT number, path, definition, document, sample, assigned_to, state, revision, exercise, added
FROM activity WHERE portfolio_id = :portfolio
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only) ORDER BY number;

-- name: activities_after(portfolio, only, after, most)
SELECT number, path, definition, document, sample, assigned_to, state, revision, exercise
FROM activity WHERE portfolio_id = :portfolio AND number > :after
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only) ORDER BY number LIMIT :most;

-- name: update_activity(portfolio, number, path, definition, document, assigned_to, state, revision)!
UPDATE activity SET path = :path, definition = :definition, document = :document, assigned_to = :assigned_to,
    state = :state, revision = :revision
WHERE portfolio_id = :portfolio AND number = :number;

-- name: delete_activity(portfolio, number)!
DELETE FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: delete_actions_of_activity(portfolio, number)!
DELETE FROM plan_action WHERE portfolio_id = :portfolio AND activity = :number;

-- name: count_by_definition(portfolio, only)
SELECT definition, COUNT(*) AS activities FROM activity WHERE portfolio_id = :portfolio
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only) GROUP BY definition;

-- name: count_removed(portfolio)^
SELECT numbers_used - (SELECT COUNT(*) FROM activity WHERE portfolio_id = :portfolio) AS removed
FROM portfolio WHERE id = :portfolio;

-- name: make_list_of_removed(token_digest, made_on, portfolio)!
INSERT INTO portfolio (id, token_digest, made_on, removed_from)
SELECT last + 1, :token_digest, :made_on, :portfolio FROM number_given WHERE kind = 'portfolio'
ON CONFLICT (token_digest) DO NOTHING;

-- name: list_of_removed(portfolio)^
SELECT id FROM portfolio WHERE removed_from = :portfolio;

-- name: note_removed(portfolio, number, removed)!
INSERT INTO removed_activity (activity_id, request, removed)
SELECT id, request, :removed FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: forget_removed(portfolio, number)!
DELETE FROM removed_activity WHERE activity_id =
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: list_removed_activities(portfolio, since)
SELECT number, path, definition, document, activity.sample AS sample, assigned_to, state, revision, exercise,
    removed_activity.request AS request, removed
FROM removed_activity JOIN activity ON activity.id = activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
WHERE portfolio.removed_from = :portfolio AND removed > :since
ORDER BY removed DESC, number DESC;

-- name: move_activity(portfolio, number, into, request)!
UPDATE activity SET portfolio_id = :into, request = :request
WHERE portfolio_id = :portfolio AND number = :number;

-- name: actions_of_activity(portfolio, number)
SELECT id, request FROM plan_action WHERE portfolio_id = :portfolio AND activity = :number
AND id NOT IN (SELECT action_id FROM taken_out_action);

-- name: move_action(portfolio, action, into, request)!
UPDATE plan_action SET portfolio_id = :into, request = :request
WHERE portfolio_id = :portfolio AND id = :action;
