-- name: insert_portfolio(token_digest, title, sample, made_on)!
INSERT INTO portfolio (id, token_digest, title, sample, made_on, last_used)
SELECT last + 1, :token_digest, :title, :sample, :made_on, :made_on FROM number_given WHERE kind = 'portfolio'
ON CONFLICT (token_digest) DO NOTHING;

-- name: find_portfolio(token_digest)^
SELECT id, title, sample, last_used FROM portfolio WHERE token_digest = :token_digest;

-- name: use_portfolio(portfolio, day)!
UPDATE portfolio SET last_used = :day
WHERE id = :portfolio AND organisation_id IS NULL AND sample = 0 AND last_used < :day;

-- name: rename_portfolio(portfolio, title)!
UPDATE portfolio SET title = :title WHERE id = :portfolio;

-- name: portfolio_to_take_in(portfolio)^
SELECT going_into FROM portfolio WHERE id = :portfolio AND organisation_id IS NULL AND sample = 0;

-- name: settle_where(portfolio, into)!
UPDATE portfolio SET going_into = :into WHERE id = :portfolio;

-- name: rows_to_take_in(portfolio, most)
SELECT id, number FROM activity WHERE portfolio_id = :portfolio ORDER BY number LIMIT :most;

-- name: drop_rows_of_list(portfolio, most)!
DELETE FROM register_row WHERE id IN (SELECT register_row.id FROM register_import
    JOIN register_row ON register_row.import_id = register_import.id
    WHERE portfolio_id = :portfolio LIMIT :most);

-- name: take_in_activity(activity, portfolio, number, request)!
UPDATE activity SET portfolio_id = :portfolio, number = :number, request = :request
WHERE id = :activity;

-- name: actions_to_take_in(portfolio)
SELECT id, request, activity, recommendation FROM plan_action
WHERE portfolio_id = :portfolio ORDER BY place, id;

-- name: take_in_action(action, portfolio, request, activity)!
UPDATE plan_action SET portfolio_id = :portfolio, request = :request, activity = :activity,
    place = (SELECT COALESCE(MAX(place), 0) + 1 FROM plan_action WHERE portfolio_id = :portfolio)
WHERE id = :action;

-- name: delete_portfolio(portfolio)!
DELETE FROM portfolio WHERE id = :portfolio;

-- name: unassign(organisation, account)!
UPDATE activity SET assigned_to = NULL WHERE assigned_to = :account
AND portfolio_id IN (
    SELECT portfolio.id FROM portfolio LEFT JOIN portfolio AS list ON list.id = portfolio.removed_from
    WHERE portfolio.organisation_id = :organisation OR list.organisation_id = :organisation
);

-- name: place_story(portfolio, story, rung, day)!
INSERT INTO placed_story (portfolio_id, story, rung, placed_on) VALUES (:portfolio, :story, :rung, :day)
ON CONFLICT (portfolio_id, story, placed_on) DO NOTHING;

-- name: list_placed_stories(portfolio)
SELECT story, rung, placed_on FROM placed_story WHERE portfolio_id = :portfolio ORDER BY placed_on, id;

-- name: has_placed_stories(portfolio)$
SELECT EXISTS (SELECT 1 FROM placed_story WHERE portfolio_id = :portfolio);
