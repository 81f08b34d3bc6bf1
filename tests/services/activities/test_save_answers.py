"""Saving answers: one page at a time, all others kept, their order that of the first answer."""

from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.services.activities.save_answers import change_path, save_answers
from tests.support.kept.proposed import save_backing
from tests.support.links import Links


def test_other_answers_are_kept(links: Links) -> None:
    link = links.make({"name": "A panel", "seats": "all"})
    save_answers(link.product, link.portfolio, 1, {"seats": "none", "budget": "own"})
    assert list(link.record().values.items()) == [
        ("name", "A panel"),
        ("seats", "none"),
        ("budget", "own"),
    ]


def test_an_answer_is_taken_away(links: Links) -> None:
    link = links.make({"name": "A panel", "seats": "all"})
    save_answers(link.product, link.portfolio, 1, {"seats": None, "budget": None})
    assert link.record().values == {"name": "A panel"}


def test_what_stands_behind_an_answer_is_kept_apart(links: Links) -> None:
    link = links.make({"name": "A panel", "seats": "all"})
    backing = Backing("documented", "Minutes", "https://example.org")
    save_backing(link.product, link.portfolio, 1, {"seats": backing})
    save_backing(link.product, link.portfolio, 1, {"budget": Backing()})
    save_answers(link.product, link.portfolio, 1, {"seats": "none"})
    assert link.record().backing == {"seats": backing, "budget": Backing()}


def test_several_answers_come_back_as_they_were(links: Links) -> None:
    link = links.make({"functions": ("co_design", "co_planning"), "claimed_labels": ()})
    assert link.record().values["functions"] == ("co_design", "co_planning")
    assert link.record().values["claimed_labels"] == ()


def test_an_activity_that_is_not_there_is_not_changed(links: Links) -> None:
    link = links.make()
    assert save_answers(link.product, link.portfolio, 1, {"name": "x"}) is None
    assert save_backing(link.product, link.portfolio, 1, {}) is None
    assert change_path(link.product, link.portfolio, 1, "quick") is None
    assert not link.records
