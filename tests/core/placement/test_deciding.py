"""Which answers could change the rung: just those that do in some way of answering the others."""

from itertools import product
from random import Random

from ladder_assess.core.activities.activity_record import as_activity
from ladder_assess.core.placement.deciding import deciding
from ladder_assess.core.questionnaire.answers import Answer
from tests.support.command import rules
from tests.support.links import ONE_PERSON, PANEL
from tests.support.lists import invented

ASSESSOR = rules().newest.assessor
CODED = ASSESSOR.questionnaire.coded
READ_BY_LADDER = {"decision_stage", "response", "seats", "decision_rule", "override", "purpose"}
RECORD_ONLY = {"who_plans", "who_delivers", "professional_role", "benefit", "initiator"}


def by_hand(answers: dict[str, Answer], items: list[str]) -> set[str]:
    """The same from the definition: all answers to the others, and each answer to one."""
    found = set()
    for item in items:
        others = [other for other in items if other != item]
        for chosen in product(*(CODED[other].option_ids for other in others)):
            known = {**answers, **dict(zip(others, chosen, strict=True))}
            rungs = {
                ASSESSOR.placer.interval({**known, item: option})
                for option in CODED[item].option_ids
            }
            if len(rungs) > 1:
                found.add(item)
                break
    return found


def test_exactly_those_that_change_the_rung_in_some_way_do() -> None:
    chance = Random(3)
    for record in invented(ASSESSOR.questionnaire, 30, seed=2):
        answers = dict(as_activity(ASSESSOR.questionnaire, record).answers)
        items = chance.sample(sorted({*READ_BY_LADDER, *RECORD_ONLY}), 3)
        expected = by_hand(answers, items) if answers.get("level") != "individual" else set()
        assert deciding(ASSESSOR, answers, items) == expected, (answers, items)


def test_what_the_ladder_does_not_read_never_changes_the_rung() -> None:
    answers = {k: v for k, v in PANEL.items() if k in CODED and v != "unknown"}
    assert deciding(ASSESSOR, answers, sorted(RECORD_ONLY)) == frozenset()
    assert "seats" in deciding(ASSESSOR, answers, ["seats", "benefit"])


def test_a_service_to_one_person_has_no_rung_to_change() -> None:
    answers = {k: v for k, v in ONE_PERSON.items() if k in CODED}
    assert deciding(ASSESSOR, answers, ["seats", "response"]) == frozenset()
