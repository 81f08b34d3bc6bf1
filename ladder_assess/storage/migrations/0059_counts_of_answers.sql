-- How often each answer was given in a round, by group: a page reads these and not the answers themselves. They are
-- kept in the transaction that adds five answers, and can be counted anew from them at any time, which the next start
-- does for answers so far (storage.campaigns.answer_counts). `waits` is what is not shown until five more have known
-- the answer. An empty option counts people; an empty item those
-- who answered on the day that stands in the place of an option, whatever they knew.
CREATE TABLE wave_answer_count (
    wave_id INTEGER NOT NULL REFERENCES wave (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    item TEXT NOT NULL,
    option TEXT NOT NULL,
    shown INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    PRIMARY KEY (wave_id, form, item, option)
) WITHOUT ROWID;
