-- name: insert_view_link(portfolio, number, respondents, request, token_digest)!
INSERT INTO view_link (activity_id, respondents, request, token_digest)
SELECT id, :respondents, :request, :token_digest FROM activity
WHERE portfolio_id = :portfolio AND number = :number
ON CONFLICT DO NOTHING;

-- name: list_view_links(portfolio, number)
SELECT view_link.respondents, view_link.request, view_link.closed FROM view_link
JOIN activity ON activity.id = view_link.activity_id
WHERE activity.portfolio_id = :portfolio AND activity.number = :number ORDER BY view_link.id;

-- name: close_view_link(portfolio, number, respondents)!
UPDATE view_link SET closed = 1
WHERE respondents = :respondents AND closed = 0 AND activity_id =
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: find_view_link(token_digest)^
SELECT view_link.activity_id, view_link.respondents, view_link.closed,
    activity.document, activity.definition, activity.exercise, portfolio.title, portfolio.organisation_id, organisation.name AS organisation
FROM view_link
JOIN activity ON activity.id = view_link.activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
LEFT JOIN organisation ON organisation.id = portfolio.organisation_id
WHERE view_link.token_digest = :token_digest AND portfolio.removed_from IS NULL;

-- name: view_link_is_open(token_digest)^
SELECT view_link.id FROM view_link
JOIN activity ON activity.id = view_link.activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
WHERE view_link.token_digest = :token_digest AND closed = 0 AND portfolio.removed_from IS NULL;

-- name: insert_point_of_view(id, activity, respondents, given_on, consent, account)!
INSERT INTO point_of_view (id, activity_id, respondents, given_on, consent, account_id)
VALUES (:id, :activity, :respondents, :given_on, :consent, :account);

-- name: point_of_view_pages_waiting(activity, respondents, page, series)^
SELECT given, waits_in, consents FROM point_of_view_count
WHERE activity_id = :activity AND respondents = :respondents AND page = :page AND series = :series;

-- name: point_of_view_pages_wait_in(activity, respondents, page, series, name, consents)!
INSERT INTO point_of_view_count (activity_id, respondents, page, series, given, waits_in, consents)
VALUES (:activity, :respondents, :page, :series, 0, :name, :consents)
ON CONFLICT (activity_id, respondents, page, series)
DO UPDATE SET waits_in = excluded.waits_in, consents = excluded.consents;

-- name: count_point_of_view_pages(activity, respondents, page, series, more)!
UPDATE point_of_view_count SET given = given + :more, waits_in = '', consents = ''
WHERE activity_id = :activity AND respondents = :respondents AND page = :page AND series = :series;

-- name: list_point_of_view_pages_waiting(portfolio, number)
SELECT respondents, page, series, given, waits_in FROM point_of_view_count
JOIN activity ON activity.id = point_of_view_count.activity_id
WHERE activity.portfolio_id = :portfolio AND activity.number = :number AND waits_in <> '';

-- name: list_activities_with_views(portfolio)
SELECT DISTINCT activity.number FROM point_of_view_count
JOIN activity ON activity.id = point_of_view_count.activity_id
WHERE activity.portfolio_id = :portfolio;

-- name: counts_of_points_of_view(portfolio, number)
SELECT respondents, page, series, given FROM point_of_view_count
JOIN activity ON activity.id = point_of_view_count.activity_id
WHERE activity.portfolio_id = :portfolio AND activity.number = :number
ORDER BY respondents, page, series;

-- name: count_points_of_view(portfolio, number)$
SELECT COUNT(*) FROM point_of_view WHERE activity_id =
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: pages_with_codes()
SELECT DISTINCT page FROM point_of_view_count WHERE respondents <> 'service_user';

-- name: who_waits_with_code(name)^
SELECT activity.number,
    COALESCE(portfolio.organisation_id, list.organisation_id) AS organisation_id
FROM point_of_view_count
JOIN activity ON activity.id = point_of_view_count.activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
LEFT JOIN portfolio AS list ON list.id = portfolio.removed_from
WHERE respondents <> 'service_user' AND waits_in = :name;

-- name: where_answers_wait()
SELECT waits_in FROM wave_view_count WHERE waits_in <> ''
UNION ALL SELECT waits_in FROM point_of_view_count WHERE waits_in <> '';

