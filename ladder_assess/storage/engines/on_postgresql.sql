-- Statements that PostgreSQL cannot be told as SQLite is, under the names that they have in `queries`.

-- name: pilot_visits(portfolio, wave)
SELECT pilot_visit.id, pilot_link.form, pilot_visit.version, pilot_visit.batch, pilot_visit.document,
    (SELECT CAST(COALESCE(json_object_agg(page, seconds), '{}') AS TEXT)
        FROM pilot_page WHERE visit_id = pilot_visit.id) AS pages
FROM pilot_visit JOIN pilot_link ON pilot_link.id = pilot_visit.link_id
JOIN wave ON wave.id = pilot_link.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: list_wave_comments(portfolio, wave)
SELECT wave_comment.id, wave_comment.form, text, redacted,
    (SELECT CAST(COALESCE(json_agg(theme), '[]') AS TEXT)
        FROM wave_comment_theme WHERE comment_id = wave_comment.id) AS themes
FROM wave_comment JOIN wave ON wave.id = wave_comment.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave ORDER BY wave_comment.id;

-- name: note_register_changes(portfolio, register, account, page, happened, earlier, later, after, last, landed)!
INSERT INTO change (activity_id, revision, item, account_id, page, happened, before, after)
SELECT activity.id, activity.revision + 1, said.value ->> 0, :account, :page, :happened,
    NULLIF(CAST(said.value -> CAST(SUBSTR(:earlier, 3, 1) AS INTEGER) AS TEXT), 'null'),
    NULLIF(CAST(said.value -> CAST(SUBSTR(:later, 3, 1) AS INTEGER) AS TEXT), 'null')
FROM register_row
JOIN activity ON activity.portfolio_id = :portfolio AND activity.number = register_row.number
CROSS JOIN LATERAL json_array_elements(CAST(register_row.changes AS JSON)) WITH ORDINALITY AS said (value, place)
WHERE kind = 'changed' AND register_row.id > :after AND register_row.id <= :last
AND activity.revision = register_row.revision + :landed
AND said.value ->> 0 <> '' AND import_id =
    (SELECT id FROM register_import WHERE portfolio_id = :portfolio AND id = :register)
ORDER BY register_row.id, said.place;
