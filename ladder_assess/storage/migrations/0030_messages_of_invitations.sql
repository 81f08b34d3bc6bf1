-- Which invitation a message takes to its reader: where it could not be sent, whoever invited is
-- told. A message of before says nothing of that.
ALTER TABLE message ADD COLUMN ticket_id INTEGER REFERENCES ticket (id) ON DELETE SET NULL;
CREATE INDEX message_ticket ON message (ticket_id);
