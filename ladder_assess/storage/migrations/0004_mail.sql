-- Messages that wait to be sent. A row goes once its message has: the links in it are secret.
-- `state` is waiting or failed; times are whole seconds since 1970.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    made INTEGER NOT NULL,
    due INTEGER NOT NULL
);

CREATE INDEX message_due ON message (state, due);
