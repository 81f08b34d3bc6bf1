-- name: find_wave_by_request(portfolio, request)^
SELECT number FROM wave WHERE portfolio_id = :portfolio AND request = :request;

-- name: count_waves(portfolio)$
SELECT COUNT(*) FROM wave WHERE portfolio_id = :portfolio;

-- name: insert_wave(portfolio, instrument, short, answered_by, about, opened_on, by_row, elsewhere, request)^
INSERT INTO wave
    (id, portfolio_id, instrument, number, short, answered_by, about, opened_on, by_row, elsewhere, request)
SELECT last + 1, :portfolio, :instrument,
    (SELECT COALESCE(MAX(number), 0) + 1 FROM wave
        WHERE portfolio_id = :portfolio AND instrument = :instrument),
    :short, :answered_by, :about, :opened_on, :by_row, :elsewhere, :request
FROM number_given WHERE kind = 'wave'
RETURNING number;

-- name: list_waves(portfolio)
SELECT id, instrument, number, short, answered_by, about, opened_on, by_row, elsewhere, revision FROM wave
WHERE portfolio_id = :portfolio ORDER BY instrument, number;

-- name: find_wave(portfolio, instrument, number)^
SELECT id, instrument, number, short, answered_by, about, opened_on, by_row, elsewhere, revision FROM wave
WHERE portfolio_id = :portfolio AND instrument = :instrument AND number = :number;

-- name: delete_untouched_wave(portfolio, wave)^
DELETE FROM wave WHERE portfolio_id = :portfolio AND id = :wave
    AND NOT EXISTS (SELECT 1 FROM instrument_response WHERE wave = :wave)
    AND (NOT EXISTS (SELECT 1 FROM wave_link WHERE wave_id = :wave)
        OR EXISTS (SELECT 1 FROM campaign WHERE wave_id = :wave AND state = 'drafted'))
    AND (elsewhere = 0 OR NOT EXISTS (SELECT 1 FROM wave_view_count WHERE wave_id = :wave))
    AND NOT EXISTS (SELECT 1 FROM keyed_sheet WHERE wave_id = :wave)
RETURNING id;

-- name: insert_campaign(portfolio, instrument, number)!
INSERT INTO campaign (wave_id, state)
SELECT id, 'drafted' FROM wave
WHERE portfolio_id = :portfolio AND instrument = :instrument AND number = :number;

-- name: list_campaigns(portfolio)
SELECT campaign.* FROM campaign JOIN wave ON wave.id = campaign.wave_id
WHERE wave.portfolio_id = :portfolio;

-- name: list_campaign_targets(portfolio)
SELECT campaign_target.wave_id, form, target FROM campaign_target
JOIN wave ON wave.id = campaign_target.wave_id WHERE wave.portfolio_id = :portfolio;

-- name: put_campaign(portfolio, wave, state, title, introduction, asked_by, contact, zone, opens_at, closes_at, target, comments, quotas, margins)!
UPDATE campaign SET state = :state, title = :title, introduction = :introduction, asked_by = :asked_by,
    contact = :contact, zone = :zone, opens_at = :opens_at, closes_at = :closes_at, target = :target,
    comments = :comments, quotas = :quotas, margins = :margins
WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: forget_campaign_targets(portfolio, wave)!
DELETE FROM campaign_target
WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: put_campaign_target(portfolio, wave, form, target)!
INSERT INTO campaign_target (wave_id, form, target)
SELECT id, :form, :target FROM wave WHERE portfolio_id = :portfolio AND id = :wave;

-- name: date_wave(portfolio, wave, opened_on)!
UPDATE wave SET opened_on = :opened_on WHERE portfolio_id = :portfolio AND id = :wave;

-- name: count_wave_views_in(portfolio, wave)
SELECT wave_view_count.form, SUM(given) AS given FROM wave_view_count
JOIN wave ON wave.id = wave_view_count.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave GROUP BY wave_view_count.form;

