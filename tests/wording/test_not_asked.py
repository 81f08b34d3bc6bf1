"""No page, file or picture says that something does not hold when it was not asked.

Activities are described in part, at random, by both versions of the rules. Whatever their pages and
files then say of what does not hold has to be so however the rest is answered: `not_asked` lists
these sentences, and says of each when it is true, by the rules written out a second time.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from jinja2 import Environment

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.plan.document import MOST_ONE_BY_ONE, PlanDocument, PlanFigures
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.docx import document_environment
from ladder_assess.publishing.plan.pdf import PAGE, SHORT_PAGE, plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_sheets
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.settings import CHECKOUT
from tests.core import naive
from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, Link, Links
from tests.support.lists import fill
from tests.support.page import Page
from tests.support.site import app_for, product_of, settings_in
from tests.wording import truths
from tests.wording.cases import CASES, ITEMS, completions
from tests.wording.messages import messages
from tests.wording.not_asked import IN_CELL, IN_SHORT, OF_KIND, SAYINGS, Saying, sayings_in
from tests.wording.truths import Case

TODAY = date(2026, 11, 29)
SINCE_JANUARY = "?first=1&first=1&first=2026"
CONSULTATION = {
    "purpose": "listen", "decision_stage": "open", "information": "adequate",
    "dialogue": "one_off", "seats": "none",
}  # fmt: skip
NOTHING_THERE = {
    "purpose": "listen", "information": "none", "dialogue": "none", "decision_rule": "organisation",
}  # fmt: skip


# On rung 5, whatever else is answered and whichever of these is a step up or down.
STEADY = {
    "purpose": "advise", "decision_stage": "unframed", "dialogue": "ongoing", "seats": "all",
    "selection": "community", "decision_rule": "community_within_limits", "override": "freely",
    "ground_rules": "agreed",
}  # fmt: skip
KNOWN_PANEL = {k: v for k, v in PANEL.items() if v in naive.EVIDENCE.get(k, ())}
EXAMPLES = (
    Case(2, CONSULTATION, 5, 4),
    Case(1, {"purpose": "endorse", "override": "with_reasons", "decision_rule": "advised"}),
    Case(2, {}, 8, 0),
    Case(1, {}, None, 4),
    Case(2, NOTHING_THERE, 3, 3),
    Case(2, {**NOTHING_THERE, "functions": ()}, 0, 0),
    # It has not begun, so all of it is only planned; and the same where it is over.
    Case(2, {**NOTHING_THERE, "start_date": "2099-01"}, 3, 3),
    Case(2, {**NOTHING_THERE, "start_date": "2020-01", "end_date": "2020-02"}, 3, 3),
    Case(2, KNOWN_PANEL, 5, 5),
    Case(
        2,
        {
            **CONSULTATION,
            "level": "collective",
            "who_plans": "professionals",
            "who_delivers": "joint",
            "professional_role": "support",
            "functions": ("co_managing",),
            "claimed_labels": (),
        },
    ),
    Case(2, {k: v for k, v in CONTROL.items() if k in naive.EVIDENCE}, 3, 8),
    Case(2, {k: v for k, v in ONE_PERSON.items() if k in ITEMS}),
    Case(2, {**{k: v for k, v in CONTROL.items() if k in ITEMS}, "replaces_service": "no"}),
    # By these answers it would be in a trap, if it had a rung.
    Case(
        2,
        {
            **{k: v for k, v in CONTROL.items() if k in ITEMS},
            "replaces_service": "no",
            "level": "individual",
            "purpose": "remedy",
            "response": "none",
            "dialogue": "none",
            "seats": "none",
            "selection": "not_applicable",
            "decision_rule": "organisation",
        },
    ),
    Case(2, STEADY),
    Case(2, {"purpose": "endorse", "decision_stage": "taken", "information": "none"}),
)


@cache
def site() -> tuple[Client, Links]:
    """One installation for all the cases."""
    app = app_for(settings_in(Path(mkdtemp())))
    return Client(app), Links(product_of(app))


@cache
def editions() -> tuple[tuple[Environment, str], ...]:
    """The whole plan and the one on two pages, each in print and as the document to edit, whose
    templates are read once.
    """
    printing = print_environment(CHECKOUT / "templates")
    whole, short = (document_environment(printing, short=cut) for cut in (False, True))
    return (printing, PAGE), (whole, PAGE), (printing, SHORT_PAGE), (short, SHORT_PAGE)


def record_of(case: Case) -> ActivityRecord:
    """An activity that was described so far."""
    values: dict[str, Any] = {"name": "Bus panel"}
    values |= {item: list(v) if isinstance(v, tuple) else v for item, v in case.known.items()}
    for item, rung in (("claimed_rung", case.claimed), ("intended_rung", case.intended)):
        values |= {} if rung is None else {item: str(rung)}
    return ActivityRecord(0, QUICK, values, stamp=f"activity-v{case.version}")


def described(case: Case) -> Link:
    link = site()[1].make()
    fill(link.product, link.portfolio, [record_of(case)])
    return link


def pages(link: Link) -> Iterator[str]:
    """What the pages and pictures about an activity and its plan say."""
    client = site()[0]
    for address in (
        f"{link.activity()}/result", f"{link.activity()}/review", link.address,
        f"{link.address}/picture", f"{link.address}/pictures", f"{link.address}/plan",
        f"{link.activity()}/views", f"{link.address}/over-time{SINCE_JANUARY}",
    ):  # fmt: skip
        page = client.get(address)
        yield page.one("main").text
        values = page.all("#kind .govuk-summary-list__value")
        yield from (f"{OF_KIND}: {value.text} end" for value in values)
        yield from (
            f"{IN_CELL}: {cell.text} end" for cell in page.all(".app-caption, .app-list__stands")
        )


def files(link: Link) -> Iterator[str]:
    """What the files say: the plan in print, on two pages too, the document to edit, every sheet,
    and the register.
    """
    yield site()[0].browser.get(f"{link.address}/register/activities.csv").text
    product = link.product
    (activity,) = assess_portfolio(product, link.portfolio)
    rules = product.definitions
    plan = PlanDocument("", TODAY, (activity,), ())
    many = tuple(replace(activity, number=n) for n in range(1, MOST_ONE_BY_ONE + 2))
    plans = (plan, *(replace(plan, activities=some) for some in (many[:2], many)))
    earlier = tuple(rules.earlier_rules.values())
    for document in plans:
        for environment, edition in editions():
            html, _view = plan_html(
                document, rules.questionnaire, rules.sources, environment, page=edition,
                earlier=earlier,
            )  # fmt: skip
            page = Page("", 200, {}, html)
            yield page.root.text
            rows = page.all("section.short tbody tr")
            # Of those that wait for the same answer, the words above the rows say so.
            cells = (row.named("td") for row in rows)
            yield from (f"{IN_SHORT}: {cell[2].text} end" for cell in cells if len(cell) > 2)
    words = Words(rules.questionnaire, rules.sources, {}, earlier)
    _title, sheets = plan_sheets(PlanFigures(plan), words, Speech())
    for sheet in sheets:
        yield " | ".join(str(cell) for row in sheet.rows for cell in row if cell is not None)


def untrue(case: Case, texts: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    said = {found for text in texts for found in sayings_in(text)}
    ways = list(completions(case))
    for saying, found in said:
        wrong = [(saying.name, a) for a in ways if not saying.true(case, a, found)]
        yield from wrong if len(wrong) == len(ways) or not saying.some else ()


@cache
def said_of(place: int) -> list[str]:
    """All that is said of one of EXAMPLES."""
    link = described(EXAMPLES[place])
    return [*pages(link), *files(link)]


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_what_is_said_of_an_example_is_so_however_the_rest_is_answered(place: int) -> None:
    assert not list(untrue(EXAMPLES[place], iter(said_of(place))))[:3]


# To shrink what fails would take minutes: each case makes ten pages and files.
@settings(max_examples=20, phases=[Phase.reuse, Phase.generate])
@given(CASES)
def test_no_page_file_or_picture_says_of_what_was_not_asked_that_it_does_not_hold(
    case: Case,
) -> None:
    link = described(case)
    for texts in (pages, files):
        assert not list(untrue(case, texts(link)))[:3], texts.__name__


@pytest.mark.parametrize(
    "saying",
    [saying for saying in SAYINGS if saying.message or saying.true is truths.never],
    ids=lambda saying: saying.name,
)
def test_each_sentence_is_said_of_some_example(saying: Saying) -> None:
    """One that nothing provokes is refuted by nothing. What may not be said is said of none."""
    texts = (text for place in range(len(EXAMPLES)) for text in said_of(place))
    said = any(found is saying for text in texts for found, _groups in sayings_in(text))
    assert said is (saying.true is not truths.never)


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying.name)
def test_each_sentence_of_the_list_is_still_said(saying: Saying) -> None:
    """One that was reworded would slip through a list that nobody brought up to date."""
    assert any(saying.message in message.one for message in messages())
