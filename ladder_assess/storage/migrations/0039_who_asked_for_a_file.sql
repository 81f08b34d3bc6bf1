-- Whoever asks for a plan is named on its cover. The file goes with their account: it can be made again.
ALTER TABLE plan_document ADD COLUMN asked_by INTEGER REFERENCES account (id) ON DELETE CASCADE;
