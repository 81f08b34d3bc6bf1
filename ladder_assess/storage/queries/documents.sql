-- name: insert_document(portfolio, kind, made_on, since, chosen, asked_by)^
INSERT INTO plan_document (portfolio_id, kind, state, step, made_on, since, chosen, asked_by)
VALUES (:portfolio, :kind, 'waiting', '', :made_on, :since, :chosen, :asked_by) RETURNING id;

-- name: latest_document(portfolio, kind)^
SELECT id, kind, state, step, made_on, since, chosen FROM plan_document
WHERE portfolio_id = :portfolio AND kind = :kind ORDER BY id DESC LIMIT 1;

-- name: finished_document(portfolio, kind, document)^
SELECT content, made_on FROM plan_document
WHERE portfolio_id = :portfolio AND kind = :kind AND id = :document AND state = 'done';

-- name: drop_waiting_documents(portfolio, kind)!
DELETE FROM plan_document WHERE portfolio_id = :portfolio AND kind = :kind AND state = 'waiting';

-- name: try_document_again(portfolio, kind, document, made_on)!
UPDATE plan_document SET state = 'waiting', step = '', made_on = :made_on
WHERE portfolio_id = :portfolio AND kind = :kind AND id = :document AND state = 'failed';

-- name: note_progress(portfolio, document, state, step)!
UPDATE plan_document SET state = :state, step = :step
WHERE portfolio_id = :portfolio AND id = :document;

-- name: finish_document(portfolio, document, made_from, content)!
UPDATE plan_document SET state = 'done', step = :made_from, content = :content
WHERE portfolio_id = :portfolio AND id = :document;

-- name: delete_older_documents(portfolio, kind, document)!
DELETE FROM plan_document WHERE portfolio_id = :portfolio AND kind = :kind AND id < :document;

-- name: wanted_document(document)^
SELECT plan_document.id, portfolio_id, title, sample, plan_document.made_on, since, kind, chosen,
    account.name AS author
FROM plan_document JOIN portfolio ON portfolio.id = portfolio_id
    LEFT JOIN account ON account.id = asked_by
WHERE plan_document.id = :document AND state IN ('waiting', 'working');
