"""What everyone in a workshop sees: the same for phones, the screen and whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass

from ladder_assess.core.workshops.course import Course, is_unseen, knows_rules
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.placement.activity_view import ActivityView, activity_view
from ladder_assess.publishing.workshops.votes_drawing import VotesDrawing, votes_drawing
from ladder_assess.services.workshops.consult_exercises import (
    Account,
    account_of,
    placed_account,
)
from ladder_assess.services.workshops.read_workshop import Played, rounds_of
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, product, words


@dataclass(frozen=True)
class Stage:
    """The exercise that the room is at, of how many; `account` is what it reads, None where that is
    not there any more and once the workshop is over.

    `drawing` shows the votes once they may be seen, None too where fewer than five voted. `view` is
    what the rules say, None until that is told.
    """

    course: Course
    of: int
    over: bool
    account: Account | None
    drawing: VotesDrawing | None
    view: ActivityView | None


def on_stage(workshop: Workshop) -> Stage:
    """What a workshop shows just now."""
    course, exercise, of = workshop.course, workshop.now_at, len(workshop.exercises)
    if exercise is None:
        return Stage(course, of, over=True, account=None, drawing=None, view=None)
    # Placed only where that is told: most requests come while people read and vote.
    placed = placed_account(product(), exercise) if knows_rules(course) else None
    drawing = None
    if not is_unseen(course):
        rounds = rounds_of(product(), workshop, course.exercise)
        drawing = drawn(Played(course.exercise, placed, rounds))
    view = activity_view(placed.assessed, words()) if placed else None
    account = account_of(product(), exercise)
    return Stage(course, of, over=False, account=account, drawing=drawing, view=view)


def drawn(played: Played) -> VotesDrawing | None:
    """The votes on an exercise, with where the rules place it where that is known of it; None where
    no round had five votes.
    """
    if not played.shown:
        return None
    rungs = played.placed.rungs if played.placed else None
    return votes_drawing(product().definitions.questionnaire, played.shown, rungs)


def if_changed(workshop: Workshop, show: Callable[[], str], own: int | None = None) -> View:
    """A part of a page for one that asks every two seconds; nothing is worked out where a workshop,
    and the reader's own vote, are as they were.
    """
    return unless_known(show, workshop.id, workshop.revision, own)
