"""What everyone in a workshop sees: the same for phones, the screen and whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass

from ladder_assess.core.workshops.course import Course, is_unseen, knows_rules
from ladder_assess.core.workshops.exercise import Exercise
from ladder_assess.core.workshops.record import Account, PlacedAccount, Played
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.placement.activity_view import ActivityView, activity_view
from ladder_assess.publishing.workshops import votes_drawing
from ladder_assess.publishing.workshops.choices_drawing import ChoicesDrawing
from ladder_assess.publishing.workshops.votes_drawing import WIDE, Frame, VotesDrawing
from ladder_assess.services.workshops.consult_exercises import (
    account_of,
    placed_account,
)
from ladder_assess.services.workshops.read_workshop import rounds_of
from ladder_assess.web.access.identity import now
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, product, words


@dataclass(frozen=True)
class Stage:
    """The exercise that the room is at, of how many; `account` is what it reads, None where that is
    not there any more and once the workshop is over.

    `drawing` shows the votes once they may be seen, None too where fewer than five voted. `view` is
    what the rules say and `placed` where they place it and why, None until that is told. `left` are
    the seconds that are left to talk.
    """

    course: Course
    of: int
    over: bool
    account: Account | None
    drawing: VotesDrawing | ChoicesDrawing | None
    view: ActivityView | None
    exercise: Exercise | None = None
    left: int = 0
    placed: PlacedAccount | None = None

    @property
    def kind(self) -> str:
        """The kind of the exercise; empty once the workshop is over."""
        return self.exercise.kind if self.exercise else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What there is to pick from where that is no rung."""
        return self.account.choices if self.account else ()

    @property
    def minutes(self) -> int:
        """For how many minutes the room talks about it; 0 where it votes."""
        return self.exercise.typed.minutes if self.exercise and self.exercise.typed else 0


def on_stage(workshop: Workshop, frame: Frame = WIDE) -> Stage:
    """What a workshop shows just now, its votes drawn within a frame."""
    course, exercise, of = workshop.course, workshop.now_at, len(workshop.exercises)
    if exercise is None:
        return Stage(course, of, over=True, account=None, drawing=None, view=None)
    account = account_of(product(), exercise)
    # Placed only where that is told: most requests come while people read and vote.
    placed = placed_account(product(), exercise) if knows_rules(course) else None
    drawing = None
    if not is_unseen(course):
        rounds = rounds_of(product(), workshop, course.exercise)
        on_ladder = placed if placed and placed.has_rung else None
        drawing = drawn(Played(course.exercise, exercise, account, on_ladder, rounds), frame)
    view = activity_view(placed.assessed, words()) if placed else None
    left = max(course.ends - now(), 0)
    return Stage(course, of, False, account, drawing, view, exercise, left, placed)


def drawn(played: Played, frame: Frame = WIDE) -> VotesDrawing | ChoicesDrawing | None:
    """The votes on an exercise; None where no round had five."""
    return votes_drawing.drawn(product().definitions.questionnaire, played, frame)


def if_changed(workshop: Workshop, show: Callable[[], str], *own: object) -> View:
    """A part of a page for one that asks every two seconds; nothing is worked out where a workshop,
    and what is the reader's `own`, are as they were.
    """
    return unless_known(show, workshop.id, workshop.revision, *own)