-- name: insert_point_of_view_page(id, page, definition, series, batch, document)!
INSERT INTO point_of_view_page (view_id, page, definition, series, batch, document)
VALUES (:id, :page, :definition, :series, :batch, :document);

-- name: whose_point_of_view(id)^
SELECT activity_id FROM point_of_view WHERE id = :id;

-- name: list_point_of_view_pages(portfolio, number)
SELECT point_of_view_page.view_id, point_of_view.respondents, point_of_view_page.page,
    point_of_view_page.series, point_of_view_page.batch, point_of_view_page.document
FROM point_of_view_page
JOIN point_of_view ON point_of_view.id = point_of_view_page.view_id
JOIN activity ON activity.id = point_of_view.activity_id
WHERE activity.portfolio_id = :portfolio AND activity.number = :number;

-- name: named_points_of_view(portfolio, number, account)
SELECT id FROM point_of_view WHERE account_id = :account AND activity_id =
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: point_of_view_with_code(id)^
SELECT activity.number,
    COALESCE(portfolio.organisation_id, list.organisation_id) AS organisation_id
FROM point_of_view
JOIN activity ON activity.id = point_of_view.activity_id
JOIN portfolio ON portfolio.id = activity.portfolio_id
LEFT JOIN portfolio AS list ON list.id = portfolio.removed_from
WHERE point_of_view.id = :id AND respondents <> 'service_user' AND account_id IS NULL;

-- name: give_back_places(id, fewest)!
UPDATE point_of_view_count SET given = given - 1
WHERE EXISTS (
    SELECT 1 FROM point_of_view_page JOIN point_of_view ON point_of_view.id = view_id
    WHERE point_of_view.id = :id
        AND point_of_view.activity_id = point_of_view_count.activity_id
        AND point_of_view.respondents = point_of_view_count.respondents
        AND point_of_view_page.page = point_of_view_count.page
        AND point_of_view_page.series = point_of_view_count.series
        AND (point_of_view_page.batch + 1) * :fewest > point_of_view_count.given
);

-- name: delete_point_of_view(id)!
DELETE FROM point_of_view WHERE id = :id;

-- name: has_point_of_view(portfolio, number, account)^
SELECT id FROM point_of_view WHERE account_id = :account AND activity_id =
    (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: insert_agreed_view(portfolio, number, request, agreed_on, account, definition, document, reasons)!
INSERT INTO agreed_view
    (activity_id, request, agreed_on, account_id, definition, document, reasons)
SELECT id, :request, :agreed_on, :account, :definition, :document, :reasons FROM activity
WHERE portfolio_id = :portfolio AND number = :number
ON CONFLICT DO NOTHING;

-- name: list_activities_agreed(portfolio)
SELECT DISTINCT activity.number FROM agreed_view JOIN activity ON activity.id = agreed_view.activity_id
WHERE activity.portfolio_id = :portfolio;

-- name: list_undecided_views(portfolio)
SELECT activity.number, agreed_view.agreed_on, account.name, agreed_view.definition, agreed_view.document,
    agreed_view.reasons, agreed_view.decision, agreed_view.decided_on, agreed_view.taken_at
FROM agreed_view
JOIN activity ON activity.id = agreed_view.activity_id
LEFT JOIN account ON account.id = agreed_view.account_id
WHERE activity.portfolio_id = :portfolio AND agreed_view.decision = ''
    AND agreed_view.id = (SELECT max(id) FROM agreed_view AS newer WHERE newer.activity_id = activity.id);

-- name: decide_on_agreed_view(portfolio, number, decision, decided_on, taken_at)!
UPDATE agreed_view SET decision = :decision, decided_on = :decided_on, taken_at = :taken_at
WHERE id = (
    SELECT max(agreed_view.id) FROM agreed_view JOIN activity ON activity.id = agreed_view.activity_id
    WHERE activity.portfolio_id = :portfolio AND activity.number = :number
);

-- name: list_agreed_views(portfolio, number)
SELECT agreed_view.agreed_on, account.name, agreed_view.definition, agreed_view.document,
    agreed_view.reasons, agreed_view.decision, agreed_view.decided_on, agreed_view.taken_at
FROM agreed_view
JOIN activity ON activity.id = agreed_view.activity_id
LEFT JOIN account ON account.id = agreed_view.account_id
WHERE activity.portfolio_id = :portfolio AND activity.number = :number
ORDER BY agreed_view.id DESC;
