-- name: insert_document(portfolio, made_on, since)^
INSERT INTO plan_document (portfolio_id, state, step, made_on, since)
VALUES (:portfolio, 'waiting', '', :made_on, :since) RETURNING id;

-- name: latest_document(portfolio)^
SELECT id, state, step, made_on FROM plan_document
WHERE portfolio_id = :portfolio ORDER BY id DESC LIMIT 1;

-- name: document_content(portfolio, document)^
SELECT content FROM plan_document
WHERE portfolio_id = :portfolio AND id = :document AND state = 'done';

-- name: note_progress(portfolio, document, state, step)!
UPDATE plan_document SET state = :state, step = :step
WHERE portfolio_id = :portfolio AND id = :document;

-- name: finish_document(portfolio, document, content)!
UPDATE plan_document SET state = 'done', step = '', content = :content
WHERE portfolio_id = :portfolio AND id = :document;

-- name: delete_older_documents(portfolio, document)!
DELETE FROM plan_document WHERE portfolio_id = :portfolio AND id < :document;

-- name: wanted_document(document)^
SELECT plan_document.id, portfolio_id, title, sample, plan_document.made_on, since
FROM plan_document JOIN portfolio ON portfolio.id = portfolio_id
WHERE plan_document.id = :document AND state = 'waiting';

-- name: wait_again()!
UPDATE plan_document SET state = 'waiting', step = '' WHERE state = 'working';

-- name: waiting_documents()
SELECT id FROM plan_document WHERE state = 'waiting' ORDER BY id;
