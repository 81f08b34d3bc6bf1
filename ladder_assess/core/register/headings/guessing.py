"""What the columns of a file might be, where no heading says it for certain."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from ladder_assess.core.register.days.which_day import (
    ACTIVITY_WORDS,
    END,
    START,
    apart,
    fold,
    is_founded,
    is_made_known,
    is_of_the_record,
    may_be_years,
    says_when,
    which_day,
)
from ladder_assess.core.register.headings.column_names import (
    ADDRESSES,
    AIMS,
    AS_A_QUESTION,
    BESIDE,
    BY_ITS_END,
    CAME,
    DATES,
    EXACT,
    HARDLY,
    ID,
    LABELS,
    LEFT_OUT,
    LIKE,
    NAME,
    NOTED,
    OF_ANOTHER,
    OF_CODES,
    OF_MEASURES,
    OFTEN,
    PLACES,
    PLANNED,
    TITLED,
    TOOK_PART,
    is_a_time,
    is_of_a_place,
)
from ladder_assess.core.register.headings.column_names_elsewhere import (
    DAY_WORDS,
    DESCRIBED_BESIDE,
    is_of_both_days,
    plainly,
)
from ladder_assess.core.register.headings.filled_in import of_the_form

# What somebody would look for, so that it is shown even where we would leave it out.
DESCRIPTION = "description"
SERVICE = "service_area"
WANTED = frozenset((ID, NAME, DESCRIPTION, SERVICE, *CAME))
FEW_DAYS = 1
SLUG = "slug"
# Not "to" and "from", which may be people as well.
CALLED_DATES = frozenset(t for name in DATES for t in OFTEN[name] if "date" in t.split())
OF_A_KIND = re.compile(
    rf"(?:{ACTIVITY_WORDS}) (?:type|kind|format)|(?:type|kind) of (?:{ACTIVITY_WORDS})"
)
# Where rows have an id, so many of their words have to differ for these to be names.
FEW_SHARE = 0.1
HALF, FEW_WORDS = 0.5, 2
# Sentences that tell of whoever comes or came, and on what terms, and not of what happens.
TOLD_BESIDE = frozenset(
    (
        "bio", "biography", "biographie", "biografia", "cv", "address", "accessibility", "access",
        "parking", "directions", "transport", "travel", "booking", "tickets", "registration",
        "eligibility", "criteria", "terms", "conditions", "disclaimer", "copyright", "credit",
        "credits", "source", "sources", "quelle", "fuente", "fonte", "json", "html", "raw",
        "metadata", "participants", "members", "attendees", "team", "contact", "contacts",
        "horaires", "tarif", "tarifs", "anmeldung", "preise",
    )
)  # fmt: skip
NUMBERED = re.compile(r"(.+?) ?\d+")


class ValuesSay(Protocol):
    """What the values of columns say: see evidence."""

    def contradicts(
        self, place: int, name: str, *, guessed: bool = False, exact: bool = False
    ) -> bool:
        """Do most values speak against a column?"""

    def values(self, place: int) -> Mapping[str, int]:
        """What stands there, and how often."""

    def is_answer(self, name: str) -> bool:
        """Does a column hold one of some answers?"""

    def is_choice(self, name: str) -> bool:
        """Does a column hold a rung or one of some answers?"""

    def has_words(self, place: int) -> bool:
        """Are there words in most cells?"""

    def fits_any(self, place: int, name: str) -> bool:
        """Can any value be read as one of a column?"""

    def has_years(self, place: int) -> bool:
        """Are there years alone?"""

    def has_unread_days(self, place: int) -> bool:
        """Are there days in words that nobody knows?"""

    def has_yearless_days(self, place: int) -> bool:
        """Are there days and months alone?"""

    def has_texts(self, place: int) -> bool:
        """Are there sentences?"""

    def has_prose(self, place: int) -> bool:
        """Are there sentences that tell something, and that most rows have for themselves?"""

    def has_times(self, place: int) -> bool:
        """Are there times of day?"""

    def has_decimals(self, place: int) -> bool:
        """Are there figures with a part behind the point?"""

    def is_bare(self, place: int) -> bool:
        """Is nothing there, although there is in others?"""

    def is_filled(self, place: int, share: float = 0.9) -> bool:
        """Does nearly every row have something there, or such a share of them?"""

    def is_of_nearly_each(self, place: int) -> bool:
        """Have nearly all rows something there that no other has?"""

    def likely_name(self, places: Iterable[int]) -> int | None:
        """The first that looks like names."""

    def shares_names(self, place: int) -> bool:
        """Do most rows share what stands in a column with others?"""

    def words(self, places: Iterable[int]) -> int | None:
        """The first that has words in most rows."""

    def repeated_words(self, places: Iterable[int], share: float = 0) -> int | None:
        """That which has most words that differ, and so many, although many rows share them."""

    def likely_id(self, places: Iterable[int]) -> int | None:
        """The first that looks like ids."""

    def has_days(self, place: int, *, some: bool = False) -> bool:
        """Are there days, or `some` beside other texts?"""


# For each heading the columns that it may mean, with how near it comes.
Near = Sequence[Sequence[tuple[str, float]]]


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
        exact = -less >= TITLED or _may_be_years(name, headings[place])
        if free and _may_be(place, name, evidence, exact=exact):
            guesses[place] = name
    return guesses


def _has_gaps(place: int, evidence: ValuesSay | None) -> bool:
    """Has a column nothing in some rows, and the same in several others?"""
    if evidence is None or evidence.is_filled(place):
        return False
    values = evidence.values(place)
    return sum(values.values()) > len(values)


def _may_be_years(name: str, heading: str) -> bool:
    """May a year alone stand for a day beneath a heading?"""
    return name in DATES and may_be_years(heading)


def _may_be(place: int, name: str, evidence: ValuesSay | None, *, exact: bool) -> bool:
    return evidence is None or not evidence.contradicts(place, name, guessed=True, exact=exact)


def possible_columns(
    found: Sequence[str | None],
    guesses: Sequence[str],
    near: Near,
    headings: Sequence[str],
    evidence: ValuesSay | None,
) -> tuple[str, ...]:
    """What those might be that are left out: by what they are called, or as the only days."""
    maybe = [LEFT_OUT] * len(found)
    taken = {*found, *guesses}
    has_id = ID in taken

    def worth_showing(place: int, name: str, close: float) -> bool:
        if name not in WANTED or not (close >= LIKE or close == HARDLY):
            return False
        # What a spreadsheet cut short to 1.23E+10 tells no activities apart.
        if name == ID and evidence is not None and evidence.has_decimals(place):
            return False
        # Another's number is no question where there is one, and no other is where that is sure.
        if name == ID and (ID in found or (has_id and close == HARDLY)):
            return False
        # Where both days are known, years and figures tell no more of them.
        if name in DATES and name in taken and not _has_days(place, evidence):
            return False
        # Where there is a name, one more is worth a look, and not those of six artists; of what
        # happens one text says enough.
        twin = NAME in maybe and _is_twin(headings[place], headings[maybe.index(NAME)])
        enough = name == DESCRIPTION or (name == NAME and name in maybe and not twin)
        enough = enough or (close == HARDLY and name in (NAME, SERVICE, TOOK_PART))
        # Where an activity is has a name that nobody takes for its own.
        enough = enough or (name == NAME and is_of_a_place(headings[place]))
        if name in taken and enough:
            return False
        # Where there is no other, a number that rows share is looked for all the same.
        shared = name == ID and close == EXACT and not has_id and _is_filled(place, evidence)
        # So is a code that few rows share or lack, which is not taken.
        few = name == ID and not has_id and close >= BY_ITS_END
        shared = shared or (few and _is_of_nearly_each(place, evidence))
        some_share = name == ID and not has_id
        exact = some_share or close >= TITLED or _may_be_years(name, headings[place])
        some_days = name in DATES and close == EXACT and _has_some_days(place, evidence)
        # Days without a year can be told by nobody else.
        some_days = some_days or (close == EXACT and _has_yearless_days(place, name, evidence))
        return shared or some_days or _may_be(place, name, evidence, exact=exact)

    for place, pairs in enumerate(near):
        if found[place] is None and not guesses[place]:
            likely = (n for n, close in pairs if worth_showing(place, n, close))
            own = _own_words(place, pairs, evidence)
            maybe[place] = next(likely, LEFT_OUT if own in taken else own)
    if evidence is not None:
        _maybe_unread(found, guesses, maybe, near, evidence)
        _maybe_by_values(found, guesses, maybe, headings, evidence)
    return tuple(maybe)


def _is_twin(heading: str, other: str) -> bool:
    """Are two headings the same but for a number behind each: Event 2, Event 3?"""
    one, two = (NUMBERED.fullmatch(apart(text)) for text in (heading, other))
    return bool(one and two and one[1] == two[1])


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
        free = [at for at in _free(found, guesses) if not maybe[at]]
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
        free = [at for at in _free(found, guesses) if not maybe[at]]
        aims = [at for at in free if _is_an_aim(headings[at])]
        aims += [at for at in free if _is_noted(headings[at]) and evidence.is_filled(at, HALF)]
        texts = [at for at in _no_dates(free, headings) if not _tells_another(headings[at])]
        told = [at for at in texts if evidence.is_filled(at, HALF) and evidence.has_prose(at)]
        longest = sorted(told, key=lambda at: -_length(at, evidence))
        for place in islice((*filter(evidence.has_texts, aims), *longest), 1):
            maybe[place] = DESCRIPTION


def _tells_another(heading: str) -> bool:
    """Does a heading say that another thing is told than what happens?"""
    return bool((PLACES | DESCRIBED_BESIDE | OF_ANOTHER | TOLD_BESIDE) & _words(heading))


def _length(place: int, evidence: ValuesSay) -> float:
    """How long the texts of a column are, on average."""
    values = evidence.values(place)
    return sum(len(text) * times for text, times in values.items()) / sum(values.values())


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
        rows = {at: sum(evidence.values(at).values()) for at in _free(found, guesses)}
        planned = [
            at
            for at in rows
            if (dict(near[at]).get(name) == HARDLY or (name == START and _is_planned(headings[at])))
            and PLANNED & {*(words := apart(headings[at]).split())}
            and not BESIDE & {*words}
            and _may_be(at, name, evidence, exact=_may_be_years(name, headings[at]))
        ]
        place = max(planned, key=lambda at: rows[at], default=None)
        if place is None:
            continue
        if taken is None:
            guesses[place] = name
        elif 2 * sum(evidence.values(taken).values()) < rows[place]:
            guesses[taken], guesses[place] = LEFT_OUT, name


def _is_planned(heading: str) -> bool:
    """Does a heading say nothing of a date but that it was planned?"""
    return {*apart(heading).split()} - PLANNED == {"date"}


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
    for place in _free(found, guesses):
        both = is_of_both_days(headings[place]) and place not in form
        if both and _may_be(place, START, evidence, exact=True):
            guesses[place] = START
            return


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


def _is_filled(place: int, evidence: ValuesSay | None) -> bool:
    return evidence is None or evidence.is_filled(place)


def guess_by_values(
    found: Sequence[str | None],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
    *,
    has_id: bool,
) -> None:
    """Guess what holds names and ids by what stands there, where no heading says it; what is called
    a reference or code of something, or says where or of which kind it is, is no name, whatever
    stands there.
    """
    looks = ((NAME, evidence.likely_name), (ID, evidence.likely_id))
    for name, likely in looks:
        free = [at for at, column in enumerate(found) if column is None and not guesses[at]]
        if name == NAME:
            free = [at for at in free if not OF_CODES & {*apart(headings[at]).split()}]
            free = [at for at in _no_dates(free, headings) if not _is_beside(headings[at])]
            own = [at for at in free if is_of_a_place(headings[at])]
            own = sorted({*own, *_of_activities(free, headings)})
            none = ID in guesses or _brief(found, guesses, evidence) is not None
            others = [] if none else [at for at in free if at not in own]
            free = [*_aims_last(own, headings), *others]
        else:
            no_code = ADDRESSES | DAY_WORDS | LABELS
            coded = [at for at in free if OF_CODES & _words(headings[at])]
            free = [at for at in free if at in coded or not no_code & _words(headings[at])]
            free = [at for at in free if not OF_MEASURES & {*apart(headings[at]).split()}]
            free = [at for at in free if not may_be_years(headings[at])]
            free = [at for at in free if not is_a_time(headings[at])]
            free = [at for at in free if not is_of_both_days(headings[at])]
        if name in guesses or (name == ID and has_id):
            continue
        place = likely(free)
        if place is not None:
            guesses[place] = name
    _guess_nameless_days(found, guesses, headings, evidence)


def _guess_nameless_days(
    found: Sequence[str | None], guesses: list[str], headings: Sequence[str], evidence: ValuesSay
) -> None:
    """Guess that the first days beneath no heading are those on which activities began."""
    if any(headings) or DATES & {*found, *guesses}:
        return
    days = (at for at in _free(found, guesses) if evidence.has_days(at))
    for place in islice(days, 1):
        guesses[place] = START


def guess_described(
    found: Sequence[str | None],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
    *,
    shared: bool,
) -> None:
    """Guess that what describes activities in few words names them, where nothing else does but the
    name of a place, also where many rows have it (`shared`).
    """
    named = guesses.index(NAME) if NAME in guesses else None
    if named is not None and not is_of_a_place(headings[named]):
        return
    place = _brief(found, guesses, evidence)
    if place is None or (not shared and evidence.shares_names(place)):
        return
    guesses[place] = NAME
    if named is not None and found[named] is None:
        guesses[named] = LEFT_OUT


def _brief(found: Sequence[str | None], guesses: Sequence[str], evidence: ValuesSay) -> int | None:
    """The place of what is guessed to describe activities, where it does so in few words."""
    if DESCRIPTION not in guesses:
        return None
    place = guesses.index(DESCRIPTION)
    few = evidence.has_words(place) and not evidence.has_texts(place)
    return place if few and found[place] is None else None


def guess_words(
    found: Sequence[str | None],
    guesses: list[str],
    near: Near,
    headings: Sequence[str],
    evidence: ValuesSay,
    *,
    beside: bool,
) -> bool:
    """Guess that a column of words names activities where nothing else does, so that none is
    without a name, or that of what leads to each in an address, or else what says where each is or
    of which kind (`beside`); was there one?
    """
    if NAME in guesses:
        return False
    slugs = [at for at, c in enumerate(found) if c is None and SLUG in _words(headings[at])]
    leading = (at for at in slugs if evidence.is_filled(at) and not evidence.shares_names(at))
    free = _no_dates(_free(found, guesses), headings)
    free = _aims_last(_of_activities(free, headings), headings)
    place = next(leading, None)
    if ID in guesses or any((NAME, EXACT) in near[at] for at in free):
        # Where there are codes a file is read without names, and places are none; nor are they
        # where something is called a name, however few there are.
        free = [at for at in free if not _is_beside(headings[at])]
    if evidence.repeated_words(_kinds(found, guesses, headings)) is not None:
        # Which kind of event each was says more of it than where it was.
        free = [at for at in free if not PLACES & _words(headings[at])]
    if place is None:
        place = evidence.words(at for at in free if _is_beside(headings[at]) is beside)
    if place is not None:
        guesses[place] = NAME
    return place is not None


def guess_repeated(
    found: Sequence[str | None],
    guesses: list[str],
    near: Near,
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess a name that many rows share, where nothing else names activities: of what is called
    one, or else of any words, and of the kinds of event before places; where there is an id, by
    which a file can be read, of such alone as do not name a few kinds.
    """
    if NAME in guesses:
        return
    free = _no_dates(_free(found, guesses), headings)
    exact = [at for at in free if (NAME, EXACT) in near[at]]
    place = evidence.repeated_words(exact)
    if place is None:
        # All may be called the same, as sessions of one course.
        place = next(
            (at for at in exact if _is_filled(at, evidence) and evidence.has_words(at)), None
        )
    share = FEW_SHARE if ID in guesses else 0
    own = _of_activities(free, headings)
    if place is None:
        kinds = [] if ID in guesses else _kinds(found, guesses, headings)
        plain = {at for at in own if not _is_beside(headings[at])}
        place = evidence.repeated_words(sorted(plain.union(kinds)), share)
    if place is None and ID not in guesses:
        place = evidence.repeated_words(own)
    if place is None and ID not in guesses:
        place = evidence.repeated_words(free)
    if place is not None:
        guesses[place] = NAME


