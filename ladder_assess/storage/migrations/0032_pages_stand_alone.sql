-- Nothing joins the pages of one person any more: each has an id of its own, worked out from what the
-- person alone has, so that their code still takes back all of them. Nor does anything part a five:
-- all of it has one day, one version of the questions, and the wordings that were agreed to, together.
-- `series` keeps apart what everybody could tell apart: pages under a name, and those of another
-- version of the questions. Batches of before, of both kinds, keep an empty one. Those that were
-- not full when answers came to wait outside the database wait there now too.
-- one_page, waits_again and waits_for are in storage.migrations.waiting_files.
CREATE TABLE old_view AS SELECT point_of_view.id, activity_id, respondents, given_on, consent,
    account_id, page, definition, batch, document
FROM point_of_view JOIN point_of_view_page ON view_id = id;

CREATE TABLE old_view_count AS SELECT activity_id, respondents, page, given, waits_in FROM point_of_view_count;

CREATE TABLE short_view AS SELECT old_view.* FROM old_view
JOIN old_view_count USING (activity_id, respondents, page) WHERE (batch + 1) * 5 > given;

CREATE TABLE old_view_batch AS SELECT activity_id, respondents, page, batch, MAX(given_on) AS given_on,
    MAX(definition) AS definition, group_concat(DISTINCT consent) AS consent
FROM old_view GROUP BY activity_id, respondents, page, batch;

DROP TABLE point_of_view_page;

DROP TABLE point_of_view_count;

DELETE FROM point_of_view;

