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
SELECT contact.id, contact.form, contact.address, contact.name, contact.fields, contact.problem,
    contact.invited_on, EXISTS (SELECT 1 FROM unsubscribed WHERE unsubscribed.sign = contact.sign
        AND unsubscribed.organisation_id = portfolio.organisation_id) AS unsubscribed
FROM contact JOIN wave ON wave.id = contact.wave_id JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE portfolio.id = :portfolio AND wave.id = :wave
ORDER BY contact.mailbox LIMIT :most OFFSET :skip;

-- name: contacts_by_form(portfolio, wave)
SELECT contact.form, COUNT(*) AS contacts FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave GROUP BY contact.form;

-- name: find_contact(portfolio, wave, contact)^
SELECT contact.id, contact.form, contact.address, contact.name, contact.fields, contact.problem,
    contact.invited_on, 0 AS unsubscribed
FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact.id = :contact;

-- name: fields_of_contacts(portfolio, wave, most)
SELECT DISTINCT contact.fields FROM contact JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave LIMIT :most;

-- name: delete_contact(portfolio, wave, contact)!
DELETE FROM contact WHERE id = :contact
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: delete_contacts(portfolio, wave, most)!
DELETE FROM contact WHERE id IN (SELECT id FROM contact
    WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave)
    ORDER BY id LIMIT :most);

-- name: signs_of_unsubscribed(organisation)
SELECT sign FROM unsubscribed WHERE organisation_id = :organisation;

-- name: put_unsubscribed(organisation, sign)!
INSERT INTO unsubscribed (organisation_id, sign)
SELECT id, :sign FROM organisation WHERE id = :organisation ON CONFLICT DO NOTHING;

-- name: mailing_to_prepare()^
SELECT mailing.id, mailing.kind, mailing.prepared, mailing.wave_id AS wave, portfolio.organisation_id AS organisation
FROM mailing JOIN wave ON wave.id = mailing.wave_id
JOIN portfolio ON portfolio.id = wave.portfolio_id
WHERE mailing.state = 'sending' AND mailing.prepared IS NOT NULL ORDER BY mailing.id LIMIT 1;

-- name: contacts_to_prepare(wave, after, most)
SELECT id, form, request, link_digest FROM contact WHERE wave_id = :wave AND id > :after
ORDER BY id LIMIT :most;

-- name: latest_link_of_form(wave, form)$
SELECT request FROM wave_link WHERE wave_id = :wave AND form = :form ORDER BY id DESC LIMIT 1;

-- name: put_contact_link(contact, request, link_digest)*!
UPDATE contact SET request = :request, link_digest = :link_digest WHERE id = :contact;

-- name: move_contact_links(contact, request)*!
UPDATE wave_link_once SET link_id = (SELECT id FROM wave_link WHERE wave_link.request = :request)
WHERE token_digest = (SELECT link_digest FROM contact WHERE id = :contact);

-- name: count_links_once(request)!
UPDATE wave_link SET many = MAX(1, (SELECT COUNT(*) FROM wave_link_once WHERE link_id = wave_link.id))
WHERE request = :request;

-- name: drop_link_of_contact(portfolio, wave, contact)!
DELETE FROM wave_link_once WHERE token_digest <> '' AND token_digest = (
    SELECT link_digest FROM contact JOIN wave ON wave.id = contact.wave_id
    WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND contact.id = :contact);

-- name: drop_links_of_contacts(portfolio, wave, most)!
DELETE FROM wave_link_once WHERE token_digest <> '' AND token_digest IN (
    SELECT link_digest FROM contact
    WHERE wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave)
    ORDER BY id LIMIT :most);

-- name: insert_mailing(portfolio, wave, account, request, kind, trial_to, subject, body, day, total, prepared)!
INSERT INTO mailing (wave_id, account_id, request, kind, trial_to, title, body, started_on, total, prepared)
SELECT id, :account, :request, :kind, :trial_to, :subject, :body, :day, :total, :prepared FROM wave
WHERE portfolio_id = :portfolio AND id = :wave ON CONFLICT DO NOTHING;

