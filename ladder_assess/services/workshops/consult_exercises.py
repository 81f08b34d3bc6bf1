"""What can be placed in a workshop: its text, and where the rules place it and why."""

from collections.abc import Iterator

from ladder_assess.core.activities.practice import WorkedCase
from ladder_assess.core.activities.vignettes import Vignette
from ladder_assess.core.placement.activity import INDIVIDUAL, LEVEL, read_activity
from ladder_assess.core.workshops.ballot import Ballot
from ladder_assess.core.workshops.exercise import (
    CASE,
    DIMENSION,
    QUESTION,
    VIGNETTE,
    Exercise,
    Typed,
)
from ladder_assess.core.workshops.facts import FactsBallot
from ladder_assess.core.workshops.record import Account, Part, PlacedAccount
from ladder_assess.core.workshops.workshop import Offered, Workshop
from ladder_assess.services.common.product import Rules
from ladder_assess.services.placement.assess_activity import assess_file_activity


def accounts(rules: Rules) -> dict[str, Account]:
    """Everything that can be placed, by the key of its exercise: vignettes first, as their texts
    say all that decides.
    """
    return {account.exercise.key: account for account in _accounts(rules)}


def _accounts(rules: Rules) -> Iterator[Account]:
    yield from map(_of_vignette, rules.definitions.vignettes.values())
    yield from map(_of_case, rules.definitions.cases)


def _of_vignette(vignette: Vignette) -> Account:
    exercise = Exercise(VIGNETTE, vignette.id)
    told = (vignette.record, vignette.shows, vignette.notice)
    return Account(exercise, vignette.title, "", vignette.paragraphs, *told)


def _of_case(case: WorkedCase) -> Account:
    exercise, record = Exercise(CASE, case.id), dict(case.record)
    return Account(exercise, case.activity, case.organisation, case.paragraphs, record)


def for_ready_agendas(rules: Rules) -> Iterator[Offered]:
    """The vignettes that have rungs: ready agendas are made of these alone."""
    for each in rules.definitions.vignettes.values():
        if each.rung is not None:
            yield Offered(Exercise(VIGNETTE, each.id), each.rung)


def questions(rules: Rules) -> dict[str, Account]:
    """The questions of every dimension, by the key of their exercise."""
    return {account.exercise.key: account for account in _questions(rules)}


def _questions(rules: Rules) -> Iterator[Account]:
    for name, instrument in rules.definitions.instruments.items():
        dimensions = {each.id: each.name for each in instrument.dimensions}
        for item in instrument.items.values():
            if item.dimension:
                exercise = Exercise(QUESTION, f"{name}/{item.id}")
                choices = tuple(option.text for option in item.options)
                of = dimensions[item.dimension]
                yield Account(exercise, item.ask, of, (), choices=choices)


def dimensions(rules: Rules) -> dict[str, Account]:
    """Every dimension with all its questions, by the key of its exercise."""
    return {account.exercise.key: account for account in _dimensions(rules)}


def _dimensions(rules: Rules) -> Iterator[Account]:
    for name, instrument in rules.definitions.instruments.items():
        scored = instrument.scored()
        for each in instrument.dimensions:
            exercise = Exercise(DIMENSION, f"{name}/{each.id}")
            parts = tuple(
                Part(item.ask, tuple(option.text for option in item.options))
                for item in scored[each.id]
            )
            choices = tuple(text for part in parts for text in part.choices)
            read = (each.hint,)
            yield Account(exercise, each.name, instrument.title, read, choices=choices, parts=parts)


def account_of(rules: Rules, exercise: Exercise) -> Account | None:
    """What a room reads in an exercise; None where it is not there any more."""
    if exercise.typed:
        return typed_account(exercise, exercise.typed)
    if exercise.kind == VIGNETTE:
        vignette = rules.definitions.vignettes.get(exercise.id)
        return _of_vignette(vignette) if vignette else None
    if exercise.kind == CASE:
        cases = (case for case in rules.definitions.cases if case.id == exercise.id)
        return next(map(_of_case, cases), None)
    found = dimensions if exercise.kind == DIMENSION else questions
    return found(rules).get(exercise.key)


def typed_account(exercise: Exercise, typed: Typed) -> Account:
    """What a room reads of what whoever runs the workshop has typed."""
    return Account(exercise, typed.title, "", typed.paragraphs, choices=typed.choices)


def ballot_of(rules: Rules, workshop: Workshop) -> Ballot | None:
    """How the exercise under way is voted on; None where it is not, or is not there any more."""
    account = account_of(rules, workshop.now_at) if workshop.now_at else None
    return account.ballot if account else None


def placed_account(rules: Rules, exercise: Exercise) -> PlacedAccount | None:
    """An account with its placement and reasons; None where it is not there any more, and where
    rules say nothing of it.
    """
    account = account_of(rules, exercise)
    if account is None or not account.record:
        return None
    activity = read_activity(rules.definitions.questionnaire, account.record)
    deciding = FactsBallot(rules.paths.quick).deciding(activity.answers)
    if activity.answers.get(LEVEL) == INDIVIDUAL:
        deciding = frozenset((LEVEL,))
    return PlacedAccount(account, assess_file_activity(rules, activity, 1), deciding)
