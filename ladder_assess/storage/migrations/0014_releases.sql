-- Peer benchmarks are read from releases: frozen counts, made by a job. One that is not complete was cut
-- short, and the next takes it away. `made_on` is a day.
CREATE TABLE benchmark_release (
    id INTEGER PRIMARY KEY,
    made_on TEXT NOT NULL CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
);

CREATE TABLE benchmark_indicator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- What tells the peer groups of an organisation.
CREATE TABLE benchmark_cell (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    area TEXT NOT NULL,
    size TEXT NOT NULL,
    UNIQUE (kind, area, size)
);

-- What counts of an organisation in the releases from `first` up to but not including `until`. Nobody is
-- shown it: it says how many have changed since. The number of one that was erased is below nought. There
-- are millions of them, written by one job, so nothing checks what each refers to.
CREATE TABLE benchmark_atom (
    indicator INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    first INTEGER NOT NULL,
    until INTEGER,
    band INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    PRIMARY KEY (indicator, organisation_id, first)
) WITHOUT ROWID;

-- How many organisations of a peer group have their value in each band (a JSON list).
CREATE TABLE benchmark_figure (
    release INTEGER NOT NULL REFERENCES benchmark_release (id),
    peer_group TEXT NOT NULL,
    indicator INTEGER NOT NULL REFERENCES benchmark_indicator (id),
    counts TEXT NOT NULL,
    PRIMARY KEY (release, peer_group, indicator)
) WITHOUT ROWID;

CREATE INDEX benchmark_figure_of_indicator ON benchmark_figure (indicator, release);

CREATE TRIGGER benchmark_figure_stays BEFORE UPDATE ON benchmark_figure
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;

CREATE TRIGGER benchmark_figure_is_not_taken_out BEFORE DELETE ON benchmark_figure
WHEN (SELECT complete FROM benchmark_release WHERE id = OLD.release)
BEGIN SELECT RAISE(ABORT, 'a release is never changed'); END;