-- name: insert_deliveries(wave, mailing, kind, organisation, after, last)!
INSERT INTO delivery (mailing_id, contact_id, due)
SELECT :mailing, contact.id,
    (unicode(link_digest) * 128 + unicode(substr(link_digest, 2))) * 128 + unicode(substr(link_digest, 3))
FROM contact
JOIN wave_link_once ON wave_link_once.token_digest = contact.link_digest
WHERE contact.wave_id = :wave AND contact.id > :after AND contact.id <= :last
AND contact.problem NOT LIKE 'refused%'
AND (contact.invited_on = '') = (:kind = 'invitation')
AND NOT EXISTS (SELECT 1 FROM unsubscribed
    WHERE unsubscribed.organisation_id = :organisation AND unsubscribed.sign = contact.sign);

-- name: count_to_write_to(portfolio, wave, kind, organisation)$
SELECT COUNT(*) FROM contact
JOIN wave ON wave.id = contact.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave
AND contact.problem NOT LIKE 'refused%'
AND (contact.invited_on = '') = (:kind = 'invitation')
AND NOT EXISTS (SELECT 1 FROM unsubscribed
    WHERE unsubscribed.organisation_id = :organisation AND unsubscribed.sign = contact.sign);

-- name: note_prepared(mailing, prepared)!
UPDATE mailing SET prepared = :prepared WHERE id = :mailing;

-- name: end_preparing(mailing)!
UPDATE mailing SET prepared = NULL, total = (SELECT COUNT(*) FROM delivery WHERE mailing_id = mailing.id)
WHERE id = :mailing;

-- name: list_mailings(portfolio, wave)
SELECT mailing.id, mailing.kind, mailing.title AS subject, mailing.state, mailing.started_on, mailing.total,
    mailing.sent, mailing.refused, mailing.left_out, mailing.problem, mailing.due,
    (SELECT COUNT(*) FROM delivery WHERE delivery.mailing_id = mailing.id AND delivery.tries > 0) AS again
FROM mailing JOIN wave ON wave.id = mailing.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND mailing.kind <> 'trial'
ORDER BY mailing.id DESC;

-- name: last_texts_of_mailing(portfolio, wave, kind)^
SELECT mailing.title AS subject, mailing.body FROM mailing JOIN wave ON wave.id = mailing.wave_id
WHERE wave.portfolio_id = :portfolio AND wave.id = :wave AND mailing.kind = :kind
ORDER BY mailing.id DESC LIMIT 1;

-- name: step_mailing(portfolio, wave, mailing, before, after)!
UPDATE mailing SET state = :after, due = 0, tries = 0 WHERE id = :mailing AND state = :before
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: count_due_mailings(now)$
SELECT COUNT(*) FROM mailing WHERE state = 'sending' AND due <= :now AND (kind = 'trial'
    OR prepared IS NOT NULL OR EXISTS (SELECT 1 FROM delivery WHERE mailing_id = mailing.id AND delivery.due <= :now));

-- name: claim_trial(now, again)^
UPDATE mailing SET due = :again, tries = tries + 1 WHERE id = (SELECT id FROM mailing
    WHERE kind = 'trial' AND state = 'sending' AND due <= :now ORDER BY due, id LIMIT 1)
RETURNING id, wave_id, title AS subject, body, trial_to, tries;

-- name: find_due_delivery(now)^
SELECT delivery.mailing_id, delivery.contact_id FROM delivery
WHERE delivery.due <= :now AND delivery.mailing_id = (
    SELECT MIN(mailing.id) FROM mailing
    JOIN wave ON wave.id = mailing.wave_id
    JOIN portfolio ON portfolio.id = wave.portfolio_id
    WHERE mailing.state = 'sending' AND mailing.due <= :now AND mailing.prepared IS NULL
    AND EXISTS (SELECT 1 FROM delivery AS own WHERE own.mailing_id = mailing.id AND own.due <= :now)
    GROUP BY portfolio.organisation_id ORDER BY random() LIMIT 1
)
ORDER BY delivery.due, delivery.contact_id LIMIT 1;

