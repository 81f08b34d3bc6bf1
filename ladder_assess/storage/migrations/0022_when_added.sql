-- When an activity came into its list, in seconds since 1970; 0 where nobody noted it, as before this.
ALTER TABLE activity ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
