-- name: insert_ticket(token_digest, purpose, email, organisation, role, rights, expires, author)^
INSERT INTO ticket (token_digest, purpose, email, organisation_id, role, rights, expires, author_id)
VALUES (:token_digest, :purpose, :email, :organisation, :role, :rights, :expires, :author) RETURNING id;

-- name: find_ticket(token_digest, purpose, now)^
SELECT id, purpose, email, organisation_id, role, rights, expires, author_id, carried_by FROM ticket
WHERE token_digest = :token_digest AND purpose = :purpose AND expires > :now;

-- name: use_ticket(token_digest, purpose, now)^
DELETE FROM ticket WHERE token_digest = :token_digest AND purpose = :purpose AND expires > :now
RETURNING id, purpose, email, organisation_id, role, rights, expires, author_id, carried_by;

-- name: list_invitations(organisation, now)
SELECT id, purpose, email, organisation_id, role, rights, expires, author_id,
    COALESCE((
        SELECT MAX(problem) FROM message WHERE message.ticket_id = ticket.id AND state = 'failed'
    ), '') AS problem
FROM ticket WHERE organisation_id = :organisation AND expires > :now ORDER BY id;

-- name: withdraw_ticket(organisation, ticket)^
DELETE FROM ticket WHERE organisation_id = :organisation AND id = :ticket RETURNING id;

-- name: withdraw_invitations_by(organisation, author)
DELETE FROM ticket WHERE organisation_id = :organisation AND author_id = :author RETURNING id;

-- name: withdraw_invitations_to(organisation, email)!
DELETE FROM ticket WHERE organisation_id = :organisation AND email = :email;

-- name: forget_ways_in(account)!
DELETE FROM ticket WHERE purpose IN ('reset', 'way_in')
    AND email = (SELECT email FROM account WHERE id = :account);

-- name: forget_tickets(purpose, email)!
DELETE FROM ticket WHERE purpose = :purpose AND email = :email;

-- name: carry_ticket(message, way)!
UPDATE ticket SET carried_by = :way
WHERE carried_by = '' AND id = (SELECT ticket_id FROM message WHERE message.id = :message);
