"""What somebody who comes to their organisation wants to know first: what waits for them, how the
scores moved, and what to do next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.progress import is_late
from ladder_assess.core.plan.strand import Strand

# An action is due soon so many days ahead.
SOON = timedelta(days=30)
# What to do next.
DESCRIBE, PLAN, SURVEY, LOOK = "describe", "plan", "survey", "look"


@dataclass(frozen=True)
class ScoresMoved:
    """How the scores of a strand moved since the round before: how many went up and down. `form` is
    the group, empty for the organisation itself; `number` is that of the round before.
    """

    form: str
    up: int
    down: int
    number: int


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


def next_step(*, activities: int, actions: int, rounds: int) -> str:
    """What an organisation does next, by how much there is of each."""
    if not activities:
        return DESCRIBE
    if not actions:
        return PLAN
    return LOOK if rounds else SURVEY
