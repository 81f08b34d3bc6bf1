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
WHERE plan_snapshot.portfolio_id = :portfolio AND made_on = :made_on ORDER BY plan_snapshot.id;