-- name: list_wave_answers(portfolio, wave)
SELECT wave_answer.item, wave_answer.value, wave_answer.revision FROM wave_answer
JOIN wave ON wave.id = wave_answer.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: next_wave_revision(portfolio, wave)^
UPDATE wave SET revision = revision + 1 WHERE portfolio_id = :portfolio AND id = :wave
    AND answered_by = 'organisation'
    AND NOT EXISTS (SELECT 1 FROM instrument_response WHERE wave = :wave)
RETURNING revision;

-- name: put_wave_answer(wave, item, value, revision)!
INSERT INTO wave_answer (wave_id, item, value, revision)
VALUES (:wave, :item, :value, :revision)
ON CONFLICT (wave_id, item) DO UPDATE SET value = excluded.value, revision = excluded.revision;

-- name: forget_wave_answers(wave)!
DELETE FROM wave_answer WHERE wave_id = :wave;

-- name: insert_wave_link(portfolio, wave, form, request, token_digest, many)!
INSERT INTO wave_link (wave_id, form, request, token_digest, many)
SELECT id, :form, :request, :token_digest, :many FROM wave
WHERE portfolio_id = :portfolio AND id = :wave AND answered_by = 'respondents' AND elsewhere = 0
ON CONFLICT DO NOTHING;

-- name: insert_links_once(request, token_digest)*!
INSERT INTO wave_link_once (token_digest, wave_id, form, link_id)
SELECT :token_digest, wave_id, form, id FROM wave_link WHERE request = :request;

-- name: find_used_link(token_digest)^
SELECT used FROM wave_link_once WHERE token_digest = :token_digest AND used = 1;

-- name: mark_used_links(token_digest)*!
UPDATE wave_link_once SET used = 1 WHERE token_digest = :token_digest;

-- name: list_wave_links(portfolio, wave)
SELECT wave_link.form, wave_link.request, wave_link.closed, wave_link.many FROM wave_link
JOIN wave ON wave.id = wave_link.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave ORDER BY wave_link.id;

-- name: close_wave_link(portfolio, wave, form, at)!
UPDATE wave_link SET closed = 1, closed_at = :at WHERE form = :form AND closed = 0
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: find_wave_link(token_digest)^
SELECT wave_link.form, wave_link.closed, wave_link.closed_at, wave_link.many, portfolio.title AS list_title,
    portfolio.organisation_id, organisation.name AS organisation,
    wave.id, wave.instrument, wave.number, wave.short, wave.answered_by, wave.about,
    wave.opened_on, wave.by_row, wave.elsewhere, wave.revision, campaign.*
FROM wave_link
JOIN wave ON wave.id = wave_link.wave_id
JOIN campaign ON campaign.wave_id = wave.id
JOIN portfolio ON portfolio.id = wave.portfolio_id
LEFT JOIN organisation ON organisation.id = portfolio.organisation_id
WHERE (wave_link.token_digest = :token_digest AND wave_link.many = 0)
    OR wave_link.id = (SELECT link_id FROM wave_link_once WHERE token_digest = :token_digest);

-- name: wave_link_takes(token_digest)^
SELECT wave_link.wave_id, form, many, closed, closed_at, state, opens_at, closes_at FROM wave_link
JOIN campaign ON campaign.wave_id = wave_link.wave_id
WHERE (token_digest = :token_digest AND many = 0)
    OR id = (SELECT link_id FROM wave_link_once WHERE token_digest = :token_digest);

-- name: wave_takes_brought(portfolio, wave)^
SELECT state, opens_at, closes_at FROM campaign JOIN wave ON wave.id = campaign.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave.elsewhere = 1;

-- name: find_wave_view(id)^
SELECT id FROM wave_view WHERE id = :id;

-- name: wave_views_waiting(wave, form, version)^
SELECT waits_in, consents FROM wave_view_count
WHERE wave_id = :wave AND form = :form AND version = :version;

-- name: wave_views_wait_in(wave, form, version, name, consents)!
INSERT INTO wave_view_count (wave_id, form, version, given, waits_in, consents)
VALUES (:wave, :form, :version, 0, :name, :consents)
ON CONFLICT (wave_id, form, version)
DO UPDATE SET waits_in = excluded.waits_in, consents = excluded.consents;

