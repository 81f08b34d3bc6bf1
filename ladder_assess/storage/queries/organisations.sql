-- name: insert_organisation(request, name, document, made_on)!
INSERT INTO organisation (id, request, name, document, made_on)
SELECT last + 1, :request, :name, :document, :made_on FROM number_given WHERE kind = 'organisation'
ON CONFLICT (request) DO NOTHING;

-- name: organisation_by_request(request)^
SELECT id, name, document FROM organisation WHERE request = :request;

-- name: find_organisation(organisation)^
SELECT id, name, document FROM organisation WHERE id = :organisation;

-- name: update_organisation(organisation, name, document)!
UPDATE organisation SET name = :name, document = :document
WHERE id = :organisation AND (name <> :name OR document <> :document);

-- name: title_as_organisation(organisation, name)!
UPDATE portfolio SET title = :name WHERE organisation_id = :organisation
AND title = (SELECT name FROM organisation WHERE id = :organisation);

-- name: insert_portfolio_of_organisation(organisation, token_digest, title, made_on)!
INSERT INTO portfolio (id, token_digest, title, sample, made_on, organisation_id)
SELECT last + 1, :token_digest, :title, 0, :made_on, :organisation FROM number_given WHERE kind = 'portfolio'
ON CONFLICT (organisation_id) DO NOTHING;

-- name: portfolio_of_organisation(organisation)^
SELECT id, title, sample FROM portfolio WHERE organisation_id = :organisation;

-- name: organisation_of_portfolio(portfolio)^
SELECT organisation.id, organisation.name, organisation.document
FROM organisation JOIN portfolio ON portfolio.organisation_id = organisation.id
WHERE portfolio.id = :portfolio;

-- name: set_membership(organisation, account, role, rights)!
INSERT INTO membership (organisation_id, account_id, role, rights)
VALUES (:organisation, :account, :role, :rights)
ON CONFLICT (organisation_id, account_id) DO UPDATE SET role = excluded.role, rights = excluded.rights;

-- name: change_membership(organisation, account, role, rights, role_before, rights_before)!
UPDATE membership SET role = :role, rights = :rights
WHERE organisation_id = :organisation AND account_id = :account
    AND role = :role_before AND rights = :rights_before;

-- name: find_membership(organisation, account)^
SELECT organisation_id, account_id, role, rights FROM membership
WHERE organisation_id = :organisation AND account_id = :account;

-- name: end_membership(organisation, account)!
DELETE FROM membership WHERE organisation_id = :organisation AND account_id = :account;

-- name: count_owners(organisation)^
SELECT count(*) AS number FROM membership WHERE organisation_id = :organisation AND role = 'owner';

-- name: people_of(organisation)
SELECT account.id, account.email, account.name, organisation_id, account_id, role, rights
FROM membership JOIN account ON account.id = account_id
WHERE organisation_id = :organisation ORDER BY account.id;

-- name: names_in_organisation(organisation)
SELECT account.id AS account_id, account.name, account.email, membership.role
FROM account LEFT JOIN membership ON account_id = account.id AND organisation_id = :organisation
WHERE role IS NOT NULL OR account.id IN (
    SELECT account_id FROM change JOIN activity ON activity.id = activity_id
    JOIN portfolio ON portfolio.id = portfolio_id WHERE organisation_id = :organisation
    UNION SELECT account_id FROM comment JOIN activity ON activity.id = activity_id
    JOIN portfolio ON portfolio.id = portfolio_id WHERE organisation_id = :organisation
    UNION SELECT account_id FROM agreed_view JOIN activity ON activity.id = activity_id
    JOIN portfolio ON portfolio.id = portfolio_id WHERE organisation_id = :organisation
    UNION SELECT account_id FROM action_change JOIN plan_action ON plan_action.id = action_id
    JOIN portfolio ON portfolio.id = portfolio_id WHERE organisation_id = :organisation
)
ORDER BY account.id;

-- name: organisations_of(account)
SELECT organisation.id, organisation.name, organisation.document, organisation_id, account_id, role, rights
FROM membership JOIN organisation ON organisation.id = organisation_id
WHERE account_id = :account ORDER BY organisation.id;

-- name: decide_confirmation(organisation, confirmed, how, decided_on, account)!
INSERT INTO confirmation (organisation_id, confirmed, how, decided_on, account_id)
VALUES (:organisation, :confirmed, :how, :decided_on, :account)
ON CONFLICT (organisation_id) DO UPDATE SET confirmed = excluded.confirmed, how = excluded.how,
    decided_on = excluded.decided_on, account_id = excluded.account_id, asked_again = 0
WHERE confirmation.confirmed <> excluded.confirmed OR confirmation.how <> excluded.how
    OR confirmation.asked_again <> 0;

-- name: confirm_undecided(organisation, how, decided_on)!
INSERT INTO confirmation (organisation_id, confirmed, how, decided_on)
VALUES (:organisation, 1, :how, :decided_on)
ON CONFLICT (organisation_id) DO NOTHING;

-- name: ask_again(organisation)!
UPDATE confirmation SET asked_again = 1 WHERE organisation_id = :organisation AND confirmed = 0;

-- name: forget_confirmed(organisation)!
DELETE FROM confirmation WHERE organisation_id = :organisation AND confirmed = 1;

-- name: forget_confirmation(organisation)!
DELETE FROM confirmation WHERE organisation_id = :organisation;

-- name: find_confirmation(organisation)^
SELECT confirmed, how, decided_on, asked_again FROM confirmation WHERE organisation_id = :organisation;

-- name: list_confirmations()
SELECT organisation.id AS id, organisation.name AS name, document, made_on,
    confirmed, how, decided_on, asked_again
FROM organisation LEFT JOIN confirmation ON organisation_id = organisation.id
ORDER BY made_on DESC, organisation.id DESC;

-- name: owners_of_all()
SELECT organisation_id, account.id AS account_id, email, proven_by
FROM membership JOIN account ON account.id = account_id
WHERE role = 'owner' ORDER BY organisation_id, account.id;

-- name: note_made(account, made_on, until)!
INSERT INTO organisation_made (account_id, made_on, until) VALUES (:account, :made_on, :until);

-- name: count_made_since(account, day)$
SELECT COUNT(*) FROM organisation_made WHERE account_id = :account AND made_on > :day;

-- name: remember_refusal(sign, account, refused_on, until, organisation)*!
INSERT INTO refused_before (sign, account_id, refused_on, until, stands_as)
SELECT :sign, :account, :refused_on, :until, :organisation
WHERE NOT EXISTS (
    SELECT 1 FROM refused_before
    WHERE stands_as = :organisation AND sign = :sign AND COALESCE(account_id, 0) = COALESCE(CAST(:account AS BIGINT), 0)
);

-- name: forget_refusal(organisation, sign)*!
DELETE FROM refused_before WHERE stands_as = :organisation AND sign = :sign;

-- name: keep_refusal(organisation, until)!
UPDATE refused_before SET stands_as = NULL, until = :until WHERE stands_as = :organisation;

-- name: remembered_refusals()
SELECT sign, account_id, refused_on, stands_as FROM refused_before ORDER BY refused_on;
