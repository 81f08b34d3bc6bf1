-- How many others the network had asked for within the hour that asked for a job: what is asked for first comes before what
-- is asked for as a hundredth. Whose network it was stands nowhere.
ALTER TABLE job ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

-- The portfolio of an organisation into which a private link is being taken: nobody else can take the rest elsewhere.
ALTER TABLE portfolio ADD COLUMN going_into INTEGER REFERENCES portfolio (id) ON DELETE SET NULL;
CREATE INDEX portfolio_going_into ON portfolio (going_into) WHERE going_into IS NOT NULL;
