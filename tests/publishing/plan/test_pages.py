"""Every page of plans of several sizes, as a proud designer would look at them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.plan.pdf import PAGE, plan_html, plan_style, print_environment
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.lively_plans import LONG, lively_plan
from tests.publishing.page_faults import Fault, faults, used
from tests.publishing.plans import FONTS, TEMPLATES, UNBROKEN, questionnaire, sources

# Activities, and actions.
SIZES = [(many, actions) for many in (1, 3, 12, 40) for actions in (0, 5, 40)]
# Twelve activities were 56 pages, and forty 174.
MOST_PAGES = {1: 21, 3: 24, 12: 33, 40: 40}
MOST_WITH_FEW_ACTIONS = {1: 11, 3: 12, 12: 20, 40: 18}
# From the actions to the sources; a page was left at half where an activity did not fit.
LEAST_FULL = 0.6
PLANS = {
    "with conditions": replace(lively_plan(3, 5), strands=conditions_plan().strands),
    "with all reasons": replace(lively_plan(3, 5), all_reasons=True),
}


@cache
def environment() -> Any:
    return print_environment(TEMPLATES)


def laid_out(document: PlanDocument, until: str = "</body>") -> Sequence[Any]:
    """The pages of a plan, up to some part of it."""
    html, _view = plan_html(document, questionnaire(), sources(), environment(), page=PAGE)
    html = html.partition(until)[0]
    pages: Sequence[Any] = lay_out(html, plan_style(environment()), FONTS).pages
    return pages


@pytest.mark.parametrize(("activities", "actions"), SIZES)
def test_no_page_has_a_fault_and_they_are_few(activities: int, actions: int) -> None:
    """Rows alone on a page, pages that are nearly empty, headings at the foot, titles said twice,
    sentences outside their column.
    """
    pages = laid_out(lively_plan(activities, actions))
    assert faults(pages) == []
    assert min(map(used, pages[2:-2])) >= LEAST_FULL
    assert len(pages) <= (MOST_PAGES if actions > 5 else MOST_WITH_FEW_ACTIONS)[activities]


@pytest.mark.parametrize("name", PLANS)
def test_no_page_of_other_plans_has_a_fault(name: str) -> None:
    assert faults(laid_out(PLANS[name])) == []


LONG_ACTION = {
    "title": "Agree with the community how decisions are made and who signs them off",
    "do": "Meet the members and agree which decisions they take. Write it down. " * 9,
    "why": "Power without a written rule is taken back as soon as it is used. " * 9,
    "notes": "Talked about on 4 April; the chair agrees. " * 30,
}


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_actions_however_long_leave_no_page_nearly_empty(count: int) -> None:
    """The number of an action stood alone on a page, with all that it says on the next."""
    actions = tuple(replace(each, **LONG_ACTION) for each in lively_plan(1, count).actions)  # type: ignore[arg-type]
    assert faults(laid_out(replace(lively_plan(1, 0), actions=actions))) == []


@pytest.mark.parametrize("title", [LONG * 3, UNBROKEN], ids=["long", "without a space"])
def test_the_cover_is_one_page_whatever_stands_on_it(title: str) -> None:
    """The last line of twelve activities stood alone on the second page."""
    plan = replace(lively_plan(12, 1), title=title, organisation=title, author=title)
    for some in (plan.activities[:1], plan.activities[:7], plan.activities):
        shown = replace(plan, activities=some, actions=())
        assert len(laid_out(shown, '<section class="page actions')) == 2, "cover and summary"


WRONG = {
    "is nearly empty": "<p>One.</p><p style='break-before: page'>Two.</p>" + "<p>x</p>" * 40,
    "outside of its column": "<p style='width: 400mm; white-space: nowrap'>" + "long " * 60,
    "ends with the heading": "<p style='height: 190mm'>Text</p><h2 style='break-after: page'>H</h2>"
    "<p>" + "x<br>" * 30,
    "says 'H' twice": "<h2>H</h2><h3>H</h3>" + "<p>x</p>" * 30,
    "rows of its table": "<section><p style='height: 195mm'>x</p><table>"
    + "<tr><td style='height: 9mm'>y</td></tr>" * 5
    + "</table></section>",
    "what follows could begin on it": "<section><p>" + "x<br>" * 12 + "</p>"
    "<p style='break-before: page'>" + "x<br>" * 40,
}


@pytest.mark.parametrize("what", WRONG)
def test_each_kind_of_fault_is_found(what: str) -> None:
    page = f"<!DOCTYPE html><html lang=en><title>T</title><body>{WRONG[what]}</body></html>"
    found: list[Fault] = faults(lay_out(page, "@page { size: A4; margin: 25mm }", FONTS).pages)
    assert [fault for fault in found if what in fault.what], found
