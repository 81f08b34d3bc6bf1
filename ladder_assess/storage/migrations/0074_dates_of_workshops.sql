-- Was the date of a workshop typed? Else it is the day on which the room begins, by the clock.
ALTER TABLE workshop ADD COLUMN day_set INTEGER NOT NULL DEFAULT 0;
