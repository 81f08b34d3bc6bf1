-- name: open_release(made_on)^
INSERT INTO benchmark_release (made_on) VALUES (:made_on) RETURNING id;

-- name: finish_release(release)!
UPDATE benchmark_release SET complete = 1 WHERE id = :release;

-- name: latest_release()^
SELECT id, made_on FROM benchmark_release WHERE complete = 1 ORDER BY id DESC LIMIT 1;

-- name: list_releases(most)
SELECT id, made_on, COUNT(DISTINCT peer_group) AS peer_groups, COUNT(peer_group) AS figures
FROM benchmark_release LEFT JOIN benchmark_figure ON release = id
WHERE complete = 1 GROUP BY id, made_on ORDER BY id DESC LIMIT :most;

-- name: unfinished_releases()
SELECT id FROM benchmark_release WHERE complete = 0 ORDER BY id;

-- name: drop_figures(release)!
DELETE FROM benchmark_figure WHERE release = :release;

-- name: drop_atoms(release)!
DELETE FROM benchmark_atom WHERE first = :release;

-- name: reopen_atoms(release)!
UPDATE benchmark_atom SET until = NULL WHERE until = :release;

-- name: drop_release(release)!
DELETE FROM benchmark_release WHERE id = :release;

-- name: complete_releases()
SELECT id FROM benchmark_release WHERE complete = 1 ORDER BY id;

-- name: insert_indicator(name)!
INSERT INTO benchmark_indicator (name) VALUES (:name) ON CONFLICT (name) DO NOTHING;

-- name: list_indicators()
SELECT id, name FROM benchmark_indicator ORDER BY id;

-- name: insert_cells(kind, area, size)*!
INSERT INTO benchmark_cell (kind, area, size) VALUES (:kind, :area, :size)
ON CONFLICT (kind, area, size) DO NOTHING;

-- name: list_cells()
SELECT id, kind, area, size FROM benchmark_cell;

-- name: list_atoms(indicator)
SELECT organisation_id, first, until, band, cell FROM benchmark_atom WHERE indicator = :indicator;

-- name: end_atoms(indicator, organisation, release)*!
UPDATE benchmark_atom SET until = :release
WHERE indicator = :indicator AND organisation_id = :organisation AND until IS NULL;

-- name: insert_atoms(indicator, organisation, release, band, cell)*!
INSERT INTO benchmark_atom (indicator, organisation_id, first, band, cell)
VALUES (:indicator, :organisation, :release, :band, :cell);

-- name: insert_figures(release, peer_group, indicator, counts)*!
INSERT INTO benchmark_figure (release, peer_group, indicator, counts)
VALUES (:release, :peer_group, :indicator, :counts);

-- name: published_groups(indicator)
SELECT release, peer_group FROM benchmark_figure WHERE indicator = :indicator;

-- name: figures_of_group(release, peer_group)
SELECT benchmark_indicator.name AS name, counts
FROM benchmark_figure JOIN benchmark_indicator ON benchmark_indicator.id = indicator
WHERE release = :release AND peer_group = :peer_group;

-- name: contributed_activities()
SELECT organisation_id, document
FROM activity JOIN portfolio ON portfolio.id = portfolio_id
WHERE organisation_id IS NOT NULL AND activity.sample = 0 AND exercise = 0 AND portfolio.sample = 0
ORDER BY organisation_id;

-- name: lists_with_respondents()
SELECT DISTINCT organisation_id, portfolio.id AS id, title
FROM wave JOIN portfolio ON portfolio.id = portfolio_id
WHERE organisation_id IS NOT NULL AND sample = 0 AND answered_by = 'respondents'
ORDER BY organisation_id;

-- name: contributed_responses()
SELECT organisation_id, response.instrument AS instrument, response.short AS short, form, document
FROM instrument_response AS response
JOIN portfolio ON portfolio.id = response.portfolio_id
JOIN wave ON wave.id = response.wave
WHERE organisation_id IS NOT NULL AND sample = 0 AND NOT EXISTS (
    SELECT 1 FROM instrument_response AS later JOIN wave AS next ON next.id = later.wave
    WHERE later.portfolio_id = response.portfolio_id AND later.instrument = response.instrument
    AND lower(next.about) = lower(wave.about)
    AND (later.given_on > response.given_on
        OR later.given_on = response.given_on AND later.wave > response.wave)
)
ORDER BY organisation_id;
