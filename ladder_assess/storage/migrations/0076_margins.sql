-- By which margins the answers of a campaign are weighed: by question, then the percentage of each answer.
ALTER TABLE campaign ADD COLUMN margins TEXT NOT NULL DEFAULT '{}';
