-- name: insert_contact_import(portfolio, wave, account, request, happened, name, form, content)!
INSERT INTO contact_import (wave_id, account_id, request, happened, name, form, content)
SELECT id, :account, :request, :happened, :name, :form, :content FROM wave
WHERE portfolio_id = :portfolio AND id = :wave AND answered_by = 'respondents'
ON CONFLICT (wave_id, request) DO NOTHING;

-- name: contact_import_by_request(portfolio, wave, request)$
SELECT contact_import.id FROM contact_import JOIN wave ON wave.id = contact_import.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact_import.request = :request;

-- name: drop_other_contact_imports(portfolio, wave, keep)!
DELETE FROM contact_import WHERE id <> :keep
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: find_contact_import(portfolio, wave, list)^
SELECT contact_import.id, contact_import.name, contact_import.state, contact_import.form, contact_import.document
FROM contact_import
JOIN wave ON wave.id = contact_import.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact_import.id = :list;

-- name: open_contact_import(portfolio, wave)$
SELECT contact_import.id FROM contact_import JOIN wave ON wave.id = contact_import.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact_import.state <> 'failed';

-- name: wanted_contact_import(list)^
SELECT contact_import.id, contact_import.form, contact_import.content, contact_import.name,
    portfolio.id AS portfolio, portfolio.title, portfolio.sample,
    portfolio.organisation_id AS organisation, wave.id AS wave, wave.instrument
FROM contact_import JOIN wave ON wave.id = contact_import.wave_id
JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE contact_import.id = :list AND contact_import.state = 'waiting';

-- name: finish_contact_import(portfolio, wave, list, state, document, people)!
UPDATE contact_import SET state = :state, document = :document, people = :people, content = NULL
WHERE id = :list AND state = 'waiting'
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: people_of_contact_import(portfolio, wave, list)$
SELECT contact_import.people FROM contact_import JOIN wave ON wave.id = contact_import.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact_import.id = :list
AND contact_import.state = 'shown';

-- name: drop_contact_import(portfolio, wave, list)!
DELETE FROM contact_import WHERE id = :list
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: insert_contacts(portfolio, wave, form, address, mailbox, sign, name, fields, added_on)*!
INSERT INTO contact (wave_id, form, address, mailbox, sign, name, fields, added_on)
SELECT wave.id, :form, :address, :mailbox, :sign, :name, :fields, :added_on
FROM wave JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE portfolio.id = :portfolio AND wave.id = :wave
AND NOT EXISTS (SELECT 1 FROM unsubscribed
    WHERE unsubscribed.organisation_id = portfolio.organisation_id AND unsubscribed.sign = :sign)
ON CONFLICT (wave_id, mailbox) DO NOTHING;

-- name: count_contacts(portfolio, wave)$
SELECT COUNT(*) FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: mailboxes_of_contacts(portfolio, wave)
SELECT contact.mailbox FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave;

-- name: list_contacts(portfolio, wave, most, skip)
SELECT contact.id, contact.form, contact.address, contact.name, contact.fields,
    EXISTS (SELECT 1 FROM unsubscribed WHERE unsubscribed.sign = contact.sign
        AND unsubscribed.organisation_id = portfolio.organisation_id) AS unsubscribed
FROM contact JOIN wave ON wave.id = contact.wave_id JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE portfolio.id = :portfolio AND wave.id = :wave
ORDER BY contact.mailbox LIMIT :most OFFSET :skip;

-- name: contacts_by_form(portfolio, wave)
SELECT contact.form, COUNT(*) AS contacts FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave GROUP BY contact.form;

-- name: find_contact(portfolio, wave, contact)^
SELECT contact.id, contact.form, contact.address, contact.name, contact.fields, 0 AS unsubscribed
FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact.id = :contact;

-- name: delete_contact(portfolio, wave, contact)!
DELETE FROM contact WHERE id = :contact
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: delete_contacts(portfolio, wave)!
DELETE FROM contact
WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: signs_of_unsubscribed(organisation)
SELECT sign FROM unsubscribed WHERE organisation_id = :organisation;

-- name: put_unsubscribed(organisation, sign)!
INSERT INTO unsubscribed (organisation_id, sign)
SELECT id, :sign FROM organisation WHERE id = :organisation ON CONFLICT DO NOTHING;
