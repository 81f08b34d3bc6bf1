"""What the columns of a file might be that are left out, so that somebody is asked."""

import re
from collections.abc import Sequence
from itertools import islice

from ladder_assess.core.register.days.which_day import (
    START,
    is_of_the_record,
    says_when,
    which_day,
)
from ladder_assess.core.register.headings.column_names import (
    AS_A_QUESTION,
    BY_ITS_END,
    CAME,
    DATES,
    DESCRIPTION,
    EXACT,
    HARDLY,
    ID,
    LEFT_OUT,
    LIKE,
    NAME,
    SERVICE,
    TITLED,
    TOOK_PART,
    is_of_a_place,
)
from ladder_assess.core.register.headings.filled_in import of_the_form
from ladder_assess.core.register.headings.kinds_of_heading import (
    free_places,
    is_an_aim,
    is_noted,
    is_twin,
    tells_another,
    without_dates,
)
from ladder_assess.core.register.headings.nearest import may_be, may_be_years_alone
from ladder_assess.core.register.headings.values_say import Near, ValuesSay

WANTED = frozenset((ID, NAME, DESCRIPTION, SERVICE, *CAME))
FEW_DAYS = 1
HALF = 0.5
# So many values tell what the others are like.
ENOUGH = 200


def possible_columns(
    found: Sequence[str | None],
    guesses: Sequence[str],
    near: Near,
    headings: Sequence[str],
    evidence: ValuesSay | None,
) -> tuple[str, ...]:
    """What those might be that are left out: by what they are called, or as the only days."""
    maybe = [LEFT_OUT] * len(found)
    worth = _WorthShowing(found, guesses, headings, evidence)
    for place, pairs in enumerate(near):
        if found[place] is None and not guesses[place]:
            likely = (n for n, close in pairs if worth.is_shown(place, n, close, maybe))
            own = _own_words(place, pairs, evidence)
            maybe[place] = next(likely, LEFT_OUT if own in worth.taken else own)
    if evidence is not None:
        _maybe_unread(found, guesses, maybe, near, evidence)
        _maybe_by_values(found, guesses, maybe, headings, evidence)
    return tuple(maybe)


class _WorthShowing:
    """Whether a column that is left out is worth a question, beside those that are `taken`."""

    def __init__(
        self,
        found: Sequence[str | None],
        guesses: Sequence[str],
        headings: Sequence[str],
        evidence: ValuesSay | None,
    ) -> None:
        self._found, self._guesses = found, guesses
        self._headings, self._evidence = headings, evidence
        self.taken = {*found, *guesses}
        self._has_id = ID in self.taken

    def is_shown(self, place: int, name: str, close: float, maybe: Sequence[str]) -> bool:
        """Is it worth asking whether a column is the one of a name that it is so close to, where
        others may be what `maybe` says?
        """
        if name not in WANTED or not (close >= LIKE or close == HARDLY):
            return False
        if name == ID and self._is_no_id(place, close):
            return False
        # Where both days are known, years and figures tell no more of them.
        if name in DATES and name in self.taken and not _has_days(place, self._evidence):
            return False
        if name in self.taken and self._is_said_enough(place, name, close, maybe):
            return False
        return self._may_be(place, name, close)

    def _is_no_id(self, place: int, close: float) -> bool:
        # What a spreadsheet cut short to 1.23E+10 tells no activities apart.
        if self._evidence is not None and self._evidence.has_decimals(place):
            return True
        # Another's number is no question where there is one, and no other is where that is sure.
        return ID in self._found or (self._has_id and close == HARDLY)

    def _is_said_enough(self, place: int, name: str, close: float, maybe: Sequence[str]) -> bool:
        """Do the columns that are taken say it already?"""
        # Of what happens one text says enough.
        if name == DESCRIPTION or (close == HARDLY and name in (NAME, SERVICE, TOOK_PART)):
            return True
        if name != NAME:
            return False
        # Where there is a name, one more is worth a look, and not those of six artists.
        headings = self._headings
        if NAME in maybe and not is_twin(headings[place], headings[maybe.index(NAME)]):
            return True
        # Where an activity is has a name that nobody takes for its own, and what the names say
        # already is as of kinds that they begin or end with.
        return is_of_a_place(headings[place]) or _is_in_the_names(
            place, self._found, self._guesses, self._evidence
        )

    def _may_be(self, place: int, name: str, close: float) -> bool:
        evidence = self._evidence
        no_id = name == ID and not self._has_id
        # Where there is no other, a number that rows share is looked for all the same.
        if no_id and close == EXACT and is_filled(place, evidence):
            return True
        # So is a code that few rows share or lack, which is not taken.
        if no_id and close >= BY_ITS_END and _is_of_nearly_each(place, evidence):
            return True
        if name in DATES and close == EXACT and _has_some_days(place, evidence):
            return True
        # Days without a year can be told by nobody else.
        if close == EXACT and _has_yearless_days(place, name, evidence):
            return True
        exact = no_id or close >= TITLED or may_be_years_alone(name, self._headings[place])
        return may_be(place, name, evidence, exact=exact)


