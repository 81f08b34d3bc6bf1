-- A page about a plan that everyone may read. `document` (JSON) is what its publisher has chosen; `published` (JSON) is
-- what others see, frozen on a day, and null where nothing is published. The address is made at the first publishing
-- and kept after the page is taken down, so that whoever has it can be told. `revision` counts changes to the choices.
-- Where `barred` is 1, those who run the site have taken it down, and it cannot be published again.
CREATE TABLE public_page (
    portfolio_id INTEGER PRIMARY KEY REFERENCES portfolio (id) ON DELETE CASCADE,
    address TEXT UNIQUE,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    published TEXT NOT NULL DEFAULT 'null',
    taken_down_on TEXT NOT NULL DEFAULT '',
    barred INTEGER NOT NULL DEFAULT 0
);

-- What is said to everyone about an action, apart from its notes, which nobody else reads.
CREATE TABLE public_action (
    action_id INTEGER PRIMARY KEY REFERENCES plan_action (id) ON DELETE CASCADE,
    shown INTEGER NOT NULL,
    did TEXT NOT NULL,
    evidence INTEGER NOT NULL
);
