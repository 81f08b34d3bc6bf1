-- How a workshop placed an activity, as a point of view beside its answers: what was shown of each round of votes, and
-- nothing of who voted. It stays when the workshop goes. `source` tells by which exercise of which workshop it came, so
-- that it is taken once and kept up to date.
CREATE TABLE room_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    held_on TEXT NOT NULL,
    rounds TEXT NOT NULL,
    UNIQUE (activity_id, source)
);
