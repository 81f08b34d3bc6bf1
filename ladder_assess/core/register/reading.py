"""How the columns of a file are read: which is which, and what has to be asked about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.register.columns import ID, LEFT_OUT, NAME, Headings, fold
from ladder_assess.core.register.common_forms import is_of_kind
from ladder_assess.core.register.headings.beside import told_apart
from ladder_assess.core.register.headings.column_names import (
    BY_ITS_END,
    DATES,
    DESCRIPTION,
    EXACT,
    HARDLY,
    is_of_a_place,
)
from ladder_assess.core.register.headings.filled_in import (
    are_people,
    names_beside_an_address,
    of_the_form,
)
from ladder_assess.core.register.headings.guessed_days import (
    guess_both_days,
    guess_numbered_days,
    guess_planned,
    guess_start,
)
from ladder_assess.core.register.headings.guessed_names import (
    guess_by_values,
    guess_described,
    guess_repeated,
    guess_words,
)
from ladder_assess.core.register.headings.nearest import guess_columns
from ladder_assess.core.register.headings.possible import possible_columns
from ladder_assess.core.register.headings.shared_names import fuller_names_first, own_names_first
from ladder_assess.core.register.headings.values_say import ValuesSay


@dataclass(frozen=True)
class ColumnReading:
    """How the columns of a file are read: each heading with its column (LEFT_OUT for none, None
    where someone has to say) and what it might be.

    `against` are the places of those whose values speak against what their heading says; `maybe`
    has for each that is left out what it might have been, LEFT_OUT for nothing.
    """

    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    guesses: tuple[str, ...]
    id_from_name: bool = False
    against: tuple[int, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Is every column known, none twice, and is there an id?"""
        return None not in self.columns and not self.twice and self.has_id

    @property
    def has_id(self) -> bool:
        return ID in self.columns or (self.id_from_name and NAME in self.columns)

    @property
    def twice(self) -> tuple[str, ...]:
        """Columns that several headings are said to be, where they cannot be: texts are joined."""
        counts = Counter(c for c in self.columns if c and c != DESCRIPTION)
        return tuple(column for column, times in counts.items() if times > 1)


def read_headings(
    headings: Sequence[str],
    known: Headings,
    *,
    filled: Sequence[bool],
    id_from_name: bool = False,
    evidence: ValuesSay | None = None,
) -> ColumnReading:
    """How the headings of a file are read; `filled` says which have anything beneath them.

    What stands beneath no heading, beneath one that stands there twice, or against what its heading
    says, is asked about.
    """
    said = known.said(headings)
    found = _by_headings(headings, known, said, filled, evidence)
    at = _described_alone(headings, known, found, said, evidence)
    if at is not None:
        opened = [None if place == at else column for place, column in enumerate(found)]
        reading = _read(headings, known, said, opened, evidence, id_from_name=id_from_name)
        if reading.guesses[at] == NAME:
            return reading
    return _read(headings, known, said, found, evidence, id_from_name=id_from_name)


