-- A mailing is prepared in the background before anything of it leaves, some contacts at a time: each gets a link and
-- a delivery. `prepared` is the last contact that has; none is left where it is NULL.
ALTER TABLE mailing ADD COLUMN prepared INTEGER;
