-- What is to be done in the background: of which kind, and about which row of that kind's table.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Nobody takes it up before then, in seconds since 1970: whoever works on it keeps moving this on.
    due INTEGER NOT NULL DEFAULT 0,
    -- Why it was given up after the last attempt; empty where it was not.
    problem TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, subject)
);

INSERT INTO job (kind, subject)
SELECT 'document', id FROM plan_document WHERE state IN ('waiting', 'working') ORDER BY id;

INSERT INTO job (kind, subject)
SELECT 'import', id FROM register_import
WHERE state IN ('waiting', 'reading', 'saving', 'undoing') ORDER BY id;

-- What was asked for is erased or asked for otherwise: nothing is left to do, nor a trace of it.
CREATE TRIGGER job_goes_with_document AFTER DELETE ON plan_document
BEGIN DELETE FROM job WHERE kind = 'document' AND subject = OLD.id; END;

CREATE TRIGGER job_goes_with_import AFTER DELETE ON register_import
BEGIN DELETE FROM job WHERE kind = 'import' AND subject = OLD.id; END;
