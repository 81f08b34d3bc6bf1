"""How the work on an activity goes: its states, the steps between them, and who may take which.

draft --submit--> submitted --agree--> agreed --reopen--> draft
                  submitted --request changes--> changes --submit--> submitted
"""

from collections.abc import Callable
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import AGREED, CHANGES, DRAFT, SUBMITTED
from ladder_assess.core.people.access import AGREE, CONTRIBUTE, GRANTS

SUBMIT, REQUEST_CHANGES, AGREE_TO, REOPEN = "submit", "request_changes", "agree", "reopen"


@dataclass(frozen=True)
class Step:
    """One step: the permission it needs, the states it may start from, the one it leads to.

    `needs_note` marks a step that says nothing without a few words on why. `as_seen` marks one that
    stands for the answers as they were read, so that none of them may have changed since.
    """

    id: str
    needs: str
    before: frozenset[str]
    after: str
    needs_note: bool = False
    as_seen: bool = False


STEPS: dict[str, Step] = {
    step.id: step
    for step in (
        Step(SUBMIT, CONTRIBUTE, frozenset({DRAFT, CHANGES}), SUBMITTED),
        Step(REQUEST_CHANGES, AGREE, frozenset({SUBMITTED}), CHANGES, needs_note=True),
        Step(AGREE_TO, AGREE, frozenset({SUBMITTED}), AGREED, as_seen=True),
        Step(REOPEN, AGREE, frozenset({AGREED}), DRAFT),
    )
}


class NotNow(ValueError):
    """A step that the state of the activity does not allow."""


class Agreed(NotNow):
    """An agreed activity is not changed until someone who may agree opens it again."""


def open_steps(state: str, may: Callable[[str], bool]) -> tuple[Step, ...]:
    """The steps that someone can take from a state; `may` says which permissions they hold."""
    return tuple(step for step in STEPS.values() if state in step.before and may(step.needs))


def after(state: str, step: Step) -> str:
    """The state that a step leads to. Raises NotNow where it cannot start from this one."""
    if state not in step.before:
        raise NotNow(f"{step.id} from {state}")
    return step.after


def may_change(state: str) -> bool:
    """Can answers, and whose work it is, be changed in this state?"""
    return state != AGREED


def ensure_open(state: str) -> None:
    """Raise Agreed where nothing may be changed."""
    if not may_change(state):
        raise Agreed(state)


def may_be_assigned(role: str) -> bool:
    """Can the work be given to someone with this role?"""
    return CONTRIBUTE in GRANTS.get(role, frozenset())
