-- name: overview_of_organisations()
SELECT organisation.id, name, document, made_on,
    (SELECT count(*) FROM membership WHERE organisation_id = organisation.id) AS people,
    (SELECT count(*) FROM membership WHERE organisation_id = organisation.id AND role = 'owner') AS owners
FROM organisation ORDER BY organisation.id;
