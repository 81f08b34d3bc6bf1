-- An action that was taken out of a plan is kept for a while, as a removed activity is (0040): when it was
-- taken out, in seconds since 1970, and the request that once added it.
CREATE TABLE taken_out_action (
    action_id INTEGER PRIMARY KEY REFERENCES plan_action (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    taken_out INTEGER NOT NULL
);