def _read(
    headings: Sequence[str],
    known: Headings,
    said: Sequence[str | None],
    found: list[str | None],
    evidence: ValuesSay | None,
    *,
    id_from_name: bool,
) -> ColumnReading:
    """How headings are read of which these columns were `found` by what they are called."""
    people = _people(headings, known, said, evidence)
    found = [None if place in people else column for place, column in enumerate(found)]
    against, found_first = _contradicted(found, said, evidence), found
    strangers = _strangers(headings, found, against, evidence)
    found = [None if place in against else column for place, column in enumerate(found)]
    # Several that somebody said to be what happens are joined, and asked about no more.
    counted = Counter(c for c, told in zip(found, said, strict=True) if c and told != DESCRIPTION)
    repeated = {column for column, times in counted.items() if times > 1}
    settled = tuple(None if column in repeated else column for column in found)
    near = [
        known.guesses(heading)
        if column is None
        else [(column, EXACT)]
        if column in repeated
        else []
        for heading, column in zip(headings, found, strict=True)
    ]
    near = told_apart(headings, near, evidence)
    near = [[(NAME, HARDLY)] if at in people else pairs for at, pairs in enumerate(near)]
    if evidence is not None and NAME not in settled:
        near = own_names_first(settled, headings, fuller_names_first(near, evidence), evidence)
    guesses = guess_columns(settled, near, headings, evidence)
    if evidence is not None:
        guess_planned(settled, guesses, near, headings, evidence)
        guess_start(settled, guesses, headings, evidence)
        guess_both_days(settled, guesses, headings, evidence)
        guess_numbered_days(settled, guesses, headings, evidence)
        guess_by_values(settled, guesses, headings, evidence, has_id=id_from_name)
        _guess_kinds(settled, guesses, headings, evidence)
    maybe = _rather_than_nameless(settled, guesses, near, headings, evidence)
    # What is called an id and stands in some rows alone is none, and no question.
    some = [at for at in against if found_first[at] == ID and not guesses[at]]
    maybe = tuple(ID if at in some else column for at, column in enumerate(maybe))
    against = tuple(at for at in against if at not in some and at not in strangers)
    return ColumnReading(tuple(headings), settled, tuple(guesses), id_from_name, against, maybe)


def _by_headings(
    headings: Sequence[str],
    known: Headings,
    said: Sequence[str | None],
    filled: Sequence[bool],
    evidence: ValuesSay | None,
) -> list[str | None]:
    """The column that each heading certainly names, as was `said` before any other, LEFT_OUT where
    there is nothing to ask about, and None where that is not known.
    """
    found = [known.column(heading) if heading.strip() else None for heading in headings]
    found = [column if told is None else told for column, told in zip(found, said, strict=True)]
    of_form = of_the_form(headings)
    for place, column in enumerate(found):
        nothing = column is None and not headings[place].strip() and not filled[place]
        filled_in = column in DATES and place in of_form and said[place] is None
        bare = column in (ID, NAME) and said[place] is None and _is_bare(place, evidence)
        if nothing or filled_in or bare:
            found[place] = LEFT_OUT
    return found


def _people(
    headings: Sequence[str],
    known: Headings,
    said: Sequence[str | None],
    evidence: ValuesSay | None,
) -> frozenset[int]:
    """The places of names that are those of who filled in a form, where another heading names an
    activity: a bare name beside an address, in a form or with people's names beneath.
    """
    maybe = [at for at in names_beside_an_address(headings) if said[at] is None]
    if evidence is None or not maybe:
        return frozenset()
    of_form = bool(of_the_form(headings))
    people = {at for at in maybe if of_form or are_people(evidence.values(at))}
    others = (at for at in range(len(headings)) if at not in people)
    named = any(_names_an_activity(headings[at], known) for at in others)
    return frozenset(people if named else ())


def _described_alone(
    headings: Sequence[str],
    known: Headings,
    found: Sequence[str | None],
    said: Sequence[str | None],
    evidence: ValuesSay | None,
) -> int | None:
    """The place of a description of few words where no heading names an activity, and none
    describes it as well: it may be all that does.
    """
    named = NAME in found or any(_may_name(heading, known) for heading in headings)
    others = [heading for heading, column in zip(headings, found, strict=True) if column is None]
    named = named or any(DESCRIPTION in dict(known.guesses(heading)) for heading in others)
    if evidence is None or named or DESCRIPTION not in found:
        return None
    at = found.index(DESCRIPTION)
    few = evidence.has_words(at) and not evidence.has_texts(at) and not evidence.shares_names(at)
    return at if few and said[at] is None and evidence.is_filled(at) else None


def _may_name(heading: str, known: Headings) -> bool:
    """May a heading name an activity, and not the place that it is in?"""
    return dict(known.guesses(heading)).get(NAME, 0) > HARDLY and not is_of_a_place(heading)


