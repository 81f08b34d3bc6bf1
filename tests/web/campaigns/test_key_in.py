"""Sheets on paper: keyed in twice, blind the second time, and counted once they are settled."""

from typing import Any

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.draft_campaign import progress_of
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import remove_wave
from ladder_assess.storage.campaigns import anonymous_answers, keyed_sheets
from ladder_assess.storage.campaigns.comments import list_comments
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link
from tests.support.page import Page
from tests.support.waves import begin

HERE = "questionnaires/officer-survey/rounds/1"


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(
        product, link.portfolio, "officer-survey", respondents=True, elsewhere=True, comments=True
    )


class Keyer:
    """Somebody with sheets before them."""

    def __init__(self, client: Client, link: Link) -> None:
        self.client, self.start = client, f"{link.address}/{HERE}/sheets"

    def begin(self, number: int) -> Page:
        page = self.client.get(self.start)
        return self.client.send(form_of(page).fill(number=str(number)), "Key this sheet")

    def send(self, page: Page, go: str, /, **typed: str) -> Page:
        held: Any = {name: values[0] for name, values in form_of(page).values.items()}
        return self.client.post(page.address, {**held, **typed, "go": go})

    def key(self, number: int, go: str = "done", **typed: str) -> Page:
        return self.send(self.begin(number), go, **typed)


@pytest.fixture
def keyer(client: Client, link: Link) -> Keyer:
    return Keyer(client, link)


def views(product: Product, link: Link, wave: Wave) -> list[dict[str, Any]]:
    there = anonymous_answers.list_views(product.database, link.portfolio, wave)
    return [dict(each.values) for each in there]


def test_a_sheet_that_is_alike_twice_counts_and_leaves_its_number_alone(
    keyer: Keyer, link: Link, product: Product, wave: Wave
) -> None:
    assert "is keyed once" in keyer.key(7, strategy="1", comment="Ask earlier.").text
    assert views(product, link, wave) == []
    assert "Keyed once" in keyer.client.get(keyer.start).text
    again = keyer.begin(7)
    assert again.heading == "Sheet 7, the second time"
    assert form_of(again).values["strategy"] == [""]
    assert "comment" not in form_of(again).values
    assert "counts" in keyer.send(again, "done", strategy="1").text
    assert views(product, link, wave) == [{"strategy": "yes"}]
    (sheet,) = keyed_sheets.list_sheets(product.database, link.portfolio, wave)
    assert (sheet.state, sheet.keyed, sheet.keyed_again) == ("counted", {}, {})
    assert (sheet.comment, sheet.view) == ("", "")
    assert "counted already" in keyer.begin(7).text
    assert len(views(product, link, wave)) == 1


def test_what_differs_is_shown_with_both_and_counts_as_chosen(
    keyer: Keyer, link: Link, product: Product, wave: Wave
) -> None:
    keyer.key(1, strategy="1")
    page = keyer.key(1, strategy="2")
    assert page.heading == "Sheet 1: what differs"
    assert "First time: 1, Yes" in page.text
    assert "Second time: 2, No" in page.text
    assert "1 question differs" in keyer.client.get(keyer.start).text
    assert "say which is right" in keyer.send(page, "").complaints[0]
    assert views(product, link, wave) == []
    keyer.send(keyer.begin(1), "", strategy="second")
    assert views(product, link, wave) == [{"strategy": "no"}]


def test_enter_keeps_what_is_keyed_and_goes_on_behind_it(keyer: Keyer, wave: Wave) -> None:
    page = keyer.begin(3)
    first, second, third = [name for name in form_of(page).values if name not in
                            ("csrf_token", "revision", "comment")][:3]  # fmt: skip
    assert "autofocus" in page.one(f"#{first}")
    page = keyer.send(page, "keep", **{first: "1", second: "1"})
    assert form_of(page).values[first] == ["1"]
    assert "autofocus" in page.one(f"#{third}")
    assert "Not keyed to the end" in keyer.client.get(keyer.start).text


def test_a_number_of_no_box_is_said_and_nothing_is_kept(keyer: Keyer, wave: Wave) -> None:
    page = keyer.key(3, strategy="9")
    assert "enter one number from 1 to" in page.complaints[0]
    assert form_of(page).values["strategy"] == ["9"]
    assert "Key at least one answer" in keyer.key(3).text


def test_two_who_key_one_sheet_do_not_overwrite_each_other(keyer: Keyer, wave: Wave) -> None:
    page = keyer.begin(3)
    keyer.send(page, "keep", strategy="1")
    after = keyer.send(page, "keep", strategy="2")
    assert "Somebody else keyed this sheet meanwhile" in after.text
    assert form_of(after).values["strategy"] == ["1"]


def test_once_is_enough_where_the_manager_says_so(
    keyer: Keyer, link: Link, product: Product, wave: Wave
) -> None:
    for number in range(1, 7):
        keyer.key(number, strategy="1", comment=f"Said {number}.")
    keyer.key(7, go="keep", strategy="1")
    page = keyer.client.get(keyer.start)
    page = keyer.client.post(
        page.address, {"csrf_token": form_of(page).values["csrf_token"][0], "go": "enough"}
    )
    assert "6 sheets count now" in page.text
    assert "Sheet 7" in page.text
    assert len(views(product, link, wave)) == 6
    assert progress_of(product, link.portfolio, wave).given == 5
    said = [each.text for each in list_comments(product.database, link.portfolio, wave)]
    assert len(said) == 5


def test_a_sheet_is_forgotten_and_keyed_anew(
    keyer: Keyer, link: Link, product: Product, wave: Wave
) -> None:
    page = keyer.key(2, go="keep", strategy="1")
    assert not remove_wave(product, link.portfolio, wave, Actor())
    token = form_of(page).values["csrf_token"][0]
    keyer.client.post(page.address, {"csrf_token": token, "go": "anew"})
    assert form_of(keyer.begin(2)).values["strategy"] == [""]


def test_a_campaign_by_links_has_no_sheets(client: Client, link: Link, product: Product) -> None:
    begin(product, link.portfolio, "officer-survey", respondents=True)
    client.get(f"{link.address}/{HERE}/sheets", status=404)


def test_after_closing_a_sheet_waits_and_says_why(
    keyer: Keyer, link: Link, product: Product, wave: Wave
) -> None:
    keyer.key(1, strategy="1")
    again = keyer.begin(1)
    with product.database.writing() as connection:
        connection.execute("UPDATE campaign SET state = 'closed', closes_at = 2")
    assert "takes no answers now" in keyer.send(again, "done", strategy="1").text
    assert views(product, link, wave) == []
    assert "alike both times" in keyer.begin(1).text