def _free(found: Sequence[str | None], guesses: Sequence[str]) -> list[int]:
    return [at for at, column in enumerate(found) if column is None and not guesses[at]]


def _of_activities(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Those of some columns that are not said to be of another thing."""
    return [at for at in places if not OF_ANOTHER & set(apart(headings[at]).split())]


def _kinds(
    found: Sequence[str | None], guesses: Sequence[str], headings: Sequence[str]
) -> list[int]:
    """Columns that are free and say which kind of activity each is: Event type."""
    return [at for at in _free(found, guesses) if OF_A_KIND.fullmatch(apart(headings[at]))]


def _aims_last(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Some columns with those at the end that are called an aim: what is done names an activity."""
    return sorted(places, key=lambda at: _is_an_aim(headings[at]))


def _is_an_aim(heading: str) -> bool:
    return bool(AIMS & _apart(heading))


def _is_noted(heading: str) -> bool:
    """Does a heading say no more than that something was noted?"""
    return bool(NOTED & _apart(heading)) and len(_apart(heading)) <= FEW_WORDS


def _apart(heading: str) -> set[str]:
    return {*apart(heading).split()}


def _no_dates(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Those of some columns that are not called a date, a time, an address or a link, tags or a
    picture: what stands there names no activity.
    """
    plain = ((at, headings[at]) for at in places if fold(headings[at]) not in CALLED_DATES)
    plain = ((at, heading) for at, heading in plain if not is_a_time(heading))
    return [at for at, heading in plain if not (ADDRESSES | LABELS) & _words(heading)]


def _is_beside(heading: str) -> bool:
    """Does a heading say where an activity is, of which kind, or what came of it, and no name?"""
    beside = (PLACES | DESCRIBED_BESIDE) & _words(heading)
    return bool(beside) and not is_of_a_place(heading)


def _words(heading: str) -> set[str]:
    return {*plainly(apart(heading)).split()}
