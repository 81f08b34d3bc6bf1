"""When activities began and ended, where no heading says it for certain."""

import re
from collections.abc import Sequence
from itertools import islice

from ladder_assess.core.register.days.which_day import END, START, apart, is_made_known
from ladder_assess.core.register.headings.column_names import (
    BESIDE,
    DATES,
    HARDLY,
    LEFT_OUT,
    PLANNED,
)
from ladder_assess.core.register.headings.column_names_elsewhere import is_of_both_days, plainly
from ladder_assess.core.register.headings.filled_in import of_the_form
from ladder_assess.core.register.headings.kinds_of_heading import free_places, is_planned
from ladder_assess.core.register.headings.nearest import may_be, may_be_years_alone
from ladder_assess.core.register.headings.values_say import Near, ValuesSay

# A word for a day with a number behind it: day1, Jour 2.
NUMBERED = re.compile(r"(\w+?) ?(\d)")
CALLED_DAYS = frozenset(
    (
        "day", "date", "jour", "dia", "fecha", "tag", "datum", "giorno", "data", "dag", "dato",
        "den", "dzien", "dydd",
    )
)  # fmt: skip


def guess_start(
    found: Sequence[str | None],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess that an activity begins when it was made known, where a register has its end alone."""
    if END not in guesses or START in guesses:
        return
    for place, heading in enumerate(headings):
        free = found[place] is None and not guesses[place]
        if free and is_made_known(heading) and evidence.has_days(place):
            guesses[place] = START
            return


def guess_planned(
    found: Sequence[str | None],
    guesses: list[str],
    near: Near,
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess that a day that was planned is when it was, where no other column says it in half as
    many rows.
    """
    for name in sorted(DATES - {*found}):
        taken = guesses.index(name) if name in guesses else None
        rows = {at: sum(evidence.values(at).values()) for at in free_places(found, guesses)}
        planned = [
            at
            for at in rows
            if (dict(near[at]).get(name) == HARDLY or (name == START and is_planned(headings[at])))
            and PLANNED & {*(words := apart(headings[at]).split())}
            and not BESIDE & {*words}
            and may_be(at, name, evidence, exact=may_be_years_alone(name, headings[at]))
        ]
        place = max(planned, key=lambda at: rows[at], default=None)
        if place is None:
            continue
        if taken is None:
            guesses[place] = name
        elif 2 * sum(evidence.values(taken).values()) < rows[place]:
            guesses[taken], guesses[place] = LEFT_OUT, name


def guess_both_days(
    found: Sequence[str | None],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess that what is called the start and end in one is the start, of which the end is known as
    well, where nothing else is a day.
    """
    if DATES & {*found, *guesses}:
        return
    form = of_the_form(headings)
    for place in free_places(found, guesses):
        both = is_of_both_days(headings[place]) and place not in form
        if both and may_be(place, START, evidence, exact=True):
            guesses[place] = START
            return


def guess_numbered_days(
    found: Sequence[str | None],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess that of two days that are called alike but for a number the first is the start and the
    second the end: jour 1, jour 2.
    """
    free = [at for at, column in enumerate(found) if column is None and evidence.has_days(at)]
    numbered = {at: NUMBERED.fullmatch(plainly(apart(headings[at]))) for at in free}
    called = {at: match.groups() for at, match in numbered.items() if match}
    places = [at for at, (word, _) in called.items() if word in CALLED_DAYS]
    if [called[at][1] for at in places] != ["1", "2"] or len({called[at][0] for at in places}) > 1:
        return
    if DATES & {*found, *(guess for at, guess in enumerate(guesses) if at not in places)}:
        return
    guesses[places[0]], guesses[places[1]] = START, END


def guess_nameless_days(
    found: Sequence[str | None], guesses: list[str], headings: Sequence[str], evidence: ValuesSay
) -> None:
    """Guess that the first days beneath no heading are those on which activities began."""
    if any(headings) or DATES & {*found, *guesses}:
        return
    days = (at for at in free_places(found, guesses) if evidence.has_days(at))
    for place in islice(days, 1):
        guesses[place] = START
