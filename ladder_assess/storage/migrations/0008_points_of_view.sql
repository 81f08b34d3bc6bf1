-- An invitation to one group to give its view of an activity. Only a digest of its token is kept;
-- the token is worked out again from `request` and the installation's secret.
CREATE TABLE view_link (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    respondents TEXT NOT NULL CHECK (respondents IN ('provider', 'policymaker', 'service_user')),
    request TEXT NOT NULL UNIQUE,
    token_digest TEXT NOT NULL UNIQUE,
    closed INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX one_open_view_link ON view_link (activity_id, respondents) WHERE closed = 0;

-- One person's point of view. Its id is random and the rows stand by it, so that they tell no order,
-- and the day is the only time. Those who use the service have no account here, whatever is asked.
CREATE TABLE point_of_view (
    id TEXT PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    respondents TEXT NOT NULL CHECK (respondents IN ('provider', 'policymaker', 'service_user')),
    given_on TEXT NOT NULL CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    consent TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    CHECK (respondents <> 'service_user' OR account_id IS NULL)
) WITHOUT ROWID;

CREATE INDEX point_of_view_of_activity ON point_of_view (activity_id);
CREATE INDEX point_of_view_of_account ON point_of_view (account_id);

-- The answers to one page. `batch` counts in fives, so that answers can be shown five at a time.
CREATE TABLE point_of_view_page (
    view_id TEXT NOT NULL REFERENCES point_of_view (id) ON DELETE CASCADE,
    page TEXT NOT NULL,
    definition TEXT NOT NULL,
    batch INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (view_id, page)
) WITHOUT ROWID;

-- How many of a group have answered a page. It never goes below a batch that was full, so that none is
-- filled twice.
CREATE TABLE point_of_view_count (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    respondents TEXT NOT NULL,
    page TEXT NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (activity_id, respondents, page)
) WITHOUT ROWID;

-- Points of view are given once. They can be erased and lose their name, never change or gain one.
CREATE TRIGGER point_of_view_stays BEFORE UPDATE ON point_of_view WHEN NEW.account_id IS NOT NULL OR NEW.id <> OLD.id OR NEW.activity_id <> OLD.activity_id OR NEW.respondents <> OLD.respondents OR NEW.given_on <> OLD.given_on OR NEW.consent <> OLD.consent BEGIN SELECT RAISE(ABORT, 'a point of view is never changed'); END;

CREATE TRIGGER point_of_view_page_stays BEFORE UPDATE ON point_of_view_page BEGIN SELECT RAISE(ABORT, 'a point of view is never changed'); END;

-- What an organisation agreed on after all views, with its reasons. The newest is the one that holds.
CREATE TABLE agreed_view (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
    definition TEXT NOT NULL,
    document TEXT NOT NULL,
    reasons TEXT NOT NULL,
    UNIQUE (activity_id, request)
);
