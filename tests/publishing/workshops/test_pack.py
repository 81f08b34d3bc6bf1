"""What is printed for a room without phones can be read by everyone and gives nothing away."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua
import pikepdf
import pytest
from markupsafe import escape

from ladder_assess.core.activities.vignettes import Shown
from ladder_assess.core.workshops.course import Course
from ladder_assess.core.workshops.exercise import (
    DIMENSION,
    POLL,
    RANK,
    TALK,
    VIGNETTE,
    Exercise,
    Typed,
)
from ladder_assess.core.workshops.record import Account, Pack, Part, PlacedAccount
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.pdf import print_environment
from ladder_assess.publishing.workshops.pack_pdf import pack_html, pack_pdf
from tests.publishing.plans import (
    FONTS,
    HOSTILE,
    PANEL,
    TEMPLATES,
    assessed,
    questionnaire,
    sources,
)

WORDS = Words(questionnaire(), sources())
DAY = date(2026, 5, 4)
A3, A4 = (841.89, 1190.55), (595.28, 841.89)
STORY = ("A panel meets.", "It advises, and nobody is bound by what it says.")
PARTS = (Part("Do we say how much?", ("No", "Yes")), Part(HOSTILE, ("No", "Yes")))
SHOWS = (Shown(("decision_rule",), STORY[1]),)


def typed(kind: str, title: str, choices: tuple[str, ...] = ()) -> Account:
    exercise = Exercise(kind, typed=Typed(title, choices=choices, minutes=5))
    return Account(exercise, title, "", (), choices=choices)


def pack(title: str = "Team day") -> Pack:
    accounts = (
        Account(Exercise(VIGNETTE, "a"), "A panel", "", STORY, PANEL, SHOWS),
        typed(POLL, "Tea?", ("Yes", HOSTILE)),
        typed(RANK, "What first?", ("A", "B", "C")),
        typed(TALK, "What now?"),
        Account(Exercise(DIMENSION, "d"), "Power", "", (), choices=("No", "Yes") * 2, parts=PARTS),
    )
    exercises = tuple(account.exercise for account in accounts)
    return Pack(Workshop(1, title, "CDFGHJ", exercises, Course(), 0, DAY), accounts)


def with_key(found: Pack) -> Pack:
    key = PlacedAccount(found.accounts[0], assessed(1, PANEL))
    return replace(found, keys=((1, key),))


def made(title: str = "Team day") -> bytes:
    return pack_pdf(with_key(pack(title)), WORDS, DAY, print_environment(TEMPLATES), FONTS)


@pytest.mark.parametrize("title", ["Team day", "", HOSTILE])
def test_checker_finds_nothing(title: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(made(title))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


def test_the_poster_is_large_and_the_rest_is_for_any_printer(tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(made())
    with pikepdf.open(file) as pdf:
        sizes = [tuple(map(float, page.mediabox[2:])) for page in pdf.pages]
    assert sizes[0] == pytest.approx(A3, abs=1)
    # A card for each, a sheet for what is voted on, two sides of facts, and what the rules say.
    assert len(sizes) == 1 + 5 + 4 + 2 + 1
    assert all(size == pytest.approx(A4, abs=1) for size in sizes[1:])


def test_each_card_that_is_voted_on_says_what_to_write() -> None:
    html = pack_html(pack(), WORDS, print_environment(TEMPLATES), "Cards")
    assert html.count("on a slip of paper, and show it to nobody.") == 4
    assert html.count("Which answer is yours?") == html.count("Which comes first, second") == 1


def test_a_card_says_what_is_to_be_placed_and_not_where() -> None:
    html = pack_html(pack(), WORDS, print_environment(TEMPLATES), "Team day")
    assert "On which rung does it stand?" in html
    assert html.count("By the facts") == 0
    assert html.count(STORY[1]) == 1, "what decides is not said apart"
    assert "<script" not in html
    assert "Tally of 2. Tea?" in html
    assert "Tally of 3. What first?" in html
    assert "Draw three lines for what comes first" in html
    assert "Tally of 4" not in html
    assert html.split("Tally of 5")[1].count(PARTS[0].ask) == 1, "with its answers below it"


def test_facts_are_marked_on_a_sheet_where_a_story_is_placed() -> None:
    environment = print_environment(TEMPLATES)
    html = pack_html(pack(), WORDS, environment, "Facts")
    sheet = html.split("What happens in it?")[1]
    asked = questionnaire().evidence
    places = [sheet.index(str(escape(item.ask))) for item in asked]
    assert places == sorted(places)
    assert sheet.count("<li>") == len(asked) + sum(len(item.option_ids) for item in asked)
    talk = replace(pack(), accounts=pack().accounts[1:])
    assert "What happens in it?" not in pack_html(talk, WORDS, environment, "Talk")


def test_the_last_page_says_where_each_stands_and_why() -> None:
    html = pack_html(with_key(pack()), WORDS, print_environment(TEMPLATES), "Team day")
    cards, key = html.split("For whoever runs it")
    assert "By the facts" not in cards
    assert "By the facts" in key
    assert f"“{STORY[1]}”" in key
