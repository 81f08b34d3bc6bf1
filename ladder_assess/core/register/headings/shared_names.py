"""Where most rows share what a column calls a name, and another names each activity."""

from collections.abc import Sequence

from ladder_assess.core.register.days.which_day import apart, fold
from ladder_assess.core.register.headings.beside import Near
from ladder_assess.core.register.headings.column_names import (
    BY_ITS_END,
    HARDLY,
    NAME,
    OFTEN,
    is_of_a_place,
)
from ladder_assess.core.register.headings.column_names_elsewhere import (
    plainly,
    words_for_activities,
)
from ladder_assess.core.register.headings.guessing import ValuesSay

# Words of what activities are often called that name other things as well.
OF_ANYTHING = frozenset(("name", "title", "of", "charity", "group", "service", "request"))
ACTIVITIES = (
    frozenset(word for text in OFTEN[NAME] for word in text.split()) - OF_ANYTHING
) | words_for_activities()


def own_names_first(headings: Sequence[str], near: Near, evidence: ValuesSay) -> Near:
    """What headings may mean, without a name that most rows share where another column says that it
    names an activity and most rows have one of their own: a project has several initiatives.
    """
    named = [at for at, pairs in enumerate(near) if dict(pairs).get(NAME, 0) >= BY_ITS_END]
    shared = {at for at in named if evidence.shares_names(at)}
    own = [at for at in named if at not in shared and _is_of_each(at, headings, evidence)]
    if not own:
        return near
    return [[(NAME, HARDLY)] if at in shared else pairs for at, pairs in enumerate(near)]


def _is_of_each(place: int, headings: Sequence[str], evidence: ValuesSay) -> bool:
    """Does a heading say that an activity has this name, and nothing beneath it say otherwise?"""
    heading = headings[place]
    words = {*plainly(apart(heading)).split(), *fold(heading).split()}
    says = bool(ACTIVITIES & words) and not is_of_a_place(heading)
    return says and not evidence.contradicts(place, NAME, guessed=True)