-- name: count_wave_views(wave, form, version, more)!
UPDATE wave_view_count SET given = given + :more, waits_in = '', consents = ''
WHERE wave_id = :wave AND form = :form AND version = :version;

-- name: count_of_wave_views(wave, form)$
SELECT SUM(given) FROM wave_view_count WHERE wave_id = :wave AND form = :form;

-- name: list_answer_counts(portfolio, wave)
SELECT wave_answer_count.form, item, option, shown, waits FROM wave_answer_count
JOIN wave ON wave.id = wave_answer_count.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: counts_of_wave(wave)
SELECT form, item, option, shown, waits FROM wave_answer_count WHERE wave_id = :wave;

-- name: answer_counts_of(wave, form)
SELECT item, option, shown, waits FROM wave_answer_count WHERE wave_id = :wave AND form = :form;

-- name: put_answer_counts(wave, form, item, option, shown, waits)*!
INSERT INTO wave_answer_count (wave_id, form, item, option, shown, waits)
VALUES (:wave, :form, :item, :option, :shown, :waits)
ON CONFLICT (wave_id, form, item, option) DO UPDATE SET shown = excluded.shown, waits = excluded.waits;

-- name: forget_answer_counts(wave, form)!
DELETE FROM wave_answer_count WHERE wave_id = :wave AND form = :form;

-- name: list_counted_groups()
SELECT wave_id, form, SUM(given) AS given, (SELECT COALESCE(SUM(shown), 0) FROM wave_answer_count
    WHERE wave_answer_count.wave_id = wave_view_count.wave_id
    AND wave_answer_count.form = wave_view_count.form AND item = '') AS counted
FROM wave_view_count GROUP BY wave_id, form;

-- name: list_answers_in_order(wave, form)
SELECT batch, CAST(version AS TEXT) AS series, given_on, document FROM wave_view
WHERE wave_id = :wave AND form = :form ORDER BY batch, series;

-- name: list_answered_versions(portfolio, wave)
SELECT DISTINCT version FROM wave_view_count JOIN wave ON wave.id = wave_view_count.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND given > 0 ORDER BY version;

-- name: list_wave_views_waiting(portfolio, wave)
SELECT wave_view_count.form, version, waits_in FROM wave_view_count
JOIN wave ON wave.id = wave_view_count.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND waits_in <> '';

-- name: insert_wave_view(id, wave, form, version, given_on, consent, batch, document)!
INSERT INTO wave_view (id, wave_id, form, version, given_on, consent, batch, document)
VALUES (:id, :wave, :form, :version, :given_on, :consent, :batch, :document);

-- name: list_wave_views(portfolio, wave)
SELECT wave_view.id, wave_view.form, wave_view.batch, wave_view.version, wave_view.document
FROM wave_view JOIN wave ON wave.id = wave_view.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: ids_of_answer_rows(portfolio, wave)
SELECT wave_view.id FROM wave_view JOIN wave ON wave.id = wave_view.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave.by_row = 1
ORDER BY wave_view.id;

-- name: list_answer_rows(portfolio, wave, first, last)
SELECT wave_view.id, wave_view.form, wave_view.version, wave_view.document
FROM wave_view JOIN wave ON wave.id = wave_view.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave.by_row = 1
    AND wave_view.id >= :first AND wave_view.id <= :last
ORDER BY wave_view.id;

-- name: list_rows_in_fives(portfolio, wave)
SELECT wave_view.form, wave_view.version, wave_view.batch, wave_view.document
FROM wave_view JOIN wave ON wave.id = wave_view.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave.by_row = 1
ORDER BY wave_view.form, wave_view.batch, wave_view.version, wave_view.id;

-- name: count_answer_rows(portfolio, wave)$
SELECT COUNT(*) FROM wave_view JOIN wave ON wave.id = wave_view.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave.by_row = 1;

-- name: insert_wave_comment(id, wave, form, text)!
INSERT INTO wave_comment (id, wave_id, form, text) VALUES (:id, :wave, :form, :text);

-- name: list_wave_comments(portfolio, wave)
SELECT wave_comment.id, wave_comment.form, text, redacted,
    (SELECT json_group_array(theme) FROM wave_comment_theme WHERE comment_id = wave_comment.id) AS themes
