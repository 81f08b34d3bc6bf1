"""Ready agendas: stories from all over the ladder, then what the room makes of them for itself."""

from collections.abc import Sequence

from flask_babel import gettext as _

from ladder_assess.core.workshops.ballot import RANKED
from ladder_assess.core.workshops.exercise import MOST_CHOICES, RANK, TALK, Exercise, Typed
from ladder_assess.core.workshops.workshop import AGENDAS, ready_stories
from ladder_assess.services.plan.write_plan import proposals_for
from ladder_assess.services.workshops.consult_exercises import for_ready_agendas, placed_account
from ladder_assess.web.common.request import product, said

SHORT = 30


def ready_agenda(minutes: int) -> tuple[Exercise, ...]:
    """All that a room does in so many minutes, as the guide tells facilitators."""
    ready = AGENDAS[minutes]
    stories = ready_stories(tuple(for_ready_agendas(product())), ready.stories)
    if minutes == SHORT:
        about = _("Which of our own activities is like one of these?")
        further = _("What would have to change?")
    else:
        about = _("What will we do differently on Monday?")
        further = _("What will you do, who does it, and by when?")
    talk = Exercise(TALK, typed=Typed(about, further, minutes=ready.talking))
    return (*stories, *(_ordering(stories) if ready.ordering else ()), talk)


def _ordering(stories: Sequence[Exercise]) -> tuple[Exercise, ...]:
    changes = proposed_changes(stories)
    if len(changes) < RANKED:
        return ()
    return (Exercise(RANK, typed=Typed(_("What should we change first?"), choices=changes)),)


def proposed_changes(exercises: Sequence[Exercise]) -> tuple[str, ...]:
    """What is proposed to change in the activities that a room places last: of as many as it takes
    to have something to put in order.
    """
    found: dict[str, None] = {}
    for exercise in reversed(exercises):
        placed = placed_account(product(), exercise)
        if placed and len(found) < RANKED:
            proposed = proposals_for(product(), placed.assessed)
            found |= dict.fromkeys(said(each.recommendation.title) for each in proposed)
    return tuple(found)[:MOST_CHOICES]