-- name: claim_delivery(mailing, contact, again)^
UPDATE delivery SET due = :again, tries = tries + 1
WHERE mailing_id = :mailing AND contact_id = :contact RETURNING tries;

-- name: find_delivery(mailing, contact)^
SELECT mailing.kind, mailing.title AS subject, mailing.body, contact.address, contact.name, contact.fields,
    contact.request, contact.sign, portfolio.organisation_id AS organisation,
    COALESCE(NULLIF(campaign.asked_by, ''), organisation.name) AS organisation_name,
    campaign.state AS campaign_state, campaign.opens_at, campaign.closes_at, campaign.zone,
    wave_link.closed, wave_link_once.used,
    EXISTS (SELECT 1 FROM unsubscribed WHERE unsubscribed.sign = contact.sign
        AND unsubscribed.organisation_id = portfolio.organisation_id) AS unsubscribed
FROM contact JOIN mailing ON mailing.id = :mailing
JOIN wave ON wave.id = contact.wave_id
JOIN portfolio ON portfolio.id = wave.portfolio_id
JOIN organisation ON organisation.id = portfolio.organisation_id
JOIN campaign ON campaign.wave_id = wave.id
LEFT JOIN wave_link_once ON wave_link_once.token_digest = contact.link_digest
LEFT JOIN wave_link ON wave_link.id = wave_link_once.link_id
WHERE contact.id = :contact;

-- name: organisation_of_mailing(mailing)^
SELECT organisation.id, COALESCE(NULLIF(campaign.asked_by, ''), organisation.name) AS name,
    campaign.closes_at, campaign.zone
FROM mailing JOIN wave ON wave.id = mailing.wave_id
JOIN campaign ON campaign.wave_id = wave.id
JOIN portfolio ON portfolio.id = wave.portfolio_id
JOIN organisation ON organisation.id = portfolio.organisation_id
WHERE mailing.id = :mailing;

-- name: drop_delivery(mailing, contact)!
DELETE FROM delivery WHERE mailing_id = :mailing AND contact_id = :contact;

-- name: put_off_delivery(mailing, contact, due, tries)!
UPDATE delivery SET due = :due, tries = :tries WHERE mailing_id = :mailing AND contact_id = :contact;

-- name: note_on_contact(contact, problem)!
UPDATE contact SET problem = :problem WHERE id = :contact AND problem NOT LIKE 'refused back%';

-- name: note_bounce(portfolio, wave, mailbox, problem)!
UPDATE contact SET problem = :problem WHERE mailbox = :mailbox AND problem NOT LIKE 'refused%'
AND wave_id = (SELECT id FROM wave WHERE portfolio_id = :portfolio AND id = :wave);

-- name: note_invited(contact, day)!
UPDATE contact SET invited_on = :day WHERE id = :contact AND invited_on = '';

-- name: count_on_mailing(mailing, sent, refused, left_out)!
UPDATE mailing SET sent = sent + :sent, refused = refused + :refused, left_out = left_out + :left_out,
    tries = 0, problem = '', due = 0 WHERE id = :mailing;

-- name: put_off_mailing(mailing, problem, due)!
UPDATE mailing SET problem = :problem, due = :due WHERE id = :mailing;

-- name: count_tries_of_mailing(mailing)$
UPDATE mailing SET tries = tries + 1 WHERE id = :mailing RETURNING tries;

-- name: finish_mailing(mailing)!
UPDATE mailing SET state = 'done' WHERE id = :mailing AND kind <> 'trial' AND prepared IS NULL
AND NOT EXISTS (SELECT 1 FROM delivery WHERE mailing_id = mailing.id);

-- name: drop_trial(mailing)!
DELETE FROM mailing WHERE id = :mailing AND kind = 'trial';
