-- How many answers are wanted at most of those who gave an answer to a question: by question, then by answer.
ALTER TABLE campaign ADD COLUMN quotas TEXT NOT NULL DEFAULT '{}';
