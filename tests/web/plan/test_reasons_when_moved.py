"""A plan says of what became otherwise in a move that nobody did it, however many it is about."""

import pytest

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.plan import Trigger
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.plan import read_reasons
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.storage.activities.history import moved_some_time
from ladder_assess.storage.common.database import Database
from tests.services.activities.test_move_to_clearer import BY, described_first
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.site import TODAY
from tests.web.plan.test_reasons import on_page, put

STEP = Trigger("change", "seats >= minority")


def read_anew(link: Link, number: int) -> None:
    seen = link.record(number).revision
    assert move(link.product, link.portfolio, number, {"seats": "equal"}, seen, BY)


def test_a_step_whose_answer_was_read_anew_was_not_taken(client: Client, links: Links) -> None:
    link = links.make()
    described_first(link, PANEL)
    put(link, STEP, 1, chosen=1)
    read_anew(link, 1)
    said = on_page(client, link)
    assert (
        "No longer so, because answers were read anew for a move to other questions. "
        "That changed on 1 March 2026."
    ) in said
    assert "the step was taken" not in said


@pytest.mark.parametrize("dated", [True, False])
def test_of_many_nobody_is_said_to_have_met_what_the_move_did(
    client: Client, links: Links, monkeypatch: pytest.MonkeyPatch, dated: bool
) -> None:
    """Of an action for more than fifty activities, histories are not read."""
    monkeypatch.setattr(read_reasons, "MOST_DATED", 50 if dated else 2)
    link = links.make()
    described_first(link, *[PANEL] * 4)
    put(link, STEP, 1, 2, 3, 4, chosen=1)
    read_anew(link, 1)
    save_answers(link.product, link.portfolio, 2, {"seats": "equal"}, BY)
    said = on_page(client, link)
    assert "for 2 of 4 activities. 1 has met it." in said
    how = "because answers were read anew" if dated else "by what was done or by the move"
    assert f"For 1 it is no longer so{'' if dated else ','} {how}" in said


def test_what_was_moved_is_looked_up_once_for_all_actions(
    links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_reasons, "MOST_DATED", 1)
    asked: list[int] = []

    def counted(database: Database, portfolio: Portfolio) -> frozenset[int]:
        asked.append(portfolio.id)
        return moved_some_time(database, portfolio)

    monkeypatch.setattr(read_reasons, "moved_some_time", counted)
    link = links.make()
    described_first(link, *[PANEL] * 3)
    for numbers in ((1, 2), (2, 3), (1, 2, 3)):
        put(link, STEP, *numbers, chosen=1)
        save_answers(link.product, link.portfolio, numbers[0], {"seats": "equal"}, BY)
    gather_plan(link.product, link.portfolio, TODAY)
    assert asked == [link.portfolio.id]
