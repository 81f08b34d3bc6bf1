-- name: use_number(portfolio)^
UPDATE portfolio SET numbers_used = numbers_used + 1 WHERE id = :portfolio
RETURNING numbers_used AS number;

-- name: insert_activity(portfolio, number, request, path, definition, document, sample)!
INSERT INTO activity (portfolio_id, number, request, path, definition, document, sample)
VALUES (:portfolio, :number, :request, :path, :definition, :document, :sample);

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
