-- name: insert_activity(portfolio, request, path, definition, document, sample)!
INSERT INTO activity (portfolio_id, number, request, path, definition, document, sample)
SELECT :portfolio, COALESCE(MAX(number), 0) + 1, :request, :path, :definition, :document, :sample
FROM activity WHERE portfolio_id = :portfolio
ON CONFLICT (portfolio_id, request) DO NOTHING;

-- name: find_activity_by_request(portfolio, request)^
SELECT number FROM activity WHERE portfolio_id = :portfolio AND request = :request;

-- name: find_activity(portfolio, number)^
SELECT number, path, definition, document, sample
FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: list_activities(portfolio)
SELECT number, path, definition, document, sample
FROM activity WHERE portfolio_id = :portfolio ORDER BY number;

-- name: update_activity(portfolio, number, path, document)!
UPDATE activity SET path = :path, document = :document
WHERE portfolio_id = :portfolio AND number = :number;

-- name: delete_activity(portfolio, number)!
DELETE FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: delete_actions_of_activity(portfolio, number)!
DELETE FROM plan_action WHERE portfolio_id = :portfolio AND activity = :number;
