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

-- name: update_action(portfolio, action, document)!
UPDATE plan_action SET document = :document WHERE portfolio_id = :portfolio AND id = :action;

-- name: place_action(portfolio, action, place)!
UPDATE plan_action SET place = :place WHERE portfolio_id = :portfolio AND id = :action;

-- name: delete_action(portfolio, action)!
DELETE FROM plan_action WHERE portfolio_id = :portfolio AND id = :action;
