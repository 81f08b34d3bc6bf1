"""Everything that readers stumbled on is said where the question is asked: in hint or option."""

import json
from collections.abc import Mapping

import pytest

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers
from tests.core.conftest import ROOT

GUIDE = ROOT.parent / "ladder_assess" / "guides" / "maintainers" / "changing.md"
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
    "override": ["by the terms and by what happens in practice", "last resort", "never used",
                 "with it in mind", "a referee or a higher body"],
    "ground_rules": ["own rules count as agreed", "rules in law that neither side can change"],
    "budget": ["a defined pot", "funds that it holds itself", "not who it came from"],
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


# The quick path folds hints up. So what changes most stands in the question or in an option: by
# item, the shortest form of the note.
SEEN = {
    "purpose": ["in practice", "people's help with work"],
    "decision_stage": ["the main decisions that it deals with", "settled beforehand",
                       "sets its own agenda"],
    "information": ["whoever supplied it"],
    "dialogue": ["a survey, on a comment form", "can ask, but influence nothing"],
    "seats": ["not counting elected members or staff", "neither gives advice nor decides",
              "whose agreement is required", "a direct vote or an assembly"],
    "decision_rule": ["set up to give it", "At least this if people sit on it"],
    "override": ["last resort, or never used, does not count", "a referee or a higher body"],
    "budget": ["a defined pot", "funds that it holds itself"],
    "accountability": ["only told", "a survey, an open meeting", "take part themselves"],
    # These change less, and cost the quick path nothing: it hardly ever asks them.
    "response": ["by rule, by promise or by habit", "where the community decides"],
    "ground_rules": ["own written rules, and rules in law"],
    "management": ["staff whom it employs"],
    "resources": ["a meal", "wages", "a budget that is the community's"],
}  # fmt: skip
# Of the answers that a reader of the trial might have given instead, so many would move the place.
TELLING = 0.1


@pytest.mark.parametrize("item", SEEN)
def test_the_note_is_seen_without_unfolding_anything(
    questionnaire: Questionnaire, item: str
) -> None:
    asked = questionnaire.items[item]
    seen = " ".join([asked.ask, *(f"{o.text} {o.hint}" for o in asked.options)])
    assert not [words for words in SEEN[item] if words.lower() not in seen.lower()], seen


def test_every_question_that_changes_much_says_its_note_without_help(
    questionnaire: Questionnaire, assessor: Assessor
) -> None:
    moving = {item.id: share_that_moves(assessor, item) for item in questionnaire.evidence}
    assert {item for item, share in moving.items() if share >= TELLING} <= set(SEEN)
    assert max(moving, key=lambda item: moving[item]) == "decision_stage"


def test_the_guide_says_which_these_are(questionnaire: Questionnaire, assessor: Assessor) -> None:
    guide = " ".join(GUIDE.read_text("utf-8").split()).lower()
    for item in questionnaire.evidence:
        share = round(100 * share_that_moves(assessor, item))
        assert not share or f"{item.label.lower()} {share}" in guide, item.id


def share_that_moves(assessor: Assessor, item: Item) -> float:
    """The share of other answers to a question that would move a reading of the trial."""
    lines = (ROOT / "trials" / "twenty-readings.jsonl").read_text("utf-8").splitlines()
    asked = assessor.questionnaire
    read: list[Mapping[str, object]] = [json.loads(line)["answers"] for line in lines]
    moved: list[bool] = []
    for given in read:
        answers = read_answers(asked.coded, asked.accepted, given, [])
        if answers.get("level") == "individual":
            continue
        stands = assessor.placer.interval(answers)
        others = set(item.option_ids) - {str(answers.get(item.id))}
        found = (assessor.placer.interval({**answers, item.id: other}) for other in others)
        moved += [each != stands for each in found]
    return sum(moved) / len(moved)
