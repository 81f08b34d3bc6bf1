-- A round of an instrument: the organisation answers once as a whole, or people answer by links.
-- `about` names the partnership or service that it is about, where that is not the organisation;
-- `revision` counts the changes to what has been answered so far.
CREATE TABLE wave (
    id INTEGER PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    instrument TEXT NOT NULL,
    number INTEGER NOT NULL,
    short INTEGER NOT NULL CHECK (short IN (0, 1)),
    answered_by TEXT NOT NULL CHECK (answered_by IN ('organisation', 'respondents')),
    about TEXT NOT NULL,
    opened_on TEXT NOT NULL CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    request TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    UNIQUE (portfolio_id, instrument, number),
    UNIQUE (portfolio_id, request)
);

-- What an organisation has answered so far. It goes when the answers are handed in.
CREATE TABLE wave_answer (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (wave_id, item)
) WITHOUT ROWID;

-- What an organisation handed in: once for each wave.
CREATE TABLE instrument_response (
    id TEXT PRIMARY KEY,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    instrument TEXT NOT NULL,
    version INTEGER NOT NULL,
    form TEXT NOT NULL,
    short INTEGER NOT NULL CHECK (short IN (0, 1)),
    wave INTEGER NOT NULL UNIQUE REFERENCES wave (id) ON DELETE CASCADE,
    given_on TEXT NOT NULL CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    document TEXT NOT NULL,
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL
) WITHOUT ROWID;

CREATE INDEX instrument_response_of_portfolio ON instrument_response (portfolio_id, instrument, given_on);
CREATE INDEX instrument_response_of_account ON instrument_response (account_id);

-- A response is given once. It can be erased, lose its name and move with its wave to another list
-- (a private link taken into an organisation), never change.
CREATE TRIGGER instrument_response_stays BEFORE UPDATE ON instrument_response
WHEN NEW.account_id IS NOT NULL AND NEW.account_id IS NOT OLD.account_id
    OR NEW.id IS NOT OLD.id OR NEW.instrument IS NOT OLD.instrument
    OR NEW.version IS NOT OLD.version OR NEW.form IS NOT OLD.form OR NEW.short IS NOT OLD.short
    OR NEW.wave IS NOT OLD.wave OR NEW.given_on IS NOT OLD.given_on
    OR NEW.document IS NOT OLD.document
BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;

-- An invitation to one group to answer in a wave; `form` is empty where the instrument has none. Only
-- a digest of its token is kept, as with view_link.
CREATE TABLE wave_link (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    request TEXT NOT NULL UNIQUE,
    token_digest TEXT NOT NULL UNIQUE,
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
);

CREATE UNIQUE INDEX one_open_wave_link ON wave_link (wave_id, form) WHERE closed = 0;

-- What one respondent answered. The id is random and the rows stand by it, so that they tell no
-- order; the day is the only time, and there is nowhere to put an account. `batch` counts in fives.
CREATE TABLE wave_view (
    id TEXT PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    given_on TEXT NOT NULL CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    consent TEXT NOT NULL,
    batch INTEGER NOT NULL,
    document TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX wave_view_of_wave ON wave_view (wave_id);

CREATE TRIGGER wave_view_stays BEFORE UPDATE ON wave_view BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END;

-- How many of a group have answered. It only grows, so that no batch is filled twice.
CREATE TABLE wave_view_count (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (wave_id, form)
) WITHOUT ROWID;