def _is_in_the_names(
    place: int,
    found: Sequence[str | None],
    guesses: Sequence[str],
    evidence: ValuesSay | None,
) -> bool:
    """Does most of what stands in a column stand, in whole words, in the names too?"""
    names = next(
        (at for at, pair in enumerate(zip(found, guesses, strict=True)) if NAME in pair), None
    )
    if names is None or evidence is None:
        return False
    told = f" {' | '.join(map(_words, evidence.values(names)))} "
    some = list(islice(evidence.values(place), ENOUGH))
    return 2 * sum(f" {_words(text)} " in told for text in some) > len(some) > 0


def _words(text: str) -> str:
    """The words of a text, with a space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _maybe_unread(
    found: Sequence[str | None],
    guesses: Sequence[str],
    maybe: list[str],
    near: Near,
    evidence: ValuesSay,
) -> None:
    """Where nothing else tells when activities began or ended, ask of what is called that and has
    days in words that nobody knows.
    """
    for name in sorted(DATES - {*guesses, *maybe}):
        free = [at for at in free_places(found, guesses) if not maybe[at]]
        called = (at for at in free if dict(near[at]).get(name, 0) >= LIKE)
        for place in islice((at for at in called if evidence.has_unread_days(at)), FEW_DAYS):
            maybe[place] = name


def _maybe_by_values(
    found: Sequence[str | None],
    guesses: Sequence[str],
    maybe: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Where nothing else tells when activities began, ask of days or else of years; and where
    nothing tells what happens in them, of what they are for or what was noted, or else of the
    longest texts, in sentences.
    """
    if not DATES & {*guesses, *maybe}:
        left = {at for at, column in enumerate(found) if column is None} - {*of_the_form(headings)}
        days = [
            at
            for at in sorted(left)
            if not is_of_the_record(headings[at]) and evidence.has_days(at)
        ]
        years = (at for at in sorted(left) if says_when(headings[at]) and evidence.has_years(at))
        for place in islice(days or years, FEW_DAYS):
            maybe[place] = which_day(headings[place]) or START
    if DESCRIPTION not in {*guesses, *maybe}:
        free = [at for at in free_places(found, guesses) if not maybe[at]]
        aims = [at for at in free if is_an_aim(headings[at])]
        aims += [at for at in free if is_noted(headings[at]) and evidence.is_filled(at, HALF)]
        texts = [at for at in without_dates(free, headings) if not tells_another(headings[at])]
        told = [at for at in texts if evidence.is_filled(at, HALF) and evidence.has_prose(at)]
        longest = sorted(told, key=lambda at: -_length(at, evidence))
        for place in islice((*filter(evidence.has_texts, aims), *longest), 1):
            maybe[place] = DESCRIPTION


def _length(place: int, evidence: ValuesSay) -> float:
    """How long the texts of a column are, on average."""
    values = evidence.values(place)
    return sum(len(text) * times for text, times in values.items()) / sum(values.values())


def _is_of_nearly_each(place: int, evidence: ValuesSay | None) -> bool:
    return evidence is not None and evidence.is_of_nearly_each(place)


def _has_days(place: int, evidence: ValuesSay | None) -> bool:
    return evidence is None or evidence.has_days(place)


def _has_some_days(place: int, evidence: ValuesSay | None) -> bool:
    return evidence is not None and evidence.has_days(place, some=True)


def _has_yearless_days(place: int, name: str, evidence: ValuesSay | None) -> bool:
    return name in DATES and evidence is not None and evidence.has_yearless_days(place)


def _own_words(place: int, pairs: Sequence[tuple[str, float]], evidence: ValuesSay | None) -> str:
    """The column of answers that a heading calls by what it asks, where words stand beneath that
    can be given their meaning.
    """
    if evidence is None or not evidence.has_words(place):
        return LEFT_OUT
    named = (n for n, close in pairs if close >= AS_A_QUESTION and evidence.is_choice(n))
    return next(named, LEFT_OUT)


def is_filled(place: int, evidence: ValuesSay | None) -> bool:
    """Has nearly every row something there?"""
    return evidence is None or evidence.is_filled(place)
