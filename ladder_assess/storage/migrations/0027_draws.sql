-- Releases held exact counts, and sums of two could tell of two organisations. They go, with every state
-- that they stood on; the day of the last one stays, so that the pages can say why figures changed.
CREATE TABLE benchmark_ended (
    ended_on TEXT NOT NULL CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);

INSERT INTO benchmark_ended (ended_on)
SELECT MAX(made_on) FROM benchmark_release WHERE complete = 1 HAVING MAX(made_on) IS NOT NULL;

DROP TRIGGER benchmark_figure_stays;

DROP TRIGGER benchmark_figure_is_not_taken_out;

DELETE FROM benchmark_figure;

DELETE FROM benchmark_atom;

DELETE FROM benchmark_cell;

DELETE FROM benchmark_release;

DELETE FROM benchmark_indicator;

DROP TABLE benchmark_figure;

DROP TABLE benchmark_atom;

DROP TABLE benchmark_cell;

DROP TABLE benchmark_release;

DROP TABLE benchmark_indicator;

-- The quartiles of an indicator in a peer group, as the places of their bands, drawn by chance once and kept
-- for ever. What they were drawn from is not kept. `organisations` is rounded down to a five.
CREATE TABLE benchmark_draw (
    peer_group TEXT NOT NULL,
    indicator TEXT NOT NULL,
    drawn_on TEXT NOT NULL CHECK (drawn_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    organisations INTEGER NOT NULL CHECK (organisations > 0 AND organisations % 5 = 0),
    lower INTEGER NOT NULL CHECK (lower >= 0),
    median INTEGER NOT NULL CHECK (median >= lower),
    upper INTEGER NOT NULL CHECK (upper >= median),
    PRIMARY KEY (peer_group, indicator, drawn_on)
) WITHOUT ROWID;

CREATE TRIGGER benchmark_draw_stays BEFORE UPDATE ON benchmark_draw
BEGIN SELECT RAISE(ABORT, 'what was drawn is never changed'); END;

CREATE TRIGGER benchmark_draw_is_not_taken_out BEFORE DELETE ON benchmark_draw
BEGIN SELECT RAISE(ABORT, 'what was drawn is never changed'); END;

-- On that day too few were left to draw the figure anew: what was drawn before it is not shown any more.
CREATE TABLE benchmark_withdrawal (
    peer_group TEXT NOT NULL,
    indicator TEXT NOT NULL,
    withdrawn_on TEXT NOT NULL CHECK (withdrawn_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    PRIMARY KEY (peer_group, indicator, withdrawn_on)
) WITHOUT ROWID;

-- Jobs that drew what was due, one a month; one that is not finished was cut short and goes on.
CREATE TABLE benchmark_run (
    began_on TEXT PRIMARY KEY CHECK (began_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
) WITHOUT ROWID;

-- Only organisations that were confirmed count among peers: by an address at the domain of the authority
-- that they are, or by a site administrator, who may also say no.
CREATE TABLE confirmation (
    organisation_id INTEGER PRIMARY KEY REFERENCES organisation (id) ON DELETE CASCADE,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    how TEXT NOT NULL CHECK (how IN ('address', 'administrator')),
    decided_on TEXT NOT NULL CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    account_id INTEGER REFERENCES account (id) ON DELETE SET NULL
);

CREATE INDEX confirmation_of_account ON confirmation (account_id);
