"""How the pages of a plan lie: in which order, none empty, nothing said twice over."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.plan.pdf import plan_html, plan_style, print_environment
from tests.publishing.plans import (
    FONTS,
    PANEL,
    TEMPLATES,
    action,
    assessed,
    panel_plan,
    questionnaire,
    several_plan,
    sources,
)

every_plan = pytest.mark.parametrize("laid", ["panel", "several", "conditions"])
ORDER = ("Summary", "Actions", "Method and its limits",
         "The answers, and what stands behind them", "Sources")  # fmt: skip
# How far down a page must be used at the least.
LEAST_USED = 0.1


def html_of(document: PlanDocument) -> str:
    html, _ = plan_html(document, questionnaire(), sources(), print_environment(TEMPLATES))
    return re.sub(r"\s+", " ", html)


def starts(content: bytes) -> list[tuple[str, int]]:
    """The parts of a plan in the order of its outline, with the page that each begins on."""
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        numbers: dict[Any, int] = {page.objgen: at for at, page in enumerate(pdf.pages, start=1)}
        (cover,) = outline.root
        found = [(str(part.title), part.destination) for part in cover.children]
        assert all(isinstance(target, pikepdf.Array) for _, target in found)
        return [(title, numbers[target[0].objgen]) for title, target in found]  # type: ignore[index]


def used(page: Any) -> float:
    """How far down the text of a page goes, as a share of it; its margins do not count."""
    (body,) = (box for box in page._page_box.children if type(box).__name__ == "BlockBox")
    ends = [
        box.position_y + box.height
        for box in body.descendants()
        if getattr(box, "text", "").strip() or type(box).__name__.endswith("ReplacedBox")
    ]
    height = page.height - page._page_box.margin_top - page._page_box.margin_bottom
    return float((max(ends, default=0.0) - page._page_box.margin_top) / height)


@every_plan
def test_the_summary_is_page_two_and_actions_begin_on_page_three(
    laid: str, request: pytest.FixtureRequest
) -> None:
    """They came last, behind four pages for each activity."""
    found = starts(request.getfixturevalue(laid)[0])
    assert dict(found)["Summary"] == 2
    assert dict(found)["Actions"] == 3
    titles = [title for title, _ in found]
    assert [title for title in titles if title in ORDER] == list(ORDER)
    assert [page for _, page in found] == sorted(page for _, page in found)


@every_plan
def test_no_page_is_empty(laid: str, request: pytest.FixtureRequest) -> None:
    pages = request.getfixturevalue(laid)[1]
    assert [n for n, page in enumerate(pages, start=1) if used(page) < LEAST_USED] == []


def test_a_plan_without_actions_has_no_page_for_them_alone() -> None:
    """Its third page said that there were none, and nothing else."""
    environment = print_environment(TEMPLATES)
    bare = replace(panel_plan(), actions=())
    html, _ = plan_html(bare, questionnaire(), sources(), environment)
    pages = lay_out(html, plan_style(environment), FONTS).pages
    assert min(used(page) for page in pages[1:3]) > 0.3


@every_plan
def test_no_title_is_said_twice(laid: str, request: pytest.FixtureRequest) -> None:
    titles = [title for title, _ in starts(request.getfixturevalue(laid)[0])]
    assert len(titles) == len(set(titles))


def headings(html: str) -> Iterator[str]:
    for title in re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", html):
        yield re.sub(r"<[^>]+>|[\u2068\u2069]", "", title).strip()


@pytest.mark.parametrize(
    "plan",
    [
        panel_plan(),
        replace(panel_plan(), title=""),
        replace(panel_plan(), title="Tenant panel", organisation="Tenant panel"),
        replace(several_plan(), title=""),
        PlanDocument("", date(2025, 5, 6), (), ()),
    ],
    ids=["one", "without a name", "named alike", "several", "empty"],
)
def test_no_heading_repeats_the_one_before_it(plan: PlanDocument) -> None:
    """A plan without a name had "Improvement plan" twice on its cover."""
    html = html_of(plan)
    found = ["Improvement plan", *headings(html)]
    assert not [one for one, other in pairwise(found) if one == other]


def test_the_cover_says_whose_plan_it_is_about_what_by_whom_and_when() -> None:
    due = date(2025, 9, 1)
    plan = replace(
        panel_plan(), organisation="Harbour Council", author="A. Body",
        actions=(action(1, due=due), action(2, due=date(2026, 9, 1), status="dropped")),
    )  # fmt: skip
    html = html_of(plan)
    cover = re.sub(r"<[^>]+>", " ", html[html.index("<h1>") : html.index("In this plan")])
    told = " ".join(cover.split())
    assert told.startswith(
        "A plan for the panel Organisation Harbour Council Activity Tenant panel "
        "Written by A. Body Period 6 May 2025 to 1 September 2025 Date 6 May 2025"
    )
    bare = replace(plan, organisation="", author="", actions=())
    for word in ("Organisation", "Written by", "Period"):
        assert f">{word}</span>" not in html_of(bare), "nothing is said of what is not known"


def test_where_things_stand_is_drawn_once() -> None:
    """The ladder of the only activity stood on following pages, in the summary and on its own."""
    assert html_of(panel_plan()).count('app-drawing--ladder"') == 1
    two = PlanDocument("Two", date(2025, 5, 6), (assessed(1, PANEL), assessed(2, PANEL)), ())
    html = html_of(two)
    assert html.count('app-drawing--ladders"') == 1
    assert "app-drawing--distribution" not in html, "that counts what the ladder shows"
