-- name: insert_portfolio(token_digest, title, sample, made_on)!
INSERT INTO portfolio (token_digest, title, sample, made_on)
VALUES (:token_digest, :title, :sample, :made_on)
ON CONFLICT (token_digest) DO NOTHING;

-- name: find_portfolio(token_digest)^
SELECT id, title, sample FROM portfolio WHERE token_digest = :token_digest;

-- name: rename_portfolio(portfolio, title)!
UPDATE portfolio SET title = :title WHERE id = :portfolio;
