"""What everyone in a workshop sees: the same for phones, the screen and whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import make_response, request

from ladder_assess.core.workshops.course import Course, is_over, is_unseen, knows_rules
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.placement.activity_view import ActivityView, activity_view
from ladder_assess.publishing.workshops.votes_drawing import VotesDrawing, votes_drawing
from ladder_assess.services.workshops.consult_exercises import PlacedAccount, placed_account
from ladder_assess.services.workshops.read_workshop import Played, rounds_of
from ladder_assess.web.common.request import View, product, words


@dataclass(frozen=True)
class Stage:
    """The exercise that the room is at, of how many; `placed` is None once the workshop is over.

    `drawing` shows the votes once they may be seen, None too where fewer than five voted. `view` is
    what the rules say, None until that is told.
    """

    course: Course
    of: int
    over: bool
    placed: PlacedAccount | None
    drawing: VotesDrawing | None
    view: ActivityView | None


def on_stage(workshop: Workshop) -> Stage:
    """What a workshop shows just now."""
    course, exercise = workshop.course, workshop.now_at
    placed = None if exercise is None else placed_account(product(), exercise)
    told = knows_rules(course) and placed is not None
    drawing = None
    if placed is not None and not is_unseen(course):
        played = Played(course.exercise, placed, rounds_of(product(), workshop, course.exercise))
        drawing = drawn(played, told=told)
    return Stage(
        course,
        len(workshop.exercises),
        is_over(course, len(workshop.exercises)),
        placed,
        drawing,
        activity_view(placed.assessed, words()) if told and placed else None,
    )


def drawn(played: Played, *, told: bool) -> VotesDrawing | None:
    """The votes on an exercise, and where the rules place it where that is `told`; None where no
    round had five votes.
    """
    if not played.shown:
        return None
    rungs = played.placed.rungs if told and played.placed else None
    return votes_drawing(product().definitions.questionnaire, played.shown, rungs)


def if_changed(workshop: Workshop, show: Callable[[], str], own: int | None = None) -> View:
    """A part of a page for one that asks every two seconds; nothing is worked out where a workshop,
    and the reader's own vote, are as they were.
    """
    tag = f"{workshop.id}-{workshop.revision}-{own}"
    response = make_response("", 304) if tag in request.if_none_match else make_response(show())
    response.set_etag(tag)
    return response
