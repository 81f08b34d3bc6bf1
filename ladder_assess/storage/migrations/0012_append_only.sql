-- An exercise is a published case that a trainer puts before people of an organisation: sample data,
-- in none of the organisation's own figures.
ALTER TABLE activity ADD COLUMN exercise INTEGER NOT NULL DEFAULT 0;

-- The audit log is only added to, whatever statement comes: the triggers below refuse all else. A
-- row here opens it for what the law asks, within one transaction, which takes the row out again:
-- erasing an organisation ('organisation', its id), making an erased person nameless ('account',
-- their id), and removing what is past its time ('retention', seconds since 1970).
CREATE TABLE audit_opening (
    kind TEXT NOT NULL CHECK (kind IN ('organisation', 'account', 'retention')),
    bound INTEGER NOT NULL
);

-- Inserting over a row that is there would replace it without asking the trigger on deleting.
CREATE TRIGGER audit_replaces_nothing BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER audit_is_not_taken_out BEFORE DELETE ON audit
WHEN NOT EXISTS (
    SELECT 1 FROM audit_opening
    WHERE (kind = 'organisation' AND OLD.organisation_id = bound)
    OR (kind = 'retention' AND OLD.happened < bound)
)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
WHEN NEW.id IS NOT OLD.id
    OR NEW.organisation_id IS NOT OLD.organisation_id
    OR NEW.happened IS NOT OLD.happened
    OR NEW.event IS NOT OLD.event
    OR NOT EXISTS (
        SELECT 1 FROM audit_opening JOIN account ON account.id = bound
        WHERE kind = 'account'
        AND (NEW.account_id IS OLD.account_id OR (OLD.account_id = bound AND NEW.account_id < 0))
        AND (
            NEW.details = OLD.details
            OR NEW.details = replace(lower(OLD.details), '"' || email || '"', '"-"')
        )
    )
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
