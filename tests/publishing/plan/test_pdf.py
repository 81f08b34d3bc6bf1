"""What the plan says, whatever it is given, and that it is the same each time."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.files.outlines import outlined_drawings
from ladder_assess.publishing.files.printed import day_in_words, moment
from ladder_assess.publishing.placement.activity_view import fit
from ladder_assess.publishing.plan.pdf import (
    STEPS,
    plan_html,
    print_environment,
)
from ladder_assess.publishing.plan.view import parts, top_actions
from tests.core.common.test_legible import NOT_XML
from tests.publishing.lively_plans import lively_plan
from tests.publishing.plans import (
    FONTS,
    HOSTILE,
    PANEL,
    ROOT,
    TEMPLATES,
    action,
    assessed,
    panel_plan,
    printed,
    questionnaire,
    several_plan,
    sources,
)

TITLES = {"A plan for the panel", "Do thing 1", "Do thing 2"}


def html_of(document: PlanDocument, translations: NullTranslations | None = None) -> str:
    environment = print_environment(TEMPLATES, translations)
    html, _ = plan_html(document, questionnaire(), sources(), environment)
    return re.sub(r"\s+", " ", html)


def test_one_activity_is_told_in_full() -> None:
    html = html_of(panel_plan())
    for words in (
        'It was meant to be on <span class="nobreak">rung 6</span>: Deciding together',
        "What people were promised",
        "Why not the rung above",
        "The organisation chose who sits",
        "Minutes of 2024",
        "It takes “Seats” up, to “",
        "The result carries a caution: “The organisation chose who sits”.",
        "1 September 2025",
        "It is not a grade.",
        "It is not validated beyond its evidence.",
        "Ray and others (2008)",
    ):
        assert words in html


def test_what_is_recorded_beside_the_rules_stands_in_the_table_of_answers() -> None:
    """One row of a table of its own stood alone on the next page."""
    html = html_of(lively_plan(1, 0))
    assert "Recorded beside the rules" in html
    assert html.count('<table class="answers">') == 1


def test_without_actions_the_summary_says_what_comes_next() -> None:
    """It said that none was chosen, and no more."""
    html = html_of(replace(several_plan(), actions=()))
    summary = html.partition('id="summary"')[2].partition('id="actions"')[0]
    assert "This is what comes next by the facts:" in summary
    assert summary.count('<div class="next">') == 3
    assert "Find out: " in summary or "A step up: " in summary


def test_answers_that_nobody_has_confirmed_are_named() -> None:
    document = panel_plan()
    usual = "what is usual for such an activity"
    assert usual not in html_of(document)
    (activity,) = document.activities
    unsure = replace(activity, unconfirmed=("seats", "override"))
    html = html_of(replace(document, activities=(unsure,)))
    assert f"2 of these answers are {usual}" in html
    assert "Seats; Setting the outcome aside." in html


def test_purpose_comes_before_height() -> None:
    html = html_of(panel_plan())
    page = html[html.index('id="activity-1"') :]
    assert page.index("Does it fit its purpose?") < page.index("Where it stands")


def all_reasons() -> PlanDocument:
    """The plan of several activities, each on pages of its own."""
    return replace(several_plan(), all_reasons=True)


def test_several_are_told_of_in_short_with_what_an_auditor_needs() -> None:
    """Twelve activities were 56 pages, as each had all its reasons."""
    html = html_of(several_plan())
    page = html[html.index('id="activity-4"') : html.index('id="method"')]
    for words in (
        "and stands higher: by the facts",
        "Why not the rung above",
        "It rests on",
        "The organisation chose who",
    ):
        assert words in page, words
    assert "Why it stands there" not in html
    assert "are in the PDF with all reasons" in html
    answers = html[html.index('id="answers"') :]
    assert "How far had the main decisions" in answers, "each question stands there once"
    assert "long note long note" in answers
    assert "Not answered, or not known:" in answers
    meant = html[html.index('id="meanings"') : html.index('id="answers"')]
    for words in (
        "not what anyone meant by it",
        "This does not say that it is so.",
        "who plans and who",
    ):
        assert words in meant, words


def test_service_to_one_person_has_no_ladder() -> None:
    html = html_of(several_plan())
    page = html[html.index('id="activity-3"') : html.index('id="activity-4"')]
    assert "it has no rung" in page
    assert "app-drawing--ladder" not in page
    html = html_of(all_reasons())
    page = html[html.index('id="activity-3"') : html.index('id="activity-4"')]
    assert "it has no rung" in page
    assert "app-drawing--ladder" not in page
    assert "app-drawing--grid" in page


def test_trap_is_told_with_care() -> None:
    html = html_of(several_plan())
    certain = html[html.index('id="activity-1"') : html.index('id="activity-2"')]
    possible = html[html.index('id="activity-2"') : html.index('id="activity-3"')]
    assert '<span class="aside">(trap)</span>' in certain
    assert '<span class="aside">(possible trap)</span>' in possible
    html = html_of(all_reasons())
    certain = html[html.index('id="activity-1"') : html.index('id="activity-2"')]
    possible = html[html.index('id="activity-2"') : html.index('id="activity-3"')]
    assert "not what anyone meant by it" in certain
    assert "This does not say that it is so." in possible
    assert "If no trap holds" in possible


def test_sample_data_is_named_wherever_it_stands(several_pdf: bytes) -> None:
    html = html_of(several_plan())
    assert "This plan holds demonstration data" in html
    assert html.count("Sample data") == 4, "header, cover, list of activities, activity"
    assert "Sample data" not in html_of(panel_plan())


def test_what_people_typed_is_never_markup() -> None:
    html = html_of(several_plan())
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7 * 7 }}" in html
    assert '<a href="javascript' not in html


def test_how_far_an_action_is_stands_in_full() -> None:
    notes = f"{HOSTILE} {'so far ' * 130}the end."
    worked = action(1, status="under_way", notes=notes, evidence="https://example.org/minutes")
    html = html_of(replace(panel_plan(), actions=(worked, action(2))))
    assert "Status:</span> under way" in html
    assert "Status:</span> not started" in html
    assert "the end." in html
    assert html.count("Notes and evidence:") == 1
    assert "https://example.org/minutes" in html
    assert "<img" not in html


def test_unbroken_and_long_texts_stay_on_the_page(several_pages: Any) -> None:
    assert 10 < len(several_pages) < 60
    for page in several_pages:
        for box in page._page_box.descendants():
            if getattr(box, "text", "").strip():
                assert box.position_x + box.width <= page.width - 70
                assert box.position_y + box.height <= page.height - 40


def test_long_texts_are_cut_between_words() -> None:
    assert parts("") == ()
    assert parts("one two three", 8) == ("one two", "three")
    assert parts("x" * 20, 8) == ("x" * 8, "x" * 8, "x" * 4)


def test_what_has_not_begun_is_told_as_planned_and_by_its_own_code() -> None:
    """“By the facts it stands on rung 3” stood above “Not started.”"""
    begun, planned = assessed(1, PANEL), assessed(2, PANEL, intended_rung=8, claimed_rung=8)
    about = {"start_date": "2027-spring", "people_took_part": "40"}
    planned = replace(planned, about=about, code="ENG-12")
    document = PlanDocument("Many", date(2026, 11, 30), (begun, planned), ())
    for html in (html_of(document), html_of(replace(document, all_reasons=True))):
        told = html[html.index('id="activity-2"') :]
        assert "It has not begun. As planned, it would stand on" in told
        assert "As planned, it would stand lower." in told
        assert (html.count("(planned)"), html.count("(ENG-12)")) == (1, 2)
        assert html.count("Expected") == 2
        assert "the middle one" not in html
    listed = html_of(PlanDocument("One", date(2026, 11, 30), (planned,), ()))
    assert "As planned, it would not reach that." in listed


@pytest.mark.parametrize("count", [0, 1, 2, 25])
def test_any_number_of_activities(count: int) -> None:
    activities = tuple(assessed(number, PANEL) for number in range(1, count + 1))
    document = PlanDocument("Many", date(2025, 5, 6), activities, ())
    html = html_of(document)
    assert html.count('<section class="activity') == (count == 1)
    assert html.count('class="brief"') == (count == 2) * count, "of 25 each has a row"
    full = html_of(replace(document, all_reasons=True))
    assert full.count('<section class="activity') == count
    assert ("app-drawing--ladders" in html) == (count == 2)
    assert "No actions have been chosen yet." in html


def test_nothing_to_print_is_printed() -> None:
    made = printed(PlanDocument("Empty", date(2025, 5, 6), (), ()))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) >= 3


@pytest.mark.parametrize("typed", ["", "   ", "a\x00b\x0b", "half \ud800", "🎉 中文 עברית"])
def test_odd_texts_are_printed(typed: str) -> None:
    activity = replace(assessed(1, PANEL, name=typed), about={"what_changed": typed})
    made = printed(PlanDocument(typed, date(2025, 5, 6), (activity,), ()))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert str(pdf.docinfo["/Title"]).strip()


def test_what_no_page_can_show_is_marked_beside_letters_of_any_script() -> None:
    """Odd texts alone could not show it: where a letter is not of our own typeface, drawings are
    read as XML and drawn anew.
    """
    typed = f"Ж {NOT_XML} Ж"
    activity = replace(assessed(1, PANEL, name=typed), about={"what_changed": typed})
    document = PlanDocument(typed, date(2025, 5, 6), (activity,), ())
    environment = print_environment(TEMPLATES)
    html, _ = plan_html(document, questionnaire(), sources(), environment)
    assert not set(NOT_XML) & set(html)
    assert "<text" in html
    assert outlined_drawings(html, FONTS) != html


def test_dates_are_said_in_words() -> None:
    assert day_in_words(date(2025, 9, 1), "en_GB") == "1 September 2025"
    assert day_in_words("2025-09-01", "en_GB") == "1 September 2025"
    assert day_in_words("some day", "en_GB") == "some day"


def test_same_input_gives_the_same_bytes(panel_pdf: bytes) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    run = [sys.executable, str(Path(__file__).parents[1] / "plans.py")]
    done = subprocess.run(run, env=environment, check=True, capture_output=True)
    assert done.stdout == panel_pdf


def test_date_comes_from_the_plan_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert moment(date(2025, 5, 6)).isoformat() == "2025-05-06T00:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert moment(date(2025, 5, 6)).isoformat() == "1970-01-02T00:00:00+00:00"


def test_progress_is_told_step_by_step() -> None:
    told: list[str] = []
    printed(PlanDocument("Empty", date(2025, 5, 6), (), ()), progress=told.append)
    assert tuple(told) == STEPS


def test_missing_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"typefaces\.json"):
        lay_out("<p>Text</p>", "", tmp_path)


def test_every_text_can_be_translated() -> None:
    class Quoting(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"«{message}»"

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"«{msgid1 if n == 1 else msgid2}»"

    typed = (
        "A plan for the panel",
        "Tenant panel",
        "Tenants meet.",
        "A written reply.",
        "Minutes of 2024",
        "https://example.org/minutes",
        "Do thing",
        "In this way.",
        "Because.",
        "A. Body",
        "activity 1",
        "September",
        "May",
        *(source.short for source in sources().values()),
    )
    html = html_of(panel_plan(), Quoting())
    assert "«Why it stands there»" in html
    assert "«Deciding together»" in html
    assert "<h1>A plan for the panel</h1>" in html
    assert re.findall("[A-Za-z]{3,}", without_translated(html, typed=typed)) == []


def without_translated(html: str, typed: Iterable[str]) -> str:
    """What is left of a page without its tags, its translated texts and what people typed."""
    left = re.sub("<[^>]*>", " ", html[html.index("<body>") :])
    for text in typed:
        left = left.replace(text, "")
    found = 1
    while found:
        left, found = re.subn("«[^«»]*»", "", left)
    return left


def test_most_pressing_actions_come_first() -> None:
    actions = tuple(
        action(n, priority=p)
        for n, p in enumerate(("low", "high", "medium", "high", "low", "low"), 1)
    )
    assert [a.id for a in top_actions(actions)] == [2, 4, 3], "a page read in a minute names three"


@pytest.mark.parametrize(
    ("intended", "expected"),
    [(None, "not_said"), (3, "reached"), (5, "reached"), (6, "not_reached")],
)
def test_fit_to_purpose(intended: int | None, expected: str) -> None:
    assert fit(assessed(1, PANEL, intended_rung=intended).assessment) == expected


def test_fit_to_purpose_may_be_unsure() -> None:
    unsure = assessed(1, {k: v for k, v in PANEL.items() if k != "seats"}, intended_rung=5)
    assert fit(unsure.assessment) == "unsure"


def test_hostile_name_reaches_the_drawing_as_text() -> None:
    document = panel_plan()
    activity = document.activities[0]
    named = activity.assessment.activity
    renamed = replace(
        activity, assessment=activity.assessment._replace(activity=replace(named, name=HOSTILE))
    )
    html = html_of(replace(document, activities=(renamed,)))
    assert "&lt;/svg&gt;&lt;script&gt;" in html
