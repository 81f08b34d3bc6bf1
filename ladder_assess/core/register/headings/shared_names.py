"""Where most rows share what a column calls a name, and another names each activity."""

from collections.abc import Sequence

from ladder_assess.core.register.days.which_day import apart, fold
from ladder_assess.core.register.headings.beside import Near
from ladder_assess.core.register.headings.column_names import (
    AIMS,
    BY_ITS_END,
    HARDLY,
    NAME,
    OF_ANOTHER,
    OF_CODES,
    OFTEN,
    is_of_a_place,
)
from ladder_assess.core.register.headings.column_names_elsewhere import (
    plainly,
    words_for_activities,
)
from ladder_assess.core.register.headings.values_say import ValuesSay

# A name of a place that fewer rows share is one of theirs.
SURELY_DIFFERENT = 0.9
# Words of what activities are often called that name other things as well.
OF_ANYTHING = frozenset(("name", "title", "of", "charity", "group", "service", "request"))
ACTIVITIES = (
    frozenset(word for text in OFTEN[NAME] for word in text.split()) - OF_ANYTHING
) | words_for_activities()


def own_names_first(
    found: Sequence[str | None], headings: Sequence[str], near: Near, evidence: ValuesSay
) -> Near:
    """What headings may mean, without a name that most rows share where another column says that it
    names an activity and most rows have one of their own: a project has several initiatives. So has
    a place, whose name gives way to what looks like names beneath a heading that nobody knows too.
    """
    named = [at for at, pairs in enumerate(near) if dict(pairs).get(NAME, 0) >= BY_ITS_END]
    gives_way = [at for at in named if evidence.shares_names(at)]
    own = [at for at in named if at not in gives_way and _is_of_each(at, headings, evidence)]
    if not own:
        gives_way = [at for at in named if is_of_a_place(headings[at]) and _repeats(at, evidence)]
        if gives_way != named or not _has_likely_names(found, headings, near, evidence):
            return near
    return [[(NAME, HARDLY)] if at in gives_way else pairs for at, pairs in enumerate(near)]


def fuller_names_first(near: Near, evidence: ValuesSay) -> Near:
    """What headings may mean, without a name that few rows have where another stands in twice as
    many: the others would have none.
    """
    named = [at for at, pairs in enumerate(near) if dict(pairs).get(NAME, 0) > HARDLY]
    rows = {at: sum(evidence.values(at).values()) for at in named}
    good = (rows[at] for at in named if not evidence.contradicts(at, NAME, guessed=True))
    most = max(good, default=0)
    return [[(NAME, HARDLY)] if 2 * rows.get(at, most) < most else p for at, p in enumerate(near)]


def _repeats(place: int, evidence: ValuesSay) -> bool:
    """Does the same stand in several rows?"""
    values = evidence.values(place)
    return len(values) < SURELY_DIFFERENT * sum(values.values())


def _has_likely_names(
    found: Sequence[str | None], headings: Sequence[str], near: Near, evidence: ValuesSay
) -> bool:
    """Does a column look like names whose heading says nothing, and not that it is of another?"""
    of_another = OF_ANOTHER | OF_CODES | AIMS
    open_places = (at for at, column in enumerate(found) if column is None and not near[at])
    likely = [at for at in open_places if of_another.isdisjoint(apart(headings[at]).split())]
    return evidence.likely_name(likely) is not None


def _is_of_each(place: int, headings: Sequence[str], evidence: ValuesSay) -> bool:
    """Does a heading say that an activity has this name, and nothing beneath it say otherwise?"""
    heading = headings[place]
    words = {*plainly(apart(heading)).split(), *fold(heading).split()}
    says = bool(ACTIVITIES & words) and not is_of_a_place(heading)
    return says and not evidence.contradicts(place, NAME, guessed=True)
