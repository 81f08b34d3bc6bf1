"""Two people with one page open: the second is told, and neither loses anything."""

from dataclasses import dataclass

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import find_activity
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import product_of

TOLD = "Two people answered this at the same time."


@dataclass(frozen=True)
class Pair:
    """Two browsers at one activity; `names` are what the second reads of the first."""

    one: Client
    two: Client
    activity: str
    product: Product
    portfolio: Portfolio
    name: str
    named: bool

    def open(self, client: Client, section: str = "at_the_table") -> Page:
        return client.get(f"{self.activity}/questions/{section}")

    def record(self) -> ActivityRecord:
        found = find_activity(self.product.database, self.portfolio, 1)
        assert found is not None
        return found


@pytest.fixture(params=["link", "organisation"])
def pair(request: pytest.FixtureRequest, app: Flask, links: Links) -> Pair:
    product = product_of(app)
    if request.param == "link":
        link = links.make({"name": "A panel", "seats": "advisory"})
        return Pair(
            Client(app), Client(app), link.activity(), product, link.portfolio, "Someone", False
        )
    office = make_office(product)
    office.describe({"name": "A panel", "seats": "advisory"})
    second = make_person(product, "Bo Second")
    office.take_on(second, "editor")
    return Pair(
        signed_in_client(app, office.owner), signed_in_client(app, second),
        f"{office.list}/activities/1", product, office.portfolio, "Ada Owner", True,
    )  # fmt: skip


