-- name: insert_action(portfolio, request, activity, recommendation, document)!
INSERT INTO plan_action (portfolio_id, request, place, activity, recommendation, document)
SELECT :portfolio, :request, COALESCE(MAX(place), 0) + 1, :activity, :recommendation, :document
FROM plan_action WHERE portfolio_id = :portfolio
ON CONFLICT (portfolio_id, request) DO NOTHING;

-- name: list_actions(portfolio)
SELECT id, activity, recommendation, document
FROM plan_action WHERE portfolio_id = :portfolio ORDER BY place, id;

-- name: find_action(portfolio, action)^
SELECT id, activity, recommendation, document
FROM plan_action WHERE portfolio_id = :portfolio AND id = :action;

-- name: find_action_by_request(portfolio, request)^
SELECT id FROM plan_action WHERE portfolio_id = :portfolio AND request = :request;

-- name: insert_covered(portfolio, action, number)*!
INSERT INTO plan_action_activity (action_id, activity_id)
SELECT :action, id FROM activity WHERE portfolio_id = :portfolio AND number = :number
ON CONFLICT (action_id, activity_id) DO NOTHING;

-- name: list_covered(portfolio)
SELECT plan_action_activity.action_id AS action_id, activity.number AS number
FROM plan_action_activity JOIN activity ON activity.id = plan_action_activity.activity_id
WHERE activity.portfolio_id = :portfolio ORDER BY action_id, number;

-- name: covered_by(portfolio, action)
SELECT activity.number AS number
FROM plan_action_activity JOIN activity ON activity.id = plan_action_activity.activity_id
WHERE activity.portfolio_id = :portfolio AND plan_action_activity.action_id = :action
ORDER BY number;

-- name: update_action(portfolio, action, document)!
UPDATE plan_action SET document = :document WHERE portfolio_id = :portfolio AND id = :action;

-- name: place_action(portfolio, action, place)!
UPDATE plan_action SET place = :place WHERE portfolio_id = :portfolio AND id = :action;

-- name: delete_action(portfolio, action)!
DELETE FROM plan_action WHERE portfolio_id = :portfolio AND id = :action;

-- name: insert_action_changes(action, field, account, happened, before, after)*!
INSERT INTO action_change (action_id, field, account_id, happened, before, after)
VALUES (:action, :field, :account, :happened, :before, :after);

-- name: list_action_changes(portfolio)
SELECT action_change.action_id, action_change.field, action_change.account_id,
    action_change.happened, action_change.before, action_change.after, account.name AS name
FROM plan_action
JOIN action_change ON action_change.action_id = plan_action.id
LEFT JOIN account ON account.id = action_change.account_id
WHERE plan_action.portfolio_id = :portfolio ORDER BY action_change.id DESC;

-- name: delete_snapshot(portfolio, made_on)!
DELETE FROM plan_snapshot WHERE portfolio_id = :portfolio AND made_on = :made_on;

-- name: insert_snapshot_rows(portfolio, made_on, kind, number, document)*!
INSERT INTO plan_snapshot (portfolio_id, made_on, kind, activity_id, document)
VALUES (:portfolio, :made_on, :kind,
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number), :document);

-- name: snapshot_days(portfolio)
SELECT made_on FROM plan_snapshot
WHERE portfolio_id = :portfolio AND kind = 'plan' ORDER BY made_on DESC;

-- name: snapshot_rows(portfolio, made_on)
SELECT kind, activity.number AS number, plan_snapshot.document AS document
FROM plan_snapshot LEFT JOIN activity ON activity.id = plan_snapshot.activity_id
WHERE plan_snapshot.portfolio_id = :portfolio AND made_on = :made_on
AND (activity_id IS NULL OR activity.portfolio_id = :portfolio) ORDER BY plan_snapshot.id;

-- name: snapshot_numbers_set_aside(portfolio, made_on)
SELECT activity.number AS number FROM plan_snapshot
JOIN activity ON activity.id = plan_snapshot.activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
WHERE plan_snapshot.portfolio_id = :portfolio AND plan_snapshot.made_on = :made_on AND kind = 'place'
AND portfolio.removed_from = :portfolio;

-- name: note_taken_out(portfolio, action, taken_out)!
INSERT INTO taken_out_action (action_id, request, taken_out)
SELECT id, request, :taken_out FROM plan_action WHERE portfolio_id = :portfolio AND id = :action;

-- name: forget_taken_out(portfolio, action)!
DELETE FROM taken_out_action WHERE action_id =
    (SELECT id FROM plan_action WHERE portfolio_id = :portfolio AND id = :action);

-- name: list_taken_out(portfolio, since)
SELECT action_id, taken_out_action.request AS request, taken_out FROM taken_out_action
JOIN plan_action ON plan_action.id = action_id
JOIN portfolio AS aside ON aside.id = plan_action.portfolio_id
WHERE aside.removed_from = :portfolio AND taken_out > :since AND (activity = 0 OR EXISTS (
    SELECT 1 FROM activity
    WHERE activity.portfolio_id = :portfolio AND activity.number = plan_action.activity
)) ORDER BY taken_out DESC, action_id DESC;
