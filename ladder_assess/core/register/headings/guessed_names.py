"""What names activities and tells them apart, by what stands beneath where no heading says it."""

from collections.abc import Sequence

from ladder_assess.core.register.days.which_day import apart, may_be_years
from ladder_assess.core.register.headings.column_names import (
    ADDRESSES,
    DESCRIPTION,
    EXACT,
    ID,
    LABELS,
    LEFT_OUT,
    NAME,
    OF_CODES,
    OF_MEASURES,
    PLACES,
    is_a_time,
    is_of_a_place,
)
from ladder_assess.core.register.headings.column_names_elsewhere import DAY_WORDS, is_of_both_days
from ladder_assess.core.register.headings.guessed_days import guess_nameless_days
from ladder_assess.core.register.headings.kinds_of_heading import (
    aims_last,
    free_places,
    is_beside,
    of_a_kind,
    of_activities,
    without_dates,
    words_of,
)
from ladder_assess.core.register.headings.possible import is_filled
from ladder_assess.core.register.headings.values_say import Near, ValuesSay

SLUG, WHAT = "slug", "what"
# Where rows have an id, so many of their words have to differ for these to be names.
FEW_SHARE = 0.1


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
            free = [at for at in without_dates(free, headings) if not is_beside(headings[at])]
            own = [at for at in free if is_of_a_place(headings[at])]
            own = sorted({*own, *of_activities(free, headings)})
            none = ID in guesses or _brief(found, guesses, evidence) is not None
            others = [] if none else [at for at in free if at not in own]
            free = [*aims_last(own, headings), *others]
        else:
            no_code = ADDRESSES | DAY_WORDS | LABELS
            coded = [at for at in free if OF_CODES & words_of(headings[at])]
            free = [at for at in free if at in coded or not no_code & words_of(headings[at])]
            free = [at for at in free if not OF_MEASURES & {*apart(headings[at]).split()}]
            free = [at for at in free if not may_be_years(headings[at])]
            free = [at for at in free if not is_a_time(headings[at])]
            free = [at for at in free if not is_of_both_days(headings[at])]
        if name in guesses or (name == ID and has_id):
            continue
        if name == NAME and _is_told_by_what(found, guesses, headings, evidence):
            continue
        place = likely(free)
        if place is not None:
            guesses[place] = name
    guess_nameless_days(found, guesses, headings, evidence)


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


def _is_told_by_what(
    found: Sequence[str | None],
    guesses: Sequence[str],
    headings: Sequence[str],
    evidence: ValuesSay,
) -> bool:
    """Does a column say in few words, other ones in each row, what is done? No other names it then:
    see guess_described.
    """
    place = _brief(found, guesses, evidence)
    if place is None or evidence.shares_names(place):
        return False
    return apart(headings[place]).split()[:1] == [WHAT]


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
    if NAME in guesses or _is_told_by_what(found, guesses, headings, evidence):
        return False
    slugs = [at for at, c in enumerate(found) if c is None and SLUG in words_of(headings[at])]
    leading = (at for at in slugs if evidence.is_filled(at) and not evidence.shares_names(at))
    free = without_dates(free_places(found, guesses), headings)
    free = aims_last(of_activities(free, headings), headings)
    place = next(leading, None)
    if ID in guesses or any((NAME, EXACT) in near[at] for at in free):
        # Where there are codes a file is read without names, and places are none; nor are they
        # where something is called a name, however few there are.
        free = [at for at in free if not is_beside(headings[at])]
    if evidence.repeated_words(of_a_kind(found, guesses, headings)) is not None:
        # Which kind of event each was says more of it than where it was.
        free = [at for at in free if not PLACES & words_of(headings[at])]
    if place is None:
        place = evidence.words(at for at in free if is_beside(headings[at]) is beside)
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
    free = without_dates(free_places(found, guesses), headings)
    exact = [at for at in free if (NAME, EXACT) in near[at]]
    place = evidence.repeated_words(exact)
    if place is None:
        # All may be called the same, as sessions of one course.
        place = next(
            (at for at in exact if is_filled(at, evidence) and evidence.has_words(at)), None
        )
    share = FEW_SHARE if ID in guesses else 0
    own = of_activities(free, headings)
    if place is None:
        kinds = [] if ID in guesses else of_a_kind(found, guesses, headings)
        plain = {at for at in own if not is_beside(headings[at])}
        place = evidence.repeated_words(sorted(plain.union(kinds)), share)
    if place is None and ID not in guesses:
        place = evidence.repeated_words(own)
    if place is None and ID not in guesses:
        place = evidence.repeated_words(free)
    if place is not None:
        guesses[place] = NAME
