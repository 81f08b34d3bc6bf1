-- name: insert_workshop(request, token_digest, code, title, agenda, day)!
INSERT INTO workshop (request, token_digest, code, title, agenda, made_on, last_used)
VALUES (:request, :token_digest, :code, :title, :agenda, :day, :day);

-- name: find_workshop(token_digest)^
SELECT * FROM workshop WHERE token_digest = :token_digest;

-- name: find_workshop_by_code(code)^
SELECT * FROM workshop WHERE code = :code;

-- name: find_workshop_by_id(workshop)^
SELECT * FROM workshop WHERE id = :workshop;

-- name: move_workshop(workshop, exercise, round, phase, day)!
UPDATE workshop SET exercise = :exercise, round = :round, phase = :phase, revision = revision + 1, last_used = :day
WHERE id = :workshop;

-- name: use_workshop(workshop, day)!
UPDATE workshop SET last_used = :day WHERE id = :workshop AND last_used < :day;

-- name: delete_workshop(workshop)!
DELETE FROM workshop WHERE id = :workshop;

-- name: put_workshop_votes(workshop, voter, rung)*!
INSERT INTO workshop_vote (workshop_id, voter, rung) VALUES (:workshop, :voter, :rung);

-- name: find_workshop_vote(workshop, voter)$
SELECT rung FROM workshop_vote WHERE workshop_id = :workshop AND voter = :voter;

-- name: list_workshop_votes(workshop)
SELECT voter, rung FROM workshop_vote WHERE workshop_id = :workshop;

-- name: forget_workshop_votes(workshop)!
DELETE FROM workshop_vote WHERE workshop_id = :workshop;

-- name: put_workshop_tally(workshop, exercise, round, counts)!
INSERT INTO workshop_tally (workshop_id, exercise, round, counts)
VALUES (:workshop, :exercise, :round, :counts);

-- name: list_workshop_tallies(workshop)
SELECT exercise, round, counts FROM workshop_tally WHERE workshop_id = :workshop ORDER BY exercise, round;
