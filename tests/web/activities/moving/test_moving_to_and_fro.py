"""Describe, move, answer, move back, move again, in any order: whatever was done, every page opens,
and the export is read, and placed alike, by the rules that it names.

Tests of moving back once changed answers that both versions have, and opened the result alone.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import MOVED, Author
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import move, offer
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.services.placement.place_activities import place_activities
from ladder_assess.storage.activities.history import changes_since
from ladder_assess.storage.common.record_files import of_activities, read_records
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import DECIDING, FIRST, ONE_SURVEY
from tests.support.client import Client
from tests.support.links import CONTROL, PANEL, Answers, Link, Links
from tests.support.lists import fill
from tests.support.site import TODAY

STARTS = ({**ONE_SURVEY, "benefit": "public"}, PANEL, CONTROL, DECIDING)
# What the newest questions alone can be answered with, and what places an activity elsewhere.
ITEMS = ("benefit", "initiator", "seats", "purpose", "information", "decision_rule", "functions")
NOW = noon(TODAY)
NEW_OPTIONS = ("neither", "company")
Step = tuple[str, str, int]

step = st.one_of(
    st.just(("move", "", 0)),
    st.just(("back", "", 0)),
    st.tuples(st.sampled_from(("answer", "move")), st.sampled_from(ITEMS), st.integers(-1, 8)),
)


class Moving:
    """An activity that is moved to and fro, by the services that the pages use."""

    def __init__(self, links: Links, answers: Answers) -> None:
        self.link: Link = links.make()
        self.product = self.link.product
        record = ActivityRecord(0, "full", dict(answers), stamp=FIRST, register_id="a-1")
        fill(self.product, self.link.portfolio, [record], NOW)

    def take(self, step: Step) -> None:
        what, item, choice = step
        record = self.link.record()
        if what == "back":
            move_back(self.product, self.link.portfolio, 1, Author(when=NOW))
        elif what == "answer":
            sent = {item: self._answer(record.stamp, item, choice)}
            save_answers(self.product, self.link.portfolio, 1, sent, Author(when=NOW))
        elif found := offer(self.product, record):
            sent = {row.item: record.values[row.item] for row in found.clearer}
            if item in sent:
                sent[item] = self._answer(self.product.stamp, item, choice)
            seen = record.revision
            assert move(self.product, self.link.portfolio, 1, sent, seen, Author(when=NOW))

    def _answer(self, stamp: str, item: str, choice: int) -> Any:
        asked = self.product.of(stamp).questionnaire.items[item]
        option = (*asked.option_ids, "unknown")[choice % (len(asked.options) + 1)]
        return (option,) if asked.answer == "many" and option != "unknown" else option

    def exported(self, client: Client, ending: str) -> bytes:
        return client.browser.get(f"{self.link.address}/register/activities.{ending}").get_data()

    def placed(self, data: bytes, ending: str) -> Iterator[Any]:
        """What `place` makes of an export, by the rules that the activity is described by."""
        rules = self.product.of(self.link.record().stamp)
        layout = of_activities(rules.questionnaire)
        records = read_records(BytesIO(data), layout, ending=ending, form=ending)
        return place_activities(rules.assessor, records)


def check(client: Client, moving: Moving) -> None:
    """Every page opens, and all of them say the same as the files."""
    address, record = moving.link.activity(), moving.link.record()
    pages = [f"{address}/{page}" for page in ("review", "history", "views", "result")]
    # How pages are made is checked below, once each: here, that they are, and quickly.
    shown = [client.browser.get(page) for page in (f"{moving.link.address}/plan", *pages)]
    assert [page.status_code for page in shown] == [200] * len(shown)
    assert f"Files call it {record.stamp}." in shown[-1].get_data(as_text=True)
    asked = moving.product.of(record.stamp).questionnaire.coded
    for item, value in record.values.items():
        assert item not in asked or value == "unknown" or asked[item].offers(value), item
    own = assess_record(moving.product, record).assessment
    for ending in ("jsonl", "csv"):
        (found,) = moving.placed(moving.exported(client, ending), ending)
        assert isinstance(found, Assessment), found
        assert found.placement == own.placement
        assert found.type == own.type
    (line,) = moving.exported(client, "jsonl").splitlines()
    told = json.loads(line)
    assert told["list"]["rules"] == record.stamp
    placement = told["result"]["placement"]
    assert (placement["low"], placement["high"]) == own.placement.interval


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), steps=st.lists(step, max_size=6))
@example(STARTS[0], [("move", "benefit", 3), ("back", "", 0), ("move", "", 0)])
@example(PANEL, [("move", "", 0), ("answer", "initiator", 3), ("back", "", 0)])
@example(
    PANEL, [("move", "", 0), ("answer", "benefit", 3), ("answer", "benefit", 0), ("back", "", 0)]
)
@example(
    STARTS[0],
    [("move", "benefit", 3), ("answer", "benefit", 0), ("answer", "benefit", 3), ("back", "", 0)],
)  # fmt: skip
def test_whatever_was_done_every_page_opens_and_agrees(
    client: Client, links: Links, start: Answers, steps: list[Step]
) -> None:
    moving = Moving(links, start)
    check(client, moving)
    for each in steps:
        moving.take(each)
        check(client, moving)


def said_after_moving_back(client: Client, moving: Moving) -> str:
    page = client.get(f"{moving.link.activity()}/result")
    return client.answer(page).words_of(".govuk-notification-banner")


def test_it_stands_where_it_stood_is_said_only_where_it_does(client: Client, links: Links) -> None:
    moving = Moving(links, DECIDING)
    moving.take(("move", "", 0))
    said = said_after_moving_back(client, moving)
    assert "It stands where it stood: rung 5." in said
    assert "otherwise" not in said
    moving.take(("move", "", 0))
    moving.take(("answer", "purpose", 0))
    moving.take(("answer", "decision_rule", 0))
    said = said_after_moving_back(client, moving)
    assert "stands where it stood" not in said
    assert "Before it was moved: rung 5. Now: rung 1." in said
    assert "Answered otherwise since:" in said


@pytest.mark.parametrize(("item", "option"), [("benefit", "neither"), ("initiator", "company")])
@pytest.mark.parametrize("before", [None, "public", "unknown"])
def test_an_answer_that_the_earlier_questions_lack_goes_back_and_is_named(
    client: Client, links: Links, item: str, option: str, before: str | None
) -> None:
    before = "community" if (item, before) == ("initiator", "public") else before
    moving = Moving(links, {**PANEL, item: before} if before else PANEL)
    moving.take(("move", "", 0))
    portfolio = moving.link.portfolio
    save_answers(moving.product, portfolio, 1, {item: option}, Author(when=NOW))
    offered = client.get(f"{moving.link.activity()}/result").words_of("#way-back")
    assert "The earlier questions do not have these answers" in offered
    said = said_after_moving_back(client, moving)
    label = moving.product.definitions.questionnaire.items[item].label
    assert f"so they are as they were before the move: {label}." in said
    assert moving.link.record().values.get(item) == before


def test_each_entry_of_the_history_is_read_by_the_rules_it_was_written_under(
    client: Client, links: Links
) -> None:
    """Also on the pages of older entries, and where a wording and no option is another."""
    moving = Moving(links, {**PANEL, "resources": "none"})
    link = moving.link
    first = moving.product.earlier[FIRST].questionnaire.items["resources"].option("some").text
    newest = moving.product.newest.questionnaire.items["resources"].option("some").text
    assert first != newest
    moving.take(("answer", "resources", 1))
    moving.take(("move", "", 0))
    for _ in range(60):
        moving.take(("answer", "initiator", 3))
        moving.take(("answer", "initiator", 0))
    moving.take(("answer", "resources", 0))
    moving.take(("answer", "resources", 1))
    moving.take(("back", "", 0))
    page = client.get(f"{link.activity()}/history")
    assert newest in page.text
    assert first not in page.text
    older = client.follow(page, "Older changes")
    assert first in older.text
    assert newest not in older.text
    assert "A company" in older.text
    kinds = [c.key for c in changes_since(moving.product.database, link.portfolio, 1, 0)]
    assert kinds.count(MOVED) == 2


def test_what_a_list_kept_from_before_still_opens(client: Client, links: Links) -> None:
    """An answer that was left under the earlier questions although they do not have it."""
    moving = Moving(links, {**PANEL, "benefit": "neither"})
    for page in ("review", "history", "result"):
        client.get(f"{moving.link.activity()}/{page}")
    assert moving.link.record().values["benefit"] == "neither"
