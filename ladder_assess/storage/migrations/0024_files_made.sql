-- Which file a row is: the plan as `pdf` or `docx`, or the `register` as a spreadsheet; and the numbers of the activities
-- chosen for that, in runs, empty for all.
ALTER TABLE plan_document ADD COLUMN kind TEXT NOT NULL DEFAULT 'pdf';
ALTER TABLE plan_document ADD COLUMN chosen TEXT NOT NULL DEFAULT '';
