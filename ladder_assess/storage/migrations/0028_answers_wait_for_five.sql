-- Anonymous answers wait outside the database until five of a group are there (storage.answer_mix):
-- `waits_in` names the file; `given` counts those that are in the database.
ALTER TABLE wave_view_count ADD COLUMN waits_in TEXT NOT NULL DEFAULT '';

ALTER TABLE point_of_view_count ADD COLUMN waits_in TEXT NOT NULL DEFAULT '';

-- What was written in the order of its coming is written anew in the order of its random ids, each
-- batch under its last day. The file is then made anew, so that nothing of the old order is left.
CREATE TABLE old_wave_view AS SELECT id, wave_id, form, version, consent, batch, document,
    MAX(given_on) OVER (PARTITION BY wave_id, form, batch) AS given_on FROM wave_view;

DELETE FROM wave_view;

INSERT INTO wave_view (id, wave_id, form, version, given_on, consent, batch, document)
SELECT id, wave_id, form, version, given_on, consent, batch, document FROM old_wave_view ORDER BY id;

DROP TABLE old_wave_view;

CREATE TABLE old_view_page AS SELECT view_id, page, definition, batch, document FROM point_of_view_page;

CREATE TABLE old_view AS SELECT id, activity_id, respondents, consent, account_id,
    MAX(given_on) OVER (PARTITION BY activity_id, respondents,
        (SELECT MIN(batch) FROM old_view_page WHERE view_id = point_of_view.id)) AS given_on
FROM point_of_view;

DELETE FROM point_of_view;

INSERT INTO point_of_view (id, activity_id, respondents, given_on, consent, account_id)
SELECT id, activity_id, respondents, given_on, consent, account_id FROM old_view ORDER BY id;

INSERT INTO point_of_view_page (view_id, page, definition, batch, document)
SELECT view_id, page, definition, batch, document FROM old_view_page ORDER BY view_id, page;

DROP TABLE old_view;

DROP TABLE old_view_page;
