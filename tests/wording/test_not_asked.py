"""No page, file or picture says that something does not hold when it was not asked.

Activities are described in part, at random, by both versions of the rules. Whatever their pages and
files then say of what does not hold has to be so however the rest is answered: `not_asked` lists
these sentences, and says of each when it is true, by the rules written out a second time.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.changed_rules import CAUTION, NO, changed_rules
from ladder_assess.core.plan.document import MOST_IN_FULL, PlanDocument, PlanFigures
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.docx import document_environment
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_sheets
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.settings import CHECKOUT
from tests.core import naive
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.lists import fill
from tests.support.page import Page
from tests.support.site import app_for, product_of, settings_in
from tests.wording.messages import messages
from tests.wording.not_asked import IN_SHORT, SAYINGS, Case, Saying, sayings_in

TODAY = date(2026, 11, 29)
COMPLETIONS = 40
CONSULTATION = {
    "purpose": "listen", "decision_stage": "open", "information": "adequate",
    "dialogue": "one_off", "seats": "none",
}  # fmt: skip
NOTHING_THERE = {
    "purpose": "listen", "information": "none", "dialogue": "none", "decision_rule": "organisation",
}  # fmt: skip


def _answer(item: str) -> st.SearchStrategy[Any]:
    options = {**naive.EVIDENCE, **naive.TYPOLOGY}[item]
    known = [o for o in options if o not in ("neither", "company")]
    if item in naive.MANY:
        chosen = st.sets(st.sampled_from(known))
        return chosen.map(lambda some: tuple(o for o in known if o in some))
    return st.sampled_from(known)


ITEMS = [item for item in (*naive.EVIDENCE, *naive.TYPOLOGY) if item != "level"]
CASES = st.builds(
    Case,
    st.sampled_from([1, 2]),
    st.fixed_dictionaries({}, optional={item: _answer(item) for item in ITEMS}),
    st.none() | st.integers(0, 8),
    st.none() | st.integers(0, 8),
)


@cache
def site() -> tuple[Client, Links]:
    """One installation for all the cases."""
    app = app_for(settings_in(Path(mkdtemp())))
    return Client(app), Links(product_of(app))


def described(case: Case) -> Link:
    link = site()[1].make()
    values: dict[str, Any] = {"name": "Bus panel"}
    values |= {item: list(v) if isinstance(v, tuple) else v for item, v in case.known.items()}
    for item, rung in (("claimed_rung", case.claimed), ("intended_rung", case.intended)):
        values |= {} if rung is None else {item: str(rung)}
    record = ActivityRecord(0, QUICK, values, stamp=f"activity-v{case.version}")
    fill(link.product, link.portfolio, [record])
    return link


def pages(link: Link) -> Iterator[str]:
    """What the pages and pictures about an activity and its plan say."""
    client = site()[0]
    for address in (
        f"{link.activity()}/result", f"{link.activity()}/review", link.address,
        f"{link.address}/picture", f"{link.address}/plan",
    ):  # fmt: skip
        page = client.get(address)
        yield page.one("main").text


def files(link: Link) -> Iterator[str]:
    """What the files of the plan say: print, the document to edit, and every sheet."""
    product = link.product
    (activity,) = assess_portfolio(product, link.portfolio)
    rules = product.definitions
    printing = print_environment(CHECKOUT / "templates")
    plan = PlanDocument("", TODAY, (activity,), ())
    many = tuple(replace(activity, number=n) for n in range(1, MOST_IN_FULL + 2))
    earlier = tuple(rules.earlier_rules.values())
    for document in (plan, replace(plan, activities=many)):
        for environment in (printing, document_environment(printing)):
            html, _view = plan_html(
                document, rules.questionnaire, rules.sources, environment, earlier=earlier
            )
            page = Page("", 200, {}, html)
            yield page.root.text
            rows = page.all("section.short tbody tr")
            yield from (f"{IN_SHORT}: {row.named('td')[2].text} end" for row in rows)
    words = Words(rules.questionnaire, rules.sources, {}, earlier)
    _title, sheets = plan_sheets(PlanFigures(plan), words, Speech())
    for sheet in sheets:
        yield " | ".join(str(cell) for row in sheet.rows for cell in row if cell is not None)


def completions(case: Case) -> Iterator[dict[str, Any]]:
    """Ways to answer all that is not known."""
    source = random.Random(repr(sorted(case.known.items())))
    for _way in range(COMPLETIONS):
        rest = {
            item: source.choice(options)
            for item, options in {**naive.EVIDENCE, **naive.TYPOLOGY}.items()
            if item not in naive.MANY
        }
        yield {**rest, "functions": (), "claimed_labels": (), **case.known}


def untrue(case: Case, texts: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    said = {found for text in texts for found in sayings_in(text)}
    ways = list(completions(case))
    for saying, found in said:
        yield from ((saying.name, a) for a in ways if not saying.true(case, a, found))


# To shrink what fails would take minutes: each case makes ten pages and files.
@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(CASES)
@example(Case(2, CONSULTATION, 5, 4))
@example(Case(1, {"purpose": "endorse", "override": "with_reasons", "decision_rule": "advised"}))
@example(Case(2, {}, 8, 0))
@example(Case(1, {}, None, 4))
@example(Case(2, NOTHING_THERE, 3, 3))
@example(Case(2, {**NOTHING_THERE, "functions": ()}, 0, 0))
@example(Case(2, {k: v for k, v in PANEL.items() if v in naive.EVIDENCE.get(k, ())}, 5, 5))
def test_no_page_file_or_picture_says_of_what_was_not_asked_that_it_does_not_hold(
    case: Case,
) -> None:
    link = described(case)
    for texts in (pages, files):
        assert not list(untrue(case, texts(link)))[:3], texts.__name__


@given(CASES)
def test_no_rule_is_said_to_raise_a_caution_no_more_while_it_may(case: Case) -> None:
    """`A caution falls away` and `no longer a caution`, where the questions become clearer."""
    product = site()[1].product
    earlier, newer = (product.of(f"activity-v{version}").assessor for version in (1, 2))
    gone = [
        rule.id
        for rule in changed_rules(earlier, newer, case.known)
        if rule.about == CAUTION and rule.after == NO
    ]
    for way in completions(case):
        assert not set(gone) & set(naive.cautions(way, 2))


@given(CASES)
def test_nothing_open_is_said_only_where_nothing_is(case: Case) -> None:
    """What a table takes for `None`: each caution that is not ruled out is known to be open."""
    product = site()[1].product
    assessor = product.of(f"activity-v{case.version}").assessor
    explained = assessor.explain(Activity("a", case.known))
    open_now = set(explained.open_cautions)
    held = set(assessor.placer.cautions_for(case.known))
    for way in completions(case):
        assert set(naive.cautions(way, case.version)) <= open_now | held
    assert not open_now & held


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying.name)
def test_each_sentence_of_the_list_is_still_said(saying: Saying) -> None:
    """One that was reworded would slip through a list that nobody brought up to date."""
    assert any(saying.message in message.one for message in messages())
