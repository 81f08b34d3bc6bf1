"""What can be placed in a workshop: its text, and where the rules place it and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.workshops.workshop import CASE, VIGNETTE, Exercise, Offered
from ladder_assess.services.common.product import Rules
from ladder_assess.services.placement.assess_activity import assess_file_activity


@dataclass(frozen=True)
class Account:
    """An activity as a room reads it: its title, whose it is (nobody's where it was made up), the
    paragraphs of the text that is to be placed, and those of its sentences that `decide`, where it
    was written for that.
    """

    exercise: Exercise
    title: str
    of: str
    paragraphs: tuple[str, ...]
    record: dict[str, Any]
    decide: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacedAccount:
    """The same with what the rules say of it."""

    account: Account
    assessed: AssessedActivity

    @property
    def rungs(self) -> Interval:
        """Where the rules place it."""
        placement = self.assessed.assessment.placement
        return Interval(placement.low, placement.high)


def accounts(rules: Rules) -> dict[str, Account]:
    """Everything that can be placed, by the key of its exercise: vignettes first, as their texts
    say all that decides.
    """
    return {account.exercise.key: account for account in _accounts(rules)}


def _accounts(rules: Rules) -> Iterator[Account]:
    for each in rules.definitions.vignettes.values():
        if each.rung is not None:
            exercise = Exercise(VIGNETTE, each.id)
            decide = tuple(shown.says for shown in each.shows)
            yield Account(exercise, each.title, "", each.paragraphs, each.record, decide)
    for case in rules.definitions.cases:
        exercise, record = Exercise(CASE, case.id), dict(case.record)
        yield Account(exercise, case.activity, case.organisation, case.paragraphs, record)


def for_ready_agendas(rules: Rules) -> Iterator[Offered]:
    """The vignettes with their rungs: ready agendas are made of these alone."""
    for each in rules.definitions.vignettes.values():
        if each.rung is not None:
            yield Offered(Exercise(VIGNETTE, each.id), each.rung)


def account_of(rules: Rules, exercise: Exercise) -> Account | None:
    """What a room reads in an exercise; None where it is not there any more."""
    return accounts(rules).get(exercise.key)


def placed_account(rules: Rules, exercise: Exercise) -> PlacedAccount | None:
    """An account with its placement and reasons; None where it is not there any more."""
    account = account_of(rules, exercise)
    if account is None:
        return None
    activity = read_activity(rules.definitions.questionnaire, account.record)
    return PlacedAccount(account, assess_file_activity(rules, activity, 1))
