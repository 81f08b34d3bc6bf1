"""Everything that readers stumbled on is said where the question is asked: in hint or option."""

import pytest

from ladder_assess.core.questionnaire.questionnaire import Questionnaire

# By item, words of the note that method/ladder.md and method/typology.md ask for.
NOTES = {
    "purpose": ["in practice, not what was announced", "give them a service or a course"],
    "decision_stage": [
        "not the decision that set it up",
        "go by those that it is mainly about",
        "settled beforehand",
        "a body that sets its own agenda",
    ],
    "information": ["whoever supplied it", "partial, late or hard to use", "independent advice"],
    "dialogue": ["A survey or a comment form", "no way to influence"],
    "response": ["by rule, by promise or because it always does so", "what happened once",
                 "Where the community decides"],
    "seats": ["neither asked for advice nor decides", "whose agreement is required",
              "a direct vote or an assembly of everyone", "shares of the body that decides"],
    "selection": ["no such seats or everyone takes part"],
    "decision_rule": ["set up to give it", "If people sit on such a body"],
    "override": ["last resort", "never used", "with it in mind", "a referee, or a body above both"],
    "ground_rules": ["own rules count as agreed", "rules in law that neither side can change"],
    "budget": ["a defined pot", "funds that it holds itself"],
    "management": ["Staff whom the community employs count as the community"],
    "accountability": ["To answer a survey or to come to a meeting is to take part",
                       "people are only told"],
    "resources": ["a meal", "wages", "own budget where it is the community's",
                  "A survey or a leaflet by itself gives them none"],
    "who_plans": ["not of the panel or the meeting", "drawn up or agreed together",
                  "only asked for their views", "Staff whom the community employs"],
    "who_delivers": ["Staff whom the community employs", "not of running the panel"],
    "professional_role": ["Do not count staff whom the community employs"],
    "benefit": ["The organisation gains most, or nobody does"],
    "initiator": ["A company"],
}  # fmt: skip


@pytest.mark.parametrize("item", NOTES)
def test_the_note_is_visible_to_whoever_answers(questionnaire: Questionnaire, item: str) -> None:
    asked = questionnaire.items[item]
    shown = " ".join([asked.hint, *(f"{o.text} {o.hint}" for o in asked.options)])
    missing = [words for words in NOTES[item] if words.lower() not in shown.lower()]
    assert not missing, shown


def test_all_evidence_has_its_notes(questionnaire: Questionnaire) -> None:
    assert {item.id for item in questionnaire.evidence} <= set(NOTES)
