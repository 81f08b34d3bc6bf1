"""What somebody who comes to their organisation wants to know first: what waits for them, how the
places of activities and the scores moved, and what to do next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ladder_assess.core.activities.two_dates import Dated, moves
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.progress import is_late
from ladder_assess.core.plan.strand import Strand

# An action is due soon so many days ahead.
SOON = timedelta(days=30)
# How far back the places of activities are looked at: three months.
LATELY = timedelta(days=91)
# What to do next.
GIVEN, DESCRIBE, ANSWER, GO_ON, REVIEW = "given", "describe", "answer", "go_on", "review"
DECIDE, PLAN, CATCH_UP, SURVEY, LOOK = "decide", "plan", "catch_up", "survey", "look"


@dataclass(frozen=True)
class PlacesMoved:
    """How many activities made each move `since` a day, by its name (core.activities.two_dates)."""

    since: date
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ScoresMoved:
    """How the scores of a strand moved since the round before: how many went up and down. `form` is
    the group, empty for the organisation itself; `number` is that of the round before.
    """

    form: str
    up: int
    down: int
    number: int


def lately(noted: date | None, today: date) -> date | None:
    """Since when the places of activities are looked at, where changes have been `noted` since a
    day; None where there is no day before today to look back to.
    """
    since = max(noted, today - LATELY) if noted else today
    return since if since < today else None


def places_moved(since: date, activities: Iterable[Dated]) -> PlacesMoved:
    """How these activities, as they were on a day and are now, moved in between."""
    return PlacesMoved(since, moves(activities))


def due_soon(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """Open actions whose day comes within thirty days, the nearest first; none that is late."""
    found = [a for a in actions if a.open and a.due and today <= a.due <= today + SOON]
    return tuple(sorted(found, key=lambda action: action.due or today))


def late(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """Actions whose day is over, those that wait longest first."""
    found = [action for action in actions if is_late(action, today)]
    return tuple(sorted(found, key=lambda action: action.due or today))


def moved(strand: Strand) -> tuple[ScoresMoved, ...]:
    """How the scores of each group moved; nothing without a round before that has the same."""
    latest, before = strand.latest, strand.before
    if latest is None or before is None:
        return ()
    found = []
    for form in ("",) if latest.own is not None else strand.forms:
        now, then = latest.scores(form), before.scores(form)
        both = [(now[key], then[key]) for key in now.keys() & then.keys()]
        if both:
            up, down = (sum(a > b for a, b in both), sum(a < b for a, b in both))
            found.append(ScoresMoved(form, up, down, before.wave.number))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How much there is of each thing that decides what is next: activities `given` to this person
    to describe, handed in for them to `review` and with an agreed view for them to `decide` about,
    all activities and those that are `answered`, actions of the plan and those that are `late`, and
    rounds of questionnaires.
    """

    given: int
    activities: int
    answered: int
    review: int
    decide: int
    actions: int
    late: int
    rounds: int


def next_step(counted: Counted) -> str:
    """What comes next: what a person was given, then what everything after it is made of."""
    steps = (
        (counted.given, GIVEN),
        (not counted.activities, DESCRIBE),
        (not counted.answered, ANSWER),
        (counted.review, REVIEW),
        (counted.decide, DECIDE),
        (not counted.actions, PLAN),
        (counted.late, CATCH_UP),
        (counted.answered < counted.activities, GO_ON),
        (not counted.rounds, SURVEY),
    )
    return next((step for is_next, step in steps if is_next), LOOK)
