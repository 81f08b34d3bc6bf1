-- What an organisation did with a view that it agreed on: it took it into its own answers, or decided to
-- keep those; empty while it has done neither. With the day, and the revision of the activity that the
-- answers were taken over with, by which they can be put back as they were.
ALTER TABLE agreed_view ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE agreed_view ADD COLUMN decided_on TEXT NOT NULL DEFAULT '';
ALTER TABLE agreed_view ADD COLUMN taken_at INTEGER NOT NULL DEFAULT 0;
