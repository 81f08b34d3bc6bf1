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