FROM wave_comment JOIN wave ON wave.id = wave_comment.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave ORDER BY wave_comment.id;

-- name: redact_wave_comment(portfolio, wave, comment, text)!
UPDATE wave_comment SET text = :text, redacted = redacted + 1 WHERE id = :comment
    AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: forget_comment_themes(portfolio, wave, comment)!
DELETE FROM wave_comment_theme WHERE comment_id = (SELECT wave_comment.id FROM wave_comment
    JOIN wave ON wave.id = wave_id
    WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave_comment.id = :comment);

-- name: put_comment_theme(portfolio, wave, comment, theme)!
INSERT INTO wave_comment_theme (comment_id, theme)
SELECT wave_comment.id, :theme FROM wave_comment JOIN wave ON wave.id = wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND wave_comment.id = :comment;

-- name: waves_to_take_in(portfolio)
SELECT id, instrument FROM wave WHERE portfolio_id = :portfolio ORDER BY instrument, number;

-- name: take_in_wave(wave, portfolio, instrument, request)!
UPDATE wave SET portfolio_id = :portfolio, request = :request, number =
    (SELECT COALESCE(MAX(number), 0) + 1 FROM wave
        WHERE portfolio_id = :portfolio AND instrument = :instrument)
WHERE id = :wave;

-- Of pilots: nothing but storage.campaigns.pilots calls these, and no other statement names their tables.

-- name: pilot_open(portfolio, wave, form, request, token_digest)!
INSERT INTO pilot_link (wave_id, form, request, token_digest)
SELECT wave.id, :form, :request, :token_digest FROM wave JOIN campaign ON campaign.wave_id = wave.id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND campaign.state = 'drafted'
ON CONFLICT DO NOTHING;

-- name: pilot_links(portfolio, wave)
SELECT pilot_link.form, pilot_link.request FROM pilot_link JOIN wave ON wave.id = pilot_link.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave ORDER BY pilot_link.id;

-- name: pilot_of_token(token_digest)^
SELECT pilot_link.id AS link_id, pilot_link.form, portfolio.title AS list_title, organisation.name AS organisation,
    wave.id, wave.instrument, wave.number, wave.short, wave.answered_by, wave.about,
    wave.opened_on, wave.by_row, wave.elsewhere, wave.revision, campaign.*
FROM pilot_link
JOIN wave ON wave.id = pilot_link.wave_id
JOIN campaign ON campaign.wave_id = wave.id
JOIN portfolio ON portfolio.id = wave.portfolio_id
LEFT JOIN organisation ON organisation.id = portfolio.organisation_id
WHERE pilot_link.token_digest = :token_digest;

-- name: pilot_begin(token_digest, id, version, consent, now)!
INSERT INTO pilot_visit (id, link_id, version, consent, seen)
SELECT :id, id, :version, :consent, :now FROM pilot_link WHERE token_digest = :token_digest
ON CONFLICT DO NOTHING;

-- name: pilot_leave_page(id, page, now)!
INSERT INTO pilot_page (visit_id, page, seconds)
SELECT id, :page, MAX(0, :now - seen) FROM pilot_visit WHERE id = :id AND document IS NULL
ON CONFLICT (visit_id, page) DO UPDATE SET seconds = pilot_page.seconds + excluded.seconds;

-- name: pilot_see(id, now)!
UPDATE pilot_visit SET seen = :now WHERE id = :id;

-- name: pilot_send(token_digest, id, document, fives)!
UPDATE pilot_visit SET document = :document, batch =
    (SELECT COUNT(document) FROM pilot_visit AS other
        WHERE other.link_id = pilot_visit.link_id AND other.version = pilot_visit.version) / :fives
WHERE id = :id AND document IS NULL
    AND link_id = (SELECT id FROM pilot_link WHERE token_digest = :token_digest);

-- name: pilot_find(token_digest, id)^
SELECT pilot_visit.document IS NOT NULL AS sent FROM pilot_visit JOIN pilot_link ON pilot_link.id = link_id
WHERE pilot_visit.id = :id AND token_digest = :token_digest;