def _names_an_activity(heading: str, known: Headings) -> bool:
    return dict(known.guesses(heading)).get(NAME, 0) >= BY_ITS_END


def _is_bare(place: int, evidence: ValuesSay | None) -> bool:
    """Has a column nothing beneath its heading? Codes that are still to come make nothing to be
    asked about.
    """
    return evidence is not None and evidence.is_bare(place)


def _contradicted(
    found: Sequence[str | None], said: Sequence[str | None], evidence: ValuesSay | None
) -> tuple[int, ...]:
    """Places whose values speak against what their heading says, unless somebody said it before."""
    return tuple(
        place
        for place, column in enumerate(found)
        if column
        and evidence is not None
        and said[place] is None
        and evidence.contradicts(place, column)
    )


def _strangers(
    headings: Sequence[str],
    found: Sequence[str | None],
    against: Sequence[int],
    evidence: ValuesSay | None,
) -> frozenset[int]:
    """Those of the headings against which values speak that are words of everybody's, such as
    Budget, where nothing beneath is an answer and the file has none elsewhere: they mean another
    thing, and nobody is asked. So do a start and an end over times of day, and a status that does
    not say how far an activity is.
    """
    if evidence is None:
        return frozenset()
    times = {at for at in against if found[at] in DATES and evidence.has_times(at)}
    times |= {at for at in against if found[at] == STATUS}
    answers = [at for at, name in enumerate(found) if name and evidence.is_answer(name)]
    if any(at not in against and not evidence.is_bare(at) for at in answers):
        return frozenset(times)
    plain = (at for at in answers if at in against and len(fold(headings[at]).split()) == 1)
    return frozenset({*times, *(at for at in plain if not evidence.fits_any(at, str(found[at])))})


def _rather_than_nameless(
    settled: tuple[str | None, ...],
    guesses: list[str],
    near: Sequence[list[tuple[str, float]]],
    headings: Sequence[str],
    evidence: ValuesSay | None,
) -> tuple[str, ...]:
    """What each column that is left out might have been. Where no column holds names, one that
    might is guessed to: activities called after who holds them, or by a code, are better than such
    without a name.
    """
    maybe = possible_columns(settled, guesses, near, headings, evidence)
    if NAME not in guesses and NAME in maybe:
        guesses[maybe.index(NAME)] = NAME
        maybe = possible_columns(settled, guesses, near, headings, evidence)
    elif evidence is not None:
        _guess_names(settled, guesses, near, headings, evidence)
        maybe = possible_columns(settled, guesses, near, headings, evidence)
    if NAME not in guesses and ID in guesses and (NAME, EXACT) in near[guesses.index(ID)]:
        guesses[guesses.index(ID)] = NAME
        maybe = possible_columns(settled, guesses, near, headings, evidence)
    if NAME not in guesses and evidence is not None:
        guess_repeated(settled, guesses, near, headings, evidence)
        guess_described(settled, guesses, headings, evidence, shared=True)
        maybe = possible_columns(settled, guesses, near, headings, evidence)
    return maybe


def _guess_kinds(
    settled: tuple[str | None, ...],
    guesses: list[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess that what says of which kind activities are (“Online survey”) is of what happens in
    them, beside other texts: common forms are offered by it.
    """
    if NAME not in {*settled, *guesses}:
        return
    for at, heading in enumerate(headings):
        free = settled[at] is None and not guesses[at]
        if free and is_of_kind(heading) and evidence.names_forms(at):
            guesses[at] = DESCRIPTION


def _guess_names(
    settled: tuple[str | None, ...],
    guesses: list[str],
    near: Sequence[list[tuple[str, float]]],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> None:
    """Guess what names activities by what stands there: words of which no heading says what they
    are, a description in few words, and where each is at the last.
    """
    guess_words(settled, guesses, near, headings, evidence, beside=False)
    guess_described(settled, guesses, headings, evidence, shared=False)
    guess_words(settled, guesses, near, headings, evidence, beside=True)
