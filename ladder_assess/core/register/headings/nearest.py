"""Which column each heading comes nearest to, as far as its values do not speak against it."""

from collections.abc import Sequence

from ladder_assess.core.register.days.which_day import is_founded, may_be_years
from ladder_assess.core.register.headings.column_names import (
    DATES,
    HARDLY,
    LEFT_OUT,
    NAME,
    TITLED,
    is_of_a_place,
)
from ladder_assess.core.register.headings.values_say import Near, ValuesSay


def guess_columns(
    found: Sequence[str | None], near: Near, headings: Sequence[str], evidence: ValuesSay | None
) -> list[str]:
    """What each might be, no column twice: the nearest first, and of those as near the first, but
    names with gaps and repeats behind others; last what is the name of a place or says when
    something was founded.
    """
    guesses = [column or LEFT_OUT for column in found]
    last = [is_of_a_place(heading) or is_founded(heading) for heading in headings]
    ranked = [
        (last[place], -close, name == NAME and _has_gaps(place, evidence), place, name)
        for place, pairs in enumerate(near)
        for name, close in pairs
        if found[place] is None and close > HARDLY
    ]
    for _, less, _, place, name in sorted(ranked, key=lambda rank: rank[:4]):
        free = not guesses[place] and name not in guesses
        exact = -less >= TITLED or may_be_years_alone(name, headings[place])
        if free and may_be(place, name, evidence, exact=exact):
            guesses[place] = name
    return guesses


def _has_gaps(place: int, evidence: ValuesSay | None) -> bool:
    """Has a column nothing in some rows, and the same in several others?"""
    if evidence is None or evidence.is_filled(place):
        return False
    values = evidence.values(place)
    return sum(values.values()) > len(values)


def may_be_years_alone(name: str, heading: str) -> bool:
    """May a year alone stand for a day beneath a heading?"""
    return name in DATES and may_be_years(heading)


def may_be(place: int, name: str, evidence: ValuesSay | None, *, exact: bool) -> bool:
    """May a column be this, as far as its values say?"""
    return evidence is None or not evidence.contradicts(place, name, guessed=True, exact=exact)
