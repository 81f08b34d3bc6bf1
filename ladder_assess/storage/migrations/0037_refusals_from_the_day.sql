-- What was refused is remembered from the day it is, as it was then: not only what it says of itself when it
-- is erased. `stands_as` is the organisation while there is one.
ALTER TABLE refused_before ADD COLUMN stands_as INTEGER REFERENCES organisation (id) ON DELETE SET NULL;
CREATE INDEX refused_before_stands_as ON refused_before (stands_as);

-- Who owns what was refused before this. Its name is remembered when it is changed or erased.
INSERT INTO refused_before (account_id, refused_on, until, stands_as)
SELECT membership.account_id, decided_on, 0, confirmation.organisation_id
FROM confirmation JOIN membership ON membership.organisation_id = confirmation.organisation_id
WHERE confirmed = 0 AND role = 'owner';
