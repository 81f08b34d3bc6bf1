-- name: insert_changes(activity, revision, item, account, page, happened, before, after)*!
INSERT INTO change (activity_id, revision, item, account_id, page, happened, before, after)
VALUES (:activity, :revision, :item, :account, :page, :happened, :before, :after);

-- name: insert_mark(portfolio, number, revision, item, account, page, happened, after)!
INSERT INTO change (activity_id, revision, item, account_id, page, happened, before, after)
SELECT activity.id, :revision, :item, :account, :page, :happened, NULL, :after
FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: changes_since(portfolio, number, revision)
SELECT change.id, change.revision AS revision, change.item, change.account_id, change.page,
    change.happened, change.before, change.after, account.name AS name
FROM activity
JOIN change ON change.activity_id = activity.id
LEFT JOIN account ON account.id = change.account_id
WHERE portfolio_id = :portfolio AND number = :number AND change.revision > :revision
ORDER BY change.id;

-- name: list_changes(portfolio, number, before, most)
SELECT change.id, change.revision AS revision, change.item, change.account_id, change.page,
    change.happened, change.before, change.after, account.name AS name
FROM activity
JOIN change ON change.activity_id = activity.id
LEFT JOIN account ON account.id = change.account_id
WHERE portfolio_id = :portfolio AND number = :number AND change.id < :before
ORDER BY change.id DESC LIMIT :most;

-- name: latest_change(portfolio, number, item)^
SELECT change.id, change.revision AS revision, change.item, change.account_id, change.page,
    change.happened, change.before, change.after, '' AS name
FROM activity
JOIN change ON change.activity_id = activity.id
WHERE portfolio_id = :portfolio AND number = :number AND change.item = :item
ORDER BY change.id DESC LIMIT 1;

-- name: first_change_of(portfolio, item)^
SELECT MIN(change.happened) AS happened FROM activity
JOIN change ON change.activity_id = activity.id
WHERE portfolio_id = :portfolio AND change.item = :item AND change.happened > 0;

-- name: changed_in(portfolio, item)
SELECT DISTINCT activity.number AS number FROM activity
JOIN change ON change.activity_id = activity.id
WHERE portfolio_id = :portfolio AND change.item = :item;

-- name: insert_comment(portfolio, number, request, item, account, happened, text)!
INSERT INTO comment (activity_id, request, item, account_id, happened, text)
SELECT activity.id, :request, :item, :account, :happened, :text
FROM activity WHERE portfolio_id = :portfolio AND number = :number
ON CONFLICT (activity_id, request) DO NOTHING;

-- name: list_comments(portfolio, number)
SELECT comment.id, comment.item, comment.account_id, comment.happened, comment.text, account.name AS name
FROM activity
JOIN comment ON comment.activity_id = activity.id
LEFT JOIN account ON account.id = comment.account_id
WHERE portfolio_id = :portfolio AND number = :number ORDER BY comment.id;

-- name: insert_aside(portfolio, number, item, account, revision, value)!
INSERT INTO aside (activity_id, item, account_id, revision, value)
SELECT activity.id, :item, :account, :revision, :value
FROM activity WHERE portfolio_id = :portfolio AND number = :number;

-- name: list_asides(portfolio, number)
SELECT aside.item, aside.account_id, aside.revision, aside.value
FROM activity JOIN aside ON aside.activity_id = activity.id
WHERE portfolio_id = :portfolio AND number = :number ORDER BY aside.id;

-- name: delete_aside(portfolio, number, item, account, revision)!
DELETE FROM aside WHERE item = :item AND revision <= :revision
AND COALESCE(account_id, 0) = COALESCE(:account, 0)
AND activity_id = (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: changes_after(portfolio, only, moment)
SELECT activity.number AS number, change.id, change.revision AS revision, change.item,
    change.account_id, change.page, change.happened, change.before, change.after, '' AS name
FROM activity
JOIN change ON change.activity_id = activity.id
WHERE portfolio_id = :portfolio AND change.happened > :moment
AND (CAST(:only AS INTEGER) IS NULL OR assigned_to = :only)
ORDER BY change.id;

-- name: first_noted(portfolio)^
SELECT MIN(noted) AS noted FROM (
    SELECT change.happened AS noted FROM activity
    JOIN change ON change.activity_id = activity.id
    WHERE portfolio_id = :portfolio AND change.happened > 0
    UNION ALL
    SELECT added AS noted FROM activity WHERE portfolio_id = :portfolio AND added > 0
) AS moments;
