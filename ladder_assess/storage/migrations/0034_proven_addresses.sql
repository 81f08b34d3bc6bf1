-- How an address was proven: by a message that was sent to it, or by a provider of sign-in. How those
-- were that are known already is not known, so that they count as proven once another message is answered.
ALTER TABLE account ADD COLUMN proven_by TEXT NOT NULL DEFAULT '' CHECK (proven_by IN ('', 'message', 'provider'));
-- Whether a link was sent ('mail') or somebody read it here first ('screen').
ALTER TABLE ticket ADD COLUMN carried_by TEXT NOT NULL DEFAULT '' CHECK (carried_by IN ('', 'mail', 'screen'));
