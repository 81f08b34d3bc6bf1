-- name: insert_workshop(request, token_digest, code, title, agenda, held, day_set, day, organisation)!
INSERT INTO workshop (request, token_digest, code, title, agenda, made_on, day_set, last_used, organisation_id)
VALUES (:request, :token_digest, :code, :title, :agenda, :held, :day_set, :day, :organisation);

-- name: list_workshops(organisation)
SELECT workshop.*, EXISTS (
    SELECT 1 FROM workshop_tally AS shown WHERE workshop_id = workshop.id
    AND shown.exercise = workshop.exercise AND shown.round = workshop.round AND counts = ''
) AS too_few FROM workshop WHERE organisation_id = :organisation ORDER BY made_on DESC, id DESC;

-- name: find_workshop(token_digest)^
SELECT workshop.*, EXISTS (
    SELECT 1 FROM workshop_tally AS shown WHERE workshop_id = workshop.id
    AND shown.exercise = workshop.exercise AND shown.round = workshop.round AND counts = ''
) AS too_few FROM workshop WHERE token_digest = :token_digest;

-- name: find_workshop_by_code(code)^
SELECT workshop.*, EXISTS (
    SELECT 1 FROM workshop_tally AS shown WHERE workshop_id = workshop.id
    AND shown.exercise = workshop.exercise AND shown.round = workshop.round AND counts = ''
) AS too_few FROM workshop WHERE code = :code;

-- name: find_workshop_by_id(workshop)^
SELECT workshop.*, EXISTS (
    SELECT 1 FROM workshop_tally AS shown WHERE workshop_id = workshop.id
    AND shown.exercise = workshop.exercise AND shown.round = workshop.round AND counts = ''
) AS too_few FROM workshop WHERE id = :workshop;

-- name: move_workshop(workshop, exercise, round, phase, ends, by_facts, held, day)!
UPDATE workshop SET made_on = :held, exercise = :exercise, round = :round, phase = :phase, ends = :ends, by_facts = :by_facts,
    revision = revision + 1, last_used = :day
WHERE id = :workshop;

-- name: put_agenda(workshop, agenda, day)!
UPDATE workshop SET agenda = :agenda, revision = revision + 1, last_used = :day WHERE id = :workshop;

-- name: name_workshop(workshop, title, held, day_set, day)!
UPDATE workshop SET title = :title, made_on = :held, day_set = :day_set, revision = revision + 1, last_used = :day
WHERE id = :workshop;

-- name: hand_over_workshop(workshop, organisation)!
UPDATE workshop SET organisation_id = :organisation WHERE id = :workshop AND organisation_id IS NULL;

-- name: use_workshop(workshop, day)!
UPDATE workshop SET last_used = :day WHERE id = :workshop AND last_used < :day;

-- name: delete_workshop(workshop)!
DELETE FROM workshop WHERE id = :workshop;

-- name: put_workshop_votes(workshop, voter, picks)*!
INSERT INTO workshop_vote (workshop_id, voter, picks) VALUES (:workshop, :voter, :picks);

-- name: find_workshop_vote(workshop, voter)$
SELECT picks FROM workshop_vote WHERE workshop_id = :workshop AND voter = :voter;

-- name: list_workshop_votes(workshop)
SELECT voter, picks FROM workshop_vote WHERE workshop_id = :workshop;

-- name: take_workshop_vote(workshop, voter)!
DELETE FROM workshop_vote WHERE workshop_id = :workshop AND voter = :voter;

-- name: forget_workshop_votes(workshop)!
DELETE FROM workshop_vote WHERE workshop_id = :workshop;

-- name: put_workshop_tally(workshop, exercise, round, counts, points, facts, tables, beside)!
INSERT INTO workshop_tally (workshop_id, exercise, round, counts, points, facts, tables, beside)
VALUES (:workshop, :exercise, :round, :counts, :points, :facts, :tables, :beside);

-- name: drop_workshop_tally(workshop, exercise, round)!
DELETE FROM workshop_tally WHERE workshop_id = :workshop AND exercise = :exercise AND round = :round;

-- name: list_workshop_tallies(workshop)
SELECT exercise, round, counts, points, facts, tables, beside FROM workshop_tally WHERE workshop_id = :workshop ORDER BY exercise, round;

-- name: put_workshop_file(workshop, kind, day)$
INSERT INTO workshop_file (workshop_id, kind, state, made_on) VALUES (:workshop, :kind, 'waiting', :day)
ON CONFLICT (workshop_id, kind) DO UPDATE SET state = 'waiting', made_on = :day, content = NULL
RETURNING id;

-- name: find_workshop_file(workshop, kind)^
SELECT id, kind, state, made_on, content FROM workshop_file WHERE workshop_id = :workshop AND kind = :kind;

-- name: wanted_workshop_file(file)^
SELECT workshop_id, kind, made_on FROM workshop_file WHERE id = :file AND state = 'waiting';

-- name: note_workshop_file(workshop, kind, state, content)!
UPDATE workshop_file SET state = :state, content = :content
WHERE workshop_id = :workshop AND kind = :kind AND state = 'waiting';

-- name: find_kept_workshop(organisation, code)^
SELECT workshop.*, EXISTS (
    SELECT 1 FROM workshop_tally AS shown WHERE workshop_id = workshop.id
    AND shown.exercise = workshop.exercise AND shown.round = workshop.round AND counts = ''
) AS too_few FROM workshop WHERE organisation_id = :organisation AND code = :code;

-- name: put_room_view(portfolio, number, source, title, held_on, rounds)!
INSERT INTO room_view (activity_id, source, title, held_on, rounds)
SELECT id, :source, :title, :held_on, :rounds FROM activity WHERE portfolio_id = :portfolio AND number = :number
ON CONFLICT (activity_id, source) DO UPDATE SET title = :title, rounds = :rounds
WHERE room_view.title <> :title OR room_view.rounds <> :rounds;

-- name: list_room_views(portfolio, number)
SELECT source, title, held_on, rounds FROM room_view JOIN activity ON activity.id = activity_id
WHERE portfolio_id = :portfolio AND number = :number ORDER BY held_on DESC, room_view.id DESC;

-- name: list_activities_placed_by_rooms(portfolio)
SELECT DISTINCT number FROM room_view JOIN activity ON activity.id = activity_id WHERE portfolio_id = :portfolio;

-- name: where_room_view_is(portfolio, source)$
SELECT number FROM room_view JOIN activity ON activity.id = activity_id
WHERE portfolio_id = :portfolio AND source = :source ORDER BY room_view.id DESC;

-- name: drop_room_view(portfolio, number, source)!
DELETE FROM room_view WHERE source = :source
AND activity_id = (SELECT id FROM activity WHERE portfolio_id = :portfolio AND number = :number);

-- name: put_workshop_person(workshop, person, state)!
INSERT INTO workshop_person (workshop_id, person, state) VALUES (:workshop, :person, :state);

-- name: drop_workshop_person(workshop, person)!
DELETE FROM workshop_person WHERE workshop_id = :workshop AND person = :person;

-- name: find_workshop_person(workshop, person)$
SELECT state FROM workshop_person WHERE workshop_id = :workshop AND person = :person;

-- name: list_workshop_people(workshop)
SELECT person, state FROM workshop_person WHERE workshop_id = :workshop;