-- name: pilot_visits(portfolio, wave)
SELECT pilot_visit.id, pilot_link.form, pilot_visit.version, pilot_visit.batch, pilot_visit.document,
    (SELECT json_group_object(page, seconds) FROM pilot_page WHERE visit_id = pilot_visit.id) AS pages
FROM pilot_visit JOIN pilot_link ON pilot_link.id = pilot_visit.link_id
JOIN wave ON wave.id = pilot_link.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: pilot_throw_away(portfolio, wave)!
DELETE FROM pilot_link WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: add_paces(wave, form, pace, people)*!
INSERT INTO wave_pace (wave_id, form, pace, people) VALUES (:wave, :form, :pace, :people)
ON CONFLICT (wave_id, form, pace) DO UPDATE SET people = wave_pace.people + excluded.people;

-- name: add_stops(wave, form, place, people)*!
INSERT INTO wave_stop (wave_id, form, place, people)
SELECT id, :form, :place, :people FROM wave WHERE id = :wave
ON CONFLICT (wave_id, form, place) DO UPDATE SET people = wave_stop.people + excluded.people;

-- name: list_paces(portfolio, wave)
SELECT form, pace, people FROM wave_pace JOIN wave ON wave.id = wave_pace.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: list_stops(portfolio, wave)
SELECT form, place, people FROM wave_stop JOIN wave ON wave.id = wave_stop.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: list_days_of_answers(portfolio, wave)
SELECT form, option AS given_on, shown AS people FROM wave_answer_count
JOIN wave ON wave.id = wave_answer_count.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND item = '' ORDER BY given_on;

-- name: put_wave_file(portfolio, wave, kind, day)$
INSERT INTO wave_file (wave_id, kind, state, made_on)
SELECT id, :kind, 'waiting', :day FROM wave WHERE portfolio_id = :portfolio AND id = :wave
ON CONFLICT (wave_id, kind) DO UPDATE SET state = 'waiting', made_on = :day, content = NULL
RETURNING id;

-- name: find_wave_file(portfolio, wave, kind)^
SELECT wave_file.id, kind, state, wave_file.made_on, content FROM wave_file
JOIN wave ON wave.id = wave_file.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND kind = :kind;

-- name: wanted_wave_file(file)^
SELECT wave.*, wave_file.kind, wave_file.made_on AS day, portfolio.title, portfolio.sample FROM wave_file
JOIN wave ON wave.id = wave_file.wave_id
JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE wave_file.id = :file AND wave_file.state = 'waiting';

-- name: note_wave_file(portfolio, wave, kind, state, content)!
UPDATE wave_file SET state = :state, content = :content
WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave)
    AND kind = :kind AND state = 'waiting';

-- name: add_keyed_sheet(portfolio, wave, number, form, view)!
INSERT INTO keyed_sheet (wave_id, number, form, state, view)
SELECT id, :number, :form, 'begun', :view FROM wave
WHERE portfolio_id = :portfolio AND id = :wave AND elsewhere = 1
ON CONFLICT (wave_id, number) DO NOTHING;

-- name: list_keyed_sheets(portfolio, wave)
SELECT keyed_sheet.number, form, state, keyed, keyed_again, comment, view, keyed_sheet.revision
FROM keyed_sheet JOIN wave ON wave.id = keyed_sheet.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave ORDER BY keyed_sheet.number;

-- name: find_keyed_sheet(portfolio, wave, sheet)^
SELECT keyed_sheet.number, form, state, keyed, keyed_again, comment, view, keyed_sheet.revision
FROM keyed_sheet JOIN wave ON wave.id = keyed_sheet.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND keyed_sheet.number = :sheet;

-- name: put_keyed_sheet(portfolio, wave, sheet, state, keyed, keyed_again, comment, view, seen)!
UPDATE keyed_sheet SET state = :state, keyed = :keyed, keyed_again = :keyed_again, comment = :comment,
    view = :view, revision = revision + 1
WHERE number = :sheet AND state <> 'counted' AND revision = :seen
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: drop_keyed_sheet(portfolio, wave, sheet)!
DELETE FROM keyed_sheet WHERE number = :sheet AND state <> 'counted'
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);
