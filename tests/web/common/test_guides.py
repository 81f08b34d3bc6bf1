"""Guides open, lead somewhere, and show hostile text as text."""

import re

import pytest

from ladder_assess.core.common.guide import Guide
from ladder_assess.publishing.common.guide_page import anchor_of, guide_page, texts_of
from ladder_assess.services.common.consult_guides import FOLDER, consult_guides
from ladder_assess.settings import CHECKOUT
from tests.support.client import Client

LINK = re.compile(r"\]\(([^)\s]+)\)")


def address(reader: str, name: str) -> str:
    return f"/guides/{reader}/{name}"


@pytest.mark.parametrize(("reader", "name"), list(consult_guides()))
def test_each_opens_and_says_what_it_is(client: Client, reader: str, name: str) -> None:
    page = client.get(address(reader, name))
    assert page.named("h1")[0].text == consult_guides()[reader, name].title


def test_the_index_leads_to_each(client: Client) -> None:
    led = {link["href"] for link in client.get("/guides").links}
    assert {address(*key) for key in consult_guides()} <= led


def test_an_unknown_guide_is_not_found(client: Client) -> None:
    assert client.browser.get("/guides/users/../../settings").status_code == 404
    assert client.browser.get("/guides/nobody/nothing").status_code == 404


def test_every_link_within_guides_leads_to_a_guide_and_a_heading() -> None:
    lost = []
    for guide in consult_guides().values():
        for href in LINK.findall(guide.text):
            page, _, anchor = href.partition("#")
            file = (FOLDER / guide.reader / page).resolve() if page else FOLDER / "none"
            text = guide.text if not page else file.read_text("utf-8") if file.is_file() else ""
            found = [anchor_of(line.lstrip("# ")) for line in text.splitlines() if line[:2] == "##"]
            if not text or (anchor and anchor not in found):
                lost.append(f"{guide.reader}/{guide.name}: {href}")
    assert not lost


def test_whatever_files_a_guide_names_are_there() -> None:
    named = re.compile(r"`((?:ladder_assess|tests|templates|questionnaires|static)/[\w./-]+)`")
    lost = [
        f"{guide.reader}/{guide.name}: {path}"
        for guide in consult_guides().values()
        for path in named.findall(guide.text)
        if not (CHECKOUT / path).exists() and f"new={path}" not in guide.text
    ]
    assert not lost


def test_markup_within_a_guide_is_text_and_texts_are_translated_whole() -> None:
    guide = Guide("users", "x", "# T\n\n## <b>H</b>\n\nSee [it](y.md#a) <script>x</script>.\n")
    page = guide_page(guide, lambda text: text.replace("See", "Siehe"), address)
    assert page.title == "T"
    assert "<script>" not in page.html
    assert "&lt;script&gt;" in page.html
    assert 'Siehe <a href="/guides/users/y#a" class="govuk-link">it</a>' in page.html
    assert page.headings[0].anchor == "b-h-b"
    assert [text for _, text in texts_of(guide.body)][-1].startswith("See [it](y.md#a)")
