-- An invitation ends with its author's right to give it. Those of before name none, and end now.
ALTER TABLE ticket ADD COLUMN author_id INTEGER REFERENCES account (id) ON DELETE CASCADE;

DELETE FROM ticket WHERE purpose = 'invitation';

CREATE INDEX ticket_of_author ON ticket (author_id);
