"""When what is said of an activity is so, given one way to answer all that nobody asked.

By the rules as they are written a second time (tests.core.naive). The range over all ways is the
product's own, which tests/core/placement holds against them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive
from tests.publishing.plans import read_yaml

Answers = Mapping[str, Any]
VERSIONS = (1, 2)


class Case(NamedTuple):
    """What was said of an activity: the version of the rules, the known answers, and the rungs that
    were claimed and intended.
    """

    version: int
    known: Answers
    claimed: int | None = None
    intended: int | None = None


True_ = Callable[[Case, dict[str, Any], tuple[str, ...]], bool]


@cache
def rules(version: int) -> Questionnaire:
    """The questions and rules of a version."""
    return build(read_yaml(f"activity-v{version}.yaml"))


@cache
def _assessor(version: int) -> Assessor:
    return Assessor(rules(version))


def interval(case: Case, answers: Answers) -> Interval:
    """The rungs that these answers leave open."""
    evidence = {item: answer for item, answer in answers.items() if item in naive.EVIDENCE}
    return _assessor(case.version).placer.interval(evidence)


def rung_of(case: Case, a: Answers) -> int:
    """The rung by complete answers."""
    return naive.rung(a, case.version)


def nothing_heard(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    silent = a["information"] == "none" and a["dialogue"] == "none"
    return rung_of(case, a) == 0 and silent


def below_intended(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended is not None and rung_of(case, a) < case.intended


def has_reached(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended is not None and rung_of(case, a) >= case.intended


def below_claim(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.claimed is not None and rung_of(case, a) < case.claimed


def above_claim(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.claimed is not None and rung_of(case, a) > case.claimed


def not_that_rung(case: Case, a: dict[str, Any], found: tuple[str, ...]) -> bool:
    return naive.chain_rung(a, case.version) < int(found[0])


def at_the_top(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return rung_of(case, a) == 8


def rests_on_none(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """No step in one known answer moves it, whatever the others are."""
    return all(rung_of(case, moved) == rung_of(case, a) for moved in _steps(case, a))


def _steps(case: Case, a: dict[str, Any]) -> list[dict[str, Any]]:
    moved = []
    for item in case.known:
        options = list(naive.PLACE.get(item, ()))
        if item in naive.PLACE and item in a:
            at = options.index(a[item])
            moved += [{**a, item: o} for o in options[max(at - 1, 0) : at + 2] if o != a[item]]
    return moved


def no_caution(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """A trap is a rung: a service to one person, which has none, is in none."""
    in_traps = a["level"] != "individual" and naive.traps(a, case.version)
    return not naive.cautions(a, case.version) and not in_traps


def in_a_trap(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return bool(naive.traps(a, case.version))


def no_share(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return rung_of(case, a) < 6


def a_share(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return rung_of(case, a) >= 6


def has_functions(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """Only a known answer says that there are none."""
    return "functions" in case.known


def none_chosen(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return any(value == () or value == [] for value in case.known.values())


def one_person(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.known.get("level") == "individual"


def meant_for_nothing(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended == 0


def not_said(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended is None


def same_rung(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return rung_of(case, a) == rung_of(case, {**weakest(), **case.known})


def works_without_say(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return a["who_delivers"] != "professionals" and rung_of(case, a) < 5


def no_answer_moves_the_range(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    now = interval(case, case.known)
    return all(interval(case, moved) == now for moved in _steps(case, dict(case.known)))


def on_rung(number: int) -> True_:
    """Does it stand on that rung?"""
    return lambda case, a, _found: rung_of(case, a) == number


def cautioned(rule: str) -> True_:
    """Does this caution hold?"""
    return lambda case, a, _found: rule in naive.cautions(a, case.version)


def trapped(rule: str) -> True_:
    """Is it in this trap?"""
    return lambda case, a, _found: rule in naive.traps(a, case.version)


def found_of(rule: str) -> True_:
    """Does this hold of what it is called?"""
    return lambda case, a, _found: rule in naive.findings(a, case.version)


def of_kind(rule: str) -> True_:
    """Is it of this kind?"""
    return lambda case, a, _found: naive.kind(a, case.version) == rule


def of_role(rule: str) -> True_:
    """Do people play this part in it?"""
    return lambda _case, a, _found: naive.role(a) == rule


def _deciding(case: Case) -> int:
    """In how many of the known answers a step up or down moves the range."""
    now = interval(case, case.known)
    return len(
        {
            item
            for moved in _steps(case, dict(case.known))
            for item in case.known
            if moved[item] != case.known[item] and interval(case, moved) != now
        }
    )


def _number(found: tuple[str, ...]) -> int:
    return 1 if found[0] == "one" else int(found[0])


def rests_on(case: Case, _a: dict[str, Any], found: tuple[str, ...]) -> bool:
    """It stands on one rung, and so many answers decide it."""
    now = interval(case, case.known)
    return now.low == now.high and _deciding(case) == _number(found)


def decided_by(case: Case, _a: dict[str, Any], found: tuple[str, ...]) -> bool:
    """It stands on one of several rungs, and so many of the answers given decide which."""
    now = interval(case, case.known)
    return now.low != now.high and _deciding(case) == _number(found)


def decided_by_one(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """One of the answers given alone decides where it stands, or which rungs are open."""
    return _deciding(case) == 1


def weakest() -> dict[str, Any]:
    """The weakest answer to every question."""
    every = {item: options[0] for item, options in {**naive.EVIDENCE, **naive.TYPOLOGY}.items()}
    return {**every, "purpose": "listen", "functions": (), "claimed_labels": ()}


def strongest() -> dict[str, Any]:
    """The strongest answer to every question."""
    every = {item: options[-1] for item, options in {**naive.EVIDENCE, **naive.TYPOLOGY}.items()}
    return {**every, "functions": (), "claimed_labels": ()}


def no_evidence(_case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """Of the answers of this test nobody says what stands behind them."""
    return True


def never(_case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return False
