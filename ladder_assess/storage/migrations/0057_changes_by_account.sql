-- Whose name is taken off when they leave is found at once: it is done some rows at a time.
CREATE INDEX change_account ON change (account_id) WHERE account_id IS NOT NULL;
