-- name: latest_run(until)^
SELECT began_on, finished FROM benchmark_run WHERE began_on <= :until ORDER BY began_on DESC LIMIT 1;

-- name: begin_run(began_on)!
INSERT INTO benchmark_run (began_on) VALUES (:began_on) ON CONFLICT (began_on) DO NOTHING;

-- name: finish_run(began_on)!
UPDATE benchmark_run SET finished = 1 WHERE began_on = :began_on;

-- name: days_of_draws()
SELECT indicator, peer_group, drawn_on FROM benchmark_draw;

-- name: last_draws(indicator, until)
SELECT peer_group, MAX(drawn_on) AS drawn_on FROM benchmark_draw
WHERE indicator = :indicator AND drawn_on <= :until GROUP BY peer_group;

-- name: withdrawn_figures(indicator, until)
SELECT peer_group, MAX(withdrawn_on) AS withdrawn_on FROM benchmark_withdrawal
WHERE indicator = :indicator AND withdrawn_on <= :until GROUP BY peer_group;

-- name: insert_draws(peer_group, indicator, drawn_on, organisations, lower, median, upper)*!
INSERT INTO benchmark_draw
    (peer_group, indicator, drawn_on, organisations, lower, median, upper)
VALUES (:peer_group, :indicator, :drawn_on, :organisations, :lower, :median, :upper);

-- name: insert_withdrawals(peer_group, indicator, withdrawn_on)*!
INSERT INTO benchmark_withdrawal (peer_group, indicator, withdrawn_on)
VALUES (:peer_group, :indicator, :withdrawn_on)
ON CONFLICT (peer_group, indicator, withdrawn_on) DO NOTHING;

-- name: figures_of_group(peer_group, until)
SELECT indicator, drawn_on, organisations, lower, median, upper FROM benchmark_draw AS drawn
WHERE peer_group = :peer_group AND drawn_on <= :until AND NOT EXISTS (
    SELECT 1 FROM benchmark_draw AS later WHERE later.peer_group = drawn.peer_group
    AND later.indicator = drawn.indicator AND later.drawn_on > drawn.drawn_on
    AND later.drawn_on <= :until
) AND NOT EXISTS (
    SELECT 1 FROM benchmark_withdrawal AS gone WHERE gone.peer_group = drawn.peer_group
    AND gone.indicator = drawn.indicator AND gone.withdrawn_on > drawn.drawn_on
    AND gone.withdrawn_on <= :until
)
ORDER BY indicator;

-- name: withdrawn_of_group(peer_group, until)
SELECT indicator, (
    SELECT MAX(drawn_on) FROM benchmark_draw AS drawn
    WHERE drawn.peer_group = gone.peer_group AND drawn.indicator = gone.indicator
    AND drawn.drawn_on <= :until
) AS drawn_on, MAX(withdrawn_on) AS withdrawn_on
FROM benchmark_withdrawal AS gone WHERE peer_group = :peer_group AND withdrawn_on <= :until
GROUP BY peer_group, indicator ORDER BY indicator;

-- name: list_runs(most)
SELECT began_on, finished, (
    SELECT COUNT(*) FROM benchmark_draw WHERE drawn_on = began_on
) AS figures
FROM benchmark_run ORDER BY began_on DESC LIMIT :most;

-- name: last_of_releases()^
SELECT ended_on FROM benchmark_ended;

-- name: members()
SELECT organisation.id AS id, organisation.document AS document, organisation.made_on AS made_on,
    COALESCE(confirmed, 0) AS confirmed, membership.account_id AS account_id
FROM organisation LEFT JOIN confirmation ON confirmation.organisation_id = organisation.id
LEFT JOIN membership ON membership.organisation_id = organisation.id AND role = 'owner'
ORDER BY organisation.id;

-- name: contributed_activities(first_day, last_day, first_moment, end_moment, renewing, any)
SELECT organisation_id, document FROM (
    SELECT organisation_id, document, portfolio.made_on AS made_on, COALESCE(
        NULLIF((
            SELECT MAX(happened) FROM change
            WHERE activity_id = activity.id AND :renewing LIKE :any || ' ' || item || ' ' || :any
        ), 0),
        NULLIF(added, 0)
    ) AS happened
    FROM activity JOIN portfolio ON portfolio.id = portfolio_id
    WHERE organisation_id IS NOT NULL
    AND activity.sample = 0 AND exercise = 0 AND portfolio.sample = 0
) AS stated
WHERE happened >= :first_moment AND happened < :end_moment
    OR happened IS NULL AND made_on >= :first_day AND made_on <= :last_day
ORDER BY organisation_id;

-- name: lists_with_respondents()
SELECT DISTINCT organisation_id, portfolio.id AS id, title
FROM wave JOIN portfolio ON portfolio.id = portfolio_id
WHERE organisation_id IS NOT NULL AND sample = 0 AND answered_by = 'respondents'
ORDER BY organisation_id;

-- name: contributed_responses(first_day, last_day)
SELECT organisation_id, response.instrument AS instrument, form, document
FROM instrument_response AS response
JOIN portfolio ON portfolio.id = response.portfolio_id
JOIN wave ON wave.id = response.wave
WHERE organisation_id IS NOT NULL AND sample = 0 AND response.short = 0
AND given_on >= :first_day AND given_on <= :last_day AND NOT EXISTS (
    SELECT 1 FROM instrument_response AS later JOIN wave AS next ON next.id = later.wave
    WHERE later.portfolio_id = response.portfolio_id AND later.instrument = response.instrument
    AND later.short = 0 AND lower(next.about) = lower(wave.about)
    AND (later.given_on > response.given_on
        OR later.given_on = response.given_on AND later.wave > response.wave)
)
ORDER BY organisation_id;

-- name: all_draws()
SELECT peer_group, indicator, drawn_on, organisations, lower, median, upper FROM benchmark_draw;

-- name: all_withdrawals()
SELECT peer_group, indicator, withdrawn_on FROM benchmark_withdrawal;

-- name: all_runs()
SELECT began_on, finished FROM benchmark_run;

-- name: keep_draws(peer_group, indicator, drawn_on, organisations, lower, median, upper)*!
INSERT INTO benchmark_draw
    (peer_group, indicator, drawn_on, organisations, lower, median, upper)
VALUES (:peer_group, :indicator, :drawn_on, :organisations, :lower, :median, :upper)
ON CONFLICT (peer_group, indicator, drawn_on) DO NOTHING;

-- name: keep_runs(began_on, finished)*!
INSERT INTO benchmark_run (began_on, finished) VALUES (:began_on, :finished)
ON CONFLICT (began_on) DO UPDATE SET finished = MAX(benchmark_run.finished, excluded.finished);

-- name: note_lost_draws(until)!
INSERT INTO benchmark_lost (until, since) SELECT :until, COALESCE(MAX(began_on), '') FROM benchmark_run WHERE true
ON CONFLICT (until) DO NOTHING;

-- name: lost_draws()
SELECT since, until FROM benchmark_lost ORDER BY until;

-- name: keep_lost_draws()!
INSERT OR IGNORE INTO benchmark_lost (until, since) SELECT until, since FROM before.benchmark_lost;
