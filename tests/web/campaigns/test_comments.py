"""Comments: left at the end of a survey, told before, read, searched, given themes, and words taken
out of them everywhere.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from ladder_assess.core.campaigns.comments import LONGEST, MOST_THEMES, TAKEN_OUT, Comment
from ladder_assess.core.common.spreadsheet_cells import typed_cell
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.move_campaign import move_campaign
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns.comments import list_comments
from ladder_assess.storage.data_protection.copies import copy_instance
from ladder_assess.storage.instruments.waves import find_wave
from tests.support.client import Client
from tests.support.forms import PageForm, form_of, forms_of
from tests.support.links import Link
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, everything, hear, link_of, pilot_of, send

HERE = "questionnaires/enablers/rounds/1"
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "5 < 6 & 7 > % s %x ${y}",
    "'; DROP TABLE wave_comment; --",
    "Zoë ‮ O'Brien-Ŵynne 日本語 🦆\n\nline two",
)


def asked(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, "enablers", respondents=True, comments=True)


def to_the_comment(client: Client, token: str) -> Page:
    """Answer a question, and go on to where more can be said."""
    page = client.answer(client.get(f"/q/{token}"), "I agree, start")
    first = next(name for name in form_of(page).names if name != "csrf_token")
    page = client.answer(page, "Stop here", **{first: form_of(page).options(first)[0]})
    return client.answer(page, "Continue")


def with_button(page: Page, text: str) -> PageForm:
    """The form of a page that has a button with some text."""
    return next(each for each in forms_of(page) if any(text in b.text for b in each.buttons))


def kept(product: Product, link: Link, wave: Wave) -> list[Comment]:
    return list_comments(product.database, link.portfolio, wave)


def saved(client: Client, link: Link, kind: str) -> TestResponse:
    page = client.get(f"{link.address}/{HERE}/comments")
    (token,) = with_button(page, "Excel").values["csrf_token"]
    sent = {"csrf_token": token, "go": kind}
    return client.browser.post(f"{link.address}/{HERE}/comments", data=sent, buffered=True)


def test_whether_people_may_say_more_is_set_before_it_opens_and_then_stays(
    client: Client, link: Link, product: Product
) -> None:
    wave = begin(product, link.portfolio, "enablers", respondents=True, draft=True)
    page = client.get(f"{link.address}/{HERE}/settings")
    assert form_of(page).values["comments"] == ["no"]
    client.get(f"{link.address}/{HERE}/comments", status=404)
    page = client.answer(page, "Save", comments="yes", contact="Ann", asked_by="Us")
    assert form_of(client.get(f"{link.address}/{HERE}/settings")).values["comments"] == ["yes"]
    preview = client.get(f"{link.address}/{HERE}/preview/all/check")
    assert "Continue" in preview.text
    assert "Name nobody" in client.get(f"{link.address}/{HERE}/preview/all/comment").text
    assert move_campaign(product, link.portfolio, wave, "opened", Actor(when=5), TODAY)
    page = client.get(f"{link.address}/{HERE}/settings")
    assert "comments" not in form_of(page).names
    assert "A comment at the end" in page.one("#kept").text


def test_people_are_told_before_they_start_and_warned_where_they_write(
    client: Client, link: Link, product: Product
) -> None:
    token = link_of(product, link.portfolio, asked(product, link))
    start = client.get(f"/q/{token}")
    assert "read word for word, apart from your answers" in start.one("#in-short").text
    assert "name nobody" in start.one("#about-comments").text
    page = to_the_comment(client, token)
    assert page.heading == "Do you want to say anything else?"
    assert "Name nobody, also not yourself" in page.text
    other = begin(product, link.portfolio, "principles", respondents=True)
    start = client.get(f"/q/{link_of(product, link.portfolio, other)}")
    assert "comment" not in start.one("main").text


def test_a_comment_is_sent_with_the_answers_once_and_may_be_left_out(
    client: Client, link: Link, product: Product
) -> None:
    wave = asked(product, link)
    token = link_of(product, link.portfolio, wave)
    page = to_the_comment(client, token)
    form = form_of(page).fill(comment="One line.\nAnd another.")
    sent = form.sent_by(None)
    assert client.send(form, "Send my answers").heading == "Thank you"
    client.browser.post(form.address, data=sent)
    assert client.answer(to_the_comment(client, token), "Send my answers").heading == "Thank you"
    assert kept(product, link, wave) == []
    for place in range(3):
        send(product, token, everything(product, wave, place))
    assert [each.text for each in kept(product, link, wave)] == ["One line.\nAnd another."]
    assert len(anonymous_answers.list_views(product.database, link.portfolio, wave)) == 5


@pytest.mark.parametrize("people", [1, 4, 5, 9, 10])
def test_comments_come_with_five_answers(
    client: Client, link: Link, product: Product, people: int
) -> None:
    wave = asked(product, link)
    token = link_of(product, link.portfolio, wave)
    for place in range(people):
        send(product, token, everything(product, wave, place % 4), f"said by {place}")
    there = kept(product, link, wave)
    assert len(there) == people - people % 5
    page = client.get(f"{link.address}/{HERE}/comments")
    assert ("There are no comments yet" in page.text) == (people < 5)
    assert page.html.count("said by") == 2 * len(there), "each, and where it is opened"


def test_a_comment_that_is_too_long_or_cannot_be_shown_keeps_what_was_typed(
    client: Client, link: Link, product: Product
) -> None:
    wave = asked(product, link)
    token = link_of(product, link.portfolio, wave)
    page = to_the_comment(client, token)
    page = client.send(form_of(page).fill(comment="x" * (LONGEST + 1)), "Send my answers")
    assert f"{LONGEST} characters or fewer" in page.complaints[0]
    assert len(form_of(page).values["comment"][0]) == LONGEST + 1
    # The longest that there is, in letters of four bytes that do not repeat, finds its place.
    said = "".join(chr(0x1F300 + (place * 7919) % 600) for place in range(LONGEST))
    page = client.send(form_of(page).fill(comment=said), "Send my answers")
    assert page.heading == "Thank you"
    for place in range(4):
        send(product, token, everything(product, wave, place))
    assert [each.text for each in kept(product, link, wave)] == [said]


def test_nobody_comes_to_the_comment_without_answers_or_where_none_is_asked_for(
    client: Client, link: Link, product: Product
) -> None:
    token = link_of(product, link.portfolio, asked(product, link))
    start = client.get(f"/q/{token}")
    assert client.get(f"/q/{token}/comment").heading == start.heading
    page = client.answer(start, "I agree, start")
    assert client.get(f"/q/{token}/comment").heading.startswith("Check your answers")
    page = client.answer(client.answer(page, "Stop here"), "Continue")
    assert "Answer at least one question" in page.complaints[0]
    draft = begin(product, link.portfolio, "principles", respondents=True, draft=True)
    pilot = pilot_of(product, link.portfolio, draft)[""]
    page = client.answer(client.get(f"/q/{pilot}"), "I agree, start")
    assert "Send my answers" in client.get(f"/q/{pilot}/check").text


def test_hostile_words_come_out_of_every_page_and_file_as_they_went_in(
    client: Client, link: Link, product: Product, tmp_path: Path
) -> None:
    hear(product, link.portfolio, *HOSTILE)
    page = client.get(f"{link.address}/{HERE}/comments")
    for said in HOSTILE:
        assert " ".join(said.split()) in " ".join(page.one("#comments").text.split())
    records = [
        json.loads(line)
        for line in saved(client, link, "jsonl").get_data(as_text=True).splitlines()
    ]
    assert sorted(each["comment"] for each in records) == sorted(HOSTILE)
    text = saved(client, link, "csv").get_data(as_text=True)[1:]
    lines = [row["comment"] for row in csv.DictReader(io.StringIO(text))]
    assert [typed_cell(line) for line in lines] == [each["comment"] for each in records]
    assert not any(line.startswith("=") for line in lines)
    sheet = load_workbook(io.BytesIO(saved(client, link, "xlsx").data)).active
    assert sheet is not None
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1] for row in found] == [each["comment"] for each in records]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_comments_are_searched_and_given_themes(
    client: Client, link: Link, product: Product
) -> None:
    first, second = sorted(hear(product, link.portfolio, "Too late", "Too far"), key=lambda c: c.id)
    at = f"{link.address}/{HERE}/comments"
    page = client.send(
        with_button(client.get(f"{at}/{first.id}"), "Save the themes").fill(
            themes="Time, <b>, TIME"
        ),
        "Save, and on to the next",
    )
    assert page.heading == "Comment 2 of 2"
    page = client.send(with_button(page, "Save the themes").fill(themes="time"), "Save the themes")
    assert "The themes are saved" in page.text
    page = client.get(at)
    assert [row.text for row in page.one("#themes").named("td")] == ["1", "2"]
    assert "Shown: 1 of 2" in client.get(f"{at}?q=late").text
    assert "Shown: 1 of 2" in client.get(f"{at}?theme=%3Cb%3E").text
    assert "Shown: 2 of 2" in client.get(f"{at}?theme=Time").text
    assert "No comment fits" in client.get(f"{at}?q=%3Cscript%3E").text
    for odd in ("?theme=none&form=nobody", "?page=99", "?page=x", "?form=%00"):
        assert "Too late" in client.get(f"{at}{odd}").text
    too_many = ",".join(str(each) for each in range(MOST_THEMES + 1))
    for typed, said in ((too_many, "at most 8 themes"), ("x" * 41, "40 characters")):
        form = with_button(client.get(f"{at}/{second.id}"), "Save the themes").fill(themes=typed)
        assert said in client.send(form, "Save the themes").complaints[0]


def test_words_that_are_taken_out_are_gone_from_every_page_and_file_and_from_the_folder(
    client: Client, link: Link, product: Product, tmp_path: Path
) -> None:
    (said,) = hear(product, link.portfolio, "Ann Quisling at the desk was kind. Ask ann quisling.")
    at = f"{link.address}/{HERE}/comments"
    page = client.get(f"{at}/{said.id}")
    wrong = client.send(with_button(page, "Take these").fill(words="Ann Q"), "Take these words out")
    assert "do not stand in this comment" in wrong.complaints[0]
    page = client.send(
        with_button(page, "Take these").fill(words="ann  quisling"), "Take these words out"
    )
    assert page.one("#comment").text == f"{TAKEN_OUT} at the desk was kind. Ask {TAKEN_OUT}."
    everywhere = [client.get(at).html, client.get(f"{at}/{said.id}").html]
    everywhere += [saved(client, link, kind).get_data(as_text=True) for kind in ("csv", "jsonl")]
    book = load_workbook(io.BytesIO(saved(client, link, "xlsx").data))
    everywhere += [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in everywhere if "quisling" in text.casefold()]
    assert "Words were taken out" in client.get(at).text
    copy_instance(product.database, tmp_path / "copy")
    folders = (product.database.path.parent, tmp_path / "copy")
    for folder in folders:
        for file in folder.rglob("*"):
            assert not file.is_file() or b"quisling" not in file.read_bytes().lower(), file
    page = client.send(with_button(page, "whole comment"), "Take out the whole comment")
    assert page.one("#comment").text == TAKEN_OUT


def test_a_comment_of_another_campaign_is_not_found(
    client: Client, link: Link, product: Product
) -> None:
    (said,) = hear(product, link.portfolio, "Only here")
    begin(product, link.portfolio, "principles", respondents=True, comments=True)
    for odd in (f"{HERE}/comments/x", f"questionnaires/principles/rounds/1/comments/{said.id}"):
        client.get(f"{link.address}/{odd}", status=404)
    assert client.browser.post(f"{link.address}/{HERE}/comments/{said.id}", data={
        "go": "whole"}).status_code == 400  # fmt: skip
    assert kept_text(product, link) == ["Only here"]


def kept_text(product: Product, link: Link) -> list[str]:
    wave = find_wave(product.database, link.portfolio, "enablers", 1)
    assert wave is not None
    return [each.text for each in kept(product, link, wave)]
