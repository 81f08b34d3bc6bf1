-- A register that is imported lands some rows at a time: `landed` is the last row that has, NULL before it is settled
-- that it does. While it is undone, it is the last row that was looked at.
ALTER TABLE register_import ADD COLUMN landed INTEGER;
