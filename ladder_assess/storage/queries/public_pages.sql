-- name: find_public_page(portfolio)^
SELECT address, revision, document, published, taken_down_on, barred FROM public_page WHERE portfolio_id = :portfolio;

-- name: keep_public_page(portfolio, revision, document)!
INSERT INTO public_page (portfolio_id, revision, document) VALUES (:portfolio, :revision, :document)
ON CONFLICT (portfolio_id) DO UPDATE SET revision = excluded.revision, document = excluded.document;

-- name: publish_page(portfolio, address, published)!
UPDATE public_page SET address = COALESCE(address, :address), published = :published, taken_down_on = ''
WHERE portfolio_id = :portfolio AND barred = 0;

-- name: take_page_down(portfolio, day)!
UPDATE public_page SET published = 'null', taken_down_on = :day
WHERE portfolio_id = :portfolio AND published <> 'null';

-- name: bar_page(address, day, barred)!
UPDATE public_page SET published = 'null', taken_down_on = :day, barred = :barred WHERE address = :address;

-- name: published_page(address)^
SELECT published FROM public_page WHERE address = :address;

-- name: list_told(portfolio)
SELECT action_id, shown, did, evidence FROM public_action
JOIN plan_action ON plan_action.id = action_id WHERE portfolio_id = :portfolio;

-- name: tell_of_action(portfolio, action, shown, did, evidence)!
INSERT INTO public_action (action_id, shown, did, evidence)
SELECT id, :shown, :did, :evidence FROM plan_action WHERE portfolio_id = :portfolio AND id = :action
ON CONFLICT (action_id) DO UPDATE SET shown = excluded.shown, did = excluded.did, evidence = excluded.evidence;
