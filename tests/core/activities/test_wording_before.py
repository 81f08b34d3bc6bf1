"""How a question was worded before: only what is otherwise is told."""

from ladder_assess.core.questionnaire.wording_before import WordingBefore, wording_before
from tests.support.command import rules

EVERY = rules().every
NEWEST, FIRST = EVERY[0].questionnaire, EVERY[-1].questionnaire


def test_a_question_that_nobody_changed_was_worded_as_it_is() -> None:
    same = FIRST.items["dialogue"]
    assert wording_before(same, same) == WordingBefore("", "", (), ())


def test_what_is_otherwise_is_told_and_no_more() -> None:
    found = wording_before(FIRST.items["resources"], NEWEST.items["resources"])
    assert found.ask == ""
    assert found.hint == FIRST.items["resources"].hint
    assert found.options == (
        ("Training, expenses or help in kind", "Training, expenses, a meal or help in kind"),
    )
    assert wording_before(FIRST.items["initiator"], NEWEST.items["initiator"]).new == ("A company",)


def test_of_a_question_that_there_was_not_nothing_is_told() -> None:
    assert wording_before(None, NEWEST.items["seats"]) == WordingBefore("", "", (), ())


def test_every_question_that_reads_otherwise_has_something_to_tell() -> None:
    for row in NEWEST.clearer:
        told = wording_before(FIRST.items.get(row.item), NEWEST.items[row.item])
        assert any(told), row.item