def test_the_second_sees_both_answers_and_decides(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    page = pair.two.answer(second, seats="none")
    assert page.address.endswith("/questions/at_the_table"), "the page is shown again"
    assert page.complaints == [f"{TOLD} Choose which answer to keep."]
    assert f"{pair.name} changed this on" in page.one("#meanwhile-seats").text
    assert "Ada Owner" not in page.text or pair.named
    assert form_of(page).values["seats"] == ["none"], "theirs is filled in"
    assert pair.record().values["seats"] == "all", "nothing is overwritten"
    page = pair.two.answer(page)
    assert "/questions/at_the_table" not in page.address
    assert pair.record().values["seats"] == "none", "saving again keeps theirs"
    assert not pair.open(pair.two).all("[id^=meanwhile]"), "it is settled"


def test_the_other_s_answer_is_in_words(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    item = product_of(pair.one.app).definitions.questionnaire.items["seats"]
    pair.one.answer(first, seats="all")
    page = pair.two.answer(second, seats="none")
    assert item.option("all").text in page.one("#meanwhile-seats").text


def test_the_second_may_take_the_first_s_answer(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    page = pair.two.answer(pair.two.answer(second, seats="none"), seats="all")
    assert not page.complaints
    assert pair.record().values["seats"] == "all"


def test_what_the_second_did_not_touch_keeps_the_first_s_answer(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    page = pair.two.answer(second, selection="by_lot")
    assert f"{pair.name} changed this on" in page.one("#meanwhile-seats").text
    assert not page.complaints
    assert form_of(page).values["seats"] == ["all"]
    assert {k: pair.record().values[k] for k in ("seats", "selection")} == {
        "seats": "all", "selection": "by_lot",
    }  # fmt: skip
    pair.two.answer(page)
    assert pair.record().values["seats"] == "all"


def test_other_pages_are_nobody_s_business(pair: Pair) -> None:
    second = pair.open(pair.two)
    pair.one.answer(pair.open(pair.one, "voice"), dialogue="one_off")
    page = pair.two.answer(second, seats="none")
    assert "/questions/at_the_table" not in page.address
    assert pair.record().values["dialogue"] == "one_off"
    assert pair.record().values["seats"] == "none"


def test_the_same_answer_is_no_clash(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    page = pair.two.answer(second, seats="all")
    assert "/questions/at_the_table" not in page.address


def test_a_third_change_is_told_as_well(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    page = pair.two.answer(second, seats="none")
    pair.one.answer(pair.open(pair.one), seats="minority")
    page = pair.two.answer(page)
    assert page.complaints
    assert pair.record().values["seats"] == "minority"


def test_texts_numbers_dates_and_several_answers_clash_too(pair: Pair) -> None:
    cases: list[tuple[str, str, str | list[str], str | list[str], list[str]]] = [
        ("about", "start_date", ["1", "2", "2024"], ["3", "4", "2025"], ["03", "04", "2025"]),
        ("about", "description", "One <b>way</b>", "Another\nway", ["Another\nway"]),
        ("who", "functions", ["co_design"], ["none"], ["none"]),
        ("reach", "people_affected", "5", "1,000", ["1000"]),
    ]
    for section, key, theirs, mine, shown in cases:
        one, two = pair.open(pair.one, section), pair.open(pair.two, section)
        pair.one.answer(one, **{key: theirs})
        page = pair.two.answer(two, **{key: mine})
        assert page.complaints
        assert form_of(page).values[key] == shown
        assert page.one(f"#meanwhile-{key}")
        assert not pair.two.answer(page).all("[id^=meanwhile]")


def test_one_s_own_page_never_clashes_with_itself(pair: Pair) -> None:
    page = pair.open(pair.one)
    for seats in ("all", "none", "none", "all"):
        then = pair.one.answer(page, seats=seats)
        assert "/questions/at_the_table" not in then.address, (
            "Back in the browser, or a double click"
        )
        assert pair.record().values["seats"] == seats


def test_a_double_click_in_a_clash_is_told_twice(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    sent = form_of(second).fill(seats="none").sent_by(None)
    for _ in range(2):
        assert pair.two.post(second.address, sent).complaints
    assert pair.record().values["seats"] == "all"


def test_leaving_without_a_button_loses_nothing(pair: Pair) -> None:
    first, second = pair.open(pair.one), pair.open(pair.two)
    pair.one.answer(first, seats="all")
    sent = form_of(second).fill(seats="none", selection="by_lot").values
    pair.two.post(second.address + "/autosave", sent, status=204)
    record = pair.record()
    assert (record.values["seats"], record.values["selection"]) == ("all", "by_lot")
    page = pair.open(pair.two)
    told = page.one("#meanwhile-seats").text
    assert pair.name in told
    if pair.named:
        assert form_of(page).values["seats"] == ["none"], "their own answer waits for them"
        assert not pair.open(pair.one).all("[id^=meanwhile]"), "and for nobody else"
    else:
        item = pair.product.definitions.questionnaire.items["seats"]
        assert form_of(page).values["seats"] == ["all"]
        assert item.option("none").text in told
    pair.two.answer(page)
    assert not pair.open(pair.two).all("[id^=meanwhile]")


def test_leaving_by_back_or_later_is_told_as_well(pair: Pair) -> None:
    for button, mine, theirs in (("back", "none", "all"), ("later", "minority", "equal")):
        first, second = pair.open(pair.one), pair.open(pair.two)
        pair.one.answer(first, seats=theirs)
        page = pair.two.answer(second, button, seats=mine)
        assert page.complaints
        assert "/questions/at_the_table" not in pair.two.answer(page, button).address


def test_a_made_up_stamp_overwrites_nothing(pair: Pair) -> None:
    sent = form_of(pair.open(pair.two)).fill(seats="none").sent_by(None)
    pair.one.answer(pair.open(pair.one), seats="all")
    for stamp in ("", "x", "0-", "-1-0123456789abcdef", "1-" + "g" * 16, "9" * 40):
        sent["page-shown"] = [stamp]
        assert pair.two.post(f"{pair.activity}/questions/at_the_table", sent).complaints
    assert pair.record().values["seats"] == "all"


def test_what_stands_behind_answers_clashes_field_by_field(app: Flask, links: Links) -> None:
    link = links.make(PANEL)
    one, two = Client(app), Client(app)
    address = f"{link.activity()}/evidence?answers=all"
    first, second = one.get(address), two.get(address)
    one.answer(first, **{"seats-note": "Minutes", "seats-strength": "documented"})
    page = two.answer(second, **{"seats-note": "Terms", "dialogue-note": "Diary"})
    assert page.complaints == [f"{TOLD} Choose which answer to keep."]
    assert "Minutes" in page.one("#meanwhile-seats-note").text
    assert form_of(page).values["seats-note"] == ["Terms"]
    assert form_of(page).values["seats-strength"] == ["documented"]
    assert link.record().backing["seats"].note == "Minutes"
    assert link.record().backing["dialogue"].note == "Diary"
    two.answer(page)
    assert link.record().backing["seats"].note == "Terms"
    assert link.record().backing["seats"].strength == "documented"