CREATE TABLE point_of_view_page (
    view_id TEXT PRIMARY KEY REFERENCES point_of_view (id) ON DELETE CASCADE,
    page TEXT NOT NULL,
    definition TEXT NOT NULL,
    series TEXT NOT NULL,
    batch INTEGER NOT NULL,
    document TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER point_of_view_page_stays BEFORE UPDATE ON point_of_view_page BEGIN SELECT RAISE(ABORT, 'a point of view is never changed'); END;

CREATE TABLE point_of_view_count (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    respondents TEXT NOT NULL,
    page TEXT NOT NULL,
    series TEXT NOT NULL,
    given INTEGER NOT NULL,
    waits_in TEXT NOT NULL,
    consents TEXT NOT NULL,
    PRIMARY KEY (activity_id, respondents, page, series)
) WITHOUT ROWID;

INSERT INTO point_of_view (id, activity_id, respondents, given_on, consent, account_id)
SELECT one_page(old_view.id, old_view.page), old_view.activity_id, old_view.respondents,
    old_view_batch.given_on, REPLACE(old_view_batch.consent, ',', ' '), account_id
FROM old_view JOIN old_view_batch USING (activity_id, respondents, page, batch)
JOIN old_view_count USING (activity_id, respondents, page)
WHERE (batch + 1) * 5 <= given OR account_id IS NOT NULL
ORDER BY 1;

INSERT INTO point_of_view_page (view_id, page, definition, series, batch, document)
SELECT one_page(old_view.id, old_view.page), old_view.page, old_view_batch.definition,
    CASE WHEN (batch + 1) * 5 > given THEN old_view_batch.definition || ' named' ELSE '' END,
    CASE WHEN (batch + 1) * 5 > given THEN 0 ELSE batch END,
    document
FROM old_view JOIN old_view_batch USING (activity_id, respondents, page, batch)
JOIN old_view_count USING (activity_id, respondents, page)
WHERE (batch + 1) * 5 <= given OR account_id IS NOT NULL
ORDER BY 1;

INSERT INTO point_of_view_count (activity_id, respondents, page, series, given, waits_in, consents)
SELECT activity_id, respondents, page, '', given - given % 5, '', '' FROM old_view_count
WHERE given >= 5;

INSERT INTO point_of_view_count (activity_id, respondents, page, series, given, waits_in, consents)
SELECT activity_id, respondents, page, series, COUNT(*), '', ''
FROM point_of_view_page JOIN point_of_view ON id = view_id
WHERE series <> '' GROUP BY activity_id, respondents, page, series;

INSERT INTO point_of_view_count (activity_id, respondents, page, series, given, waits_in, consents)
SELECT activity_id, respondents, page, waits_for(waits_in, 'definition', short), 0,
    waits_again(waits_in, page, short, kept), waits_for(waits_in, 'consent', short)
FROM (
    SELECT activity_id, respondents, page, waits_in,
        (SELECT json_group_array(json_object('id', id, 'definition', definition, 'consent', consent,
            'document', document)) FROM short_view
        WHERE short_view.activity_id = old_view_count.activity_id AND account_id IS NULL
            AND short_view.respondents = old_view_count.respondents
            AND short_view.page = old_view_count.page) AS short,
        (SELECT group_concat(id) FROM old_view WHERE old_view.activity_id = old_view_count.activity_id
            AND old_view.page = old_view_count.page) AS kept
    FROM old_view_count
) WHERE waits_for(waits_in, 'definition', short) <> '';

DROP TABLE short_view;

DROP TABLE old_view;

DROP TABLE old_view_count;

DROP TABLE old_view_batch;

CREATE TABLE old_wave_view AS SELECT id, wave_id, form, version, given_on, consent, batch, document FROM wave_view;

CREATE TABLE old_wave_batch AS SELECT wave_id, form, batch, MAX(given_on) AS given_on,
    MAX(version) AS version, group_concat(DISTINCT consent) AS consent
FROM old_wave_view GROUP BY wave_id, form, batch;

CREATE TABLE old_wave_count AS SELECT wave_id, form, given, waits_in FROM wave_view_count;

CREATE TABLE short_wave_view AS SELECT old_wave_view.* FROM old_wave_view
JOIN old_wave_count USING (wave_id, form) WHERE (batch + 1) * 5 > given;

DELETE FROM wave_view;

INSERT INTO wave_view (id, wave_id, form, version, given_on, consent, batch, document)
SELECT id, old_wave_view.wave_id, old_wave_view.form, old_wave_batch.version,
    old_wave_batch.given_on, REPLACE(old_wave_batch.consent, ',', ' '), old_wave_view.batch, document
FROM old_wave_view JOIN old_wave_batch USING (wave_id, form, batch)
WHERE id NOT IN (SELECT id FROM short_wave_view)
ORDER BY id;

DROP TABLE wave_view_count;

CREATE TABLE wave_view_count (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    given INTEGER NOT NULL,
    waits_in TEXT NOT NULL,
    consents TEXT NOT NULL,
    PRIMARY KEY (wave_id, form, version)
) WITHOUT ROWID;

INSERT INTO wave_view_count (wave_id, form, version, given, waits_in, consents)
SELECT wave_id, form, CASE WHEN said <> '' THEN CAST(said AS INTEGER) ELSE newest END,
    given - given % 5, waits_again(waits_in, '', short, kept), waits_for(waits_in, 'consent', short)
FROM (
    SELECT wave_id, form, given, waits_in, short, kept, newest,
        waits_for(waits_in, 'version', short) AS said
    FROM (
        SELECT wave_id, form, given, waits_in,
            (SELECT json_group_array(json_object('id', id, 'version', version, 'consent', consent,
                'document', document)) FROM short_wave_view
            WHERE short_wave_view.wave_id = old_wave_count.wave_id
                AND short_wave_view.form = old_wave_count.form) AS short,
            (SELECT group_concat(id) FROM old_wave_view
            WHERE old_wave_view.wave_id = old_wave_count.wave_id) AS kept,
            COALESCE((SELECT MAX(version) FROM old_wave_batch
            WHERE old_wave_batch.wave_id = old_wave_count.wave_id
                AND old_wave_batch.form = old_wave_count.form), 1) AS newest
        FROM old_wave_count
    )
);

DROP TABLE short_wave_view;

DROP TABLE old_wave_view;

DROP TABLE old_wave_batch;

DROP TABLE old_wave_count;
