-- name: insert_instrument_response(id, portfolio, instrument, version, form, short, wave, given_on, document, account)!
INSERT INTO instrument_response
    (id, portfolio_id, instrument, version, form, short, wave, given_on, document, account_id)
VALUES (:id, :portfolio, :instrument, :version, :form, :short, :wave, :given_on, :document, :account);

-- name: list_instrument_responses(portfolio)
SELECT instrument, version, form, short, wave, given_on, document FROM instrument_response
WHERE portfolio_id = :portfolio ORDER BY given_on, wave;

-- name: response_in_wave(portfolio, wave)^
SELECT id FROM instrument_response WHERE portfolio_id = :portfolio AND wave = :wave;

-- name: take_in_response(wave, portfolio)!
UPDATE instrument_response SET portfolio_id = :portfolio WHERE wave = :wave;
