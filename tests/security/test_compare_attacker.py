"""The attacker on the pages that compare: nothing but draws and one's own values is ever read.

Everyone else's answers are changed, taken away and put out of reach, and each page and each file of
an organisation stays byte for byte what it was.
"""

import random
import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from ladder_assess.core.benchmarks.groups import groups_of
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.jobs import render, render_editable
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_workbook
from ladder_assess.services.benchmarks.gather_contributions import cell_of
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.gather_plan import gather_figures, gather_plan
from ladder_assess.settings import Settings
from ladder_assess.storage.benchmarks import contributions
from ladder_assess.storage.people import organisations
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.benchmarks.peers import POLICY, draw
from tests.support.offices import make_person, signed_in_client
from tests.support.site import TODAY, product_of
from tests.support.walks.walk_compare import Walk

# What differs from one answer of the server to the next.
FRESH = re.compile(r'(name="csrf_token"[^>]*value="|nonce="|nonce-)[^"\']*|#0{8}')

PRINTED: dict[str, bytes] = {}


@pytest.fixture
def walk(own_app: Flask) -> Walk:
    return Walk(own_app)


def seen(walk: Walk) -> Iterator[tuple[str, bytes]]:
    """Every page and file that compares, in every group; then the plan in every form."""
    yield from pages(walk)
    yield from plans(walk)


def pages(walk: Walk) -> Iterator[tuple[str, bytes]]:
    client = walk.people.client(walk.owner).browser
    stops = [address for _, address in (*walk.stops(), *walk.files())]
    found = organisations.find_organisation(walk.product.database, walk.organisation.id)
    assert found is not None
    for group in groups_of(cell_of(found.profile)):
        stops += [f"{walk.start}/{of}?group={group}" for of in ("activity", "enablers")]
        stops.append(f"{walk.start}/enablers/pictures/enablers.trust.csv?group={group}")
    for address in stops:
        response = client.get(address)
        yield address, FRESH.sub("", response.get_data(as_text=True)).encode()


def plans(walk: Walk) -> Iterator[tuple[str, bytes]]:
    product, portfolio = walk.product, walk.portfolio
    settings: Settings = walk.app.config["SETTINGS"]
    plan = gather_plan(product, portfolio, TODAY, POLICY)
    assert any(strand.peers for strand in plan.strands)
    yield "PDF", as_pdf(settings, product, plan)
    figures = gather_figures(product, portfolio, TODAY, POLICY)
    # The parts within: a ZIP file itself holds when it was made.
    with ZipFile(BytesIO(render_editable(settings, product, figures))) as parts:
        yield from ((f"DOCX {name}", parts.read(name)) for name in parts.namelist())
    words = Words(product.definitions.questionnaire, product.definitions.sources, {})
    yield "XLSX", plan_workbook(figures, words, Speech())


def as_pdf(settings: Settings, product: Product, plan: PlanDocument) -> bytes:
    """A plan as PDF, printed once for the same HTML, title, contents and day: nothing else of a
    plan goes into its bytes, which are the same each time (tests/publishing/plan/test_pdf.py).
    """
    rules = product.definitions
    html, view = plan_html(
        plan,
        rules.questionnaire,
        rules.sources,
        print_environment(settings.templates),
        rules.instruments,
        earlier=product.earlier_questions,
    )
    printed = repr((html, view.title, view.contents, plan.made_on))
    if printed not in PRINTED:
        PRINTED[printed] = render(settings, product, plan, lambda step: None)
    return PRINTED[printed]


def others_change(walk: Walk) -> None:
    """Everybody else has other answers: those of somebody else, or none."""
    chance, own = random.Random(5), walk.portfolio.id
    with walk.product.database.writing() as connection:
        connection.execute("DROP TRIGGER instrument_response_stays")
        for one in range(1, walk.organisations + 1):
            other = chance.randint(1, walk.organisations)
            for table, same in (
                ("activity", "number = activity.number"),
                ("instrument_response", "instrument = instrument_response.instrument"),
            ):
                connection.execute(
                    f"UPDATE {table} SET document = (SELECT document FROM {table} AS of_other"
                    f" WHERE portfolio_id = :other AND of_other.{same})"
                    " WHERE portfolio_id = :one",
                    {"one": one, "other": other},
                )
        connection.execute(
            "DELETE FROM instrument_response WHERE portfolio_id % 3 = 0 AND portfolio_id <> ?",
            (own,),
        )


def test_what_is_seen_is_byte_for_byte_the_same_whatever_others_answer(walk: Walk) -> None:
    before = dict(seen(walk))
    assert len(before) > 25
    assert b"Half of them lie between" in before[f"{walk.start}/enablers"]
    others_change(walk)
    after = dict(seen(walk))
    assert [name for name in before if after[name] != before[name]] == []
    # And it is what is drawn that is seen: the next draw changes it.
    draw(walk.product, TODAY.replace(month=TODAY.month + 6), seed=8)
    page = f"{walk.start}/enablers"
    later = next(content for address, content in pages(walk) if address == page)
    assert later != before[page]


def test_nothing_that_is_seen_reads_what_others_contribute(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(seen(walk))

    def never(*_: object, of: str) -> None:
        raise AssertionError(f"a page has read contributions: {of}")

    for name in ("activities", "responses", "with_respondents"):
        monkeypatch.setattr(contributions, name, partial(never, of=name))
    assert dict(seen(walk)) == before


def test_nobody_sees_a_group_that_they_are_not_in(walk: Walk) -> None:
    client = walk.people.client(walk.owner)
    for group in ("kind.police", "sector.public_services", "bogus", "everyone.x", "' OR 1=1"):
        client.get(f"{walk.start}/enablers?group={group}", status=404)
        picture = f"{walk.start}/enablers/pictures/enablers.trust.csv?group={group}"
        client.get(picture, status=404)


def test_no_page_and_no_file_tells_percentiles_counts_or_means_of_peers(walk: Walk) -> None:
    numbers = {
        row["organisations"]
        for row in walk.product.database.reading.execute("SELECT organisations FROM benchmark_draw")
    }
    assert all(number % 5 == 0 and number >= 10 for number in numbers)
    for address, content in pages(walk):
        text = content.decode()
        assert "percentile" not in text.casefold(), address
        for told in re.findall(r"About (\d+) organisations", text):
            assert int(told) in numbers, address


def test_nine_others_and_oneself_see_a_group_and_eight_do_not(own_app: Flask) -> None:
    product = product_of(own_app)
    populate(product, 9 * ASSESSMENTS)
    with product.database.writing() as connection:
        connection.execute("UPDATE organisation SET document = json_set(document, '$.kind', 'nhs')")
    draw(product)
    account = make_person(product)
    with product.database.writing() as connection:
        connection.execute(
            "INSERT INTO membership (organisation_id, account_id, role) VALUES (1, ?, 'owner')",
            (account.id,),
        )
    client = signed_in_client(own_app, account)
    page = client.get("/p/o1/compare")
    assert "There is nobody to compare with yet" in page.text
    assert "once 10 organisations have answered" in page.text
    assert "About" not in client.get("/p/o1/compare/enablers").one("#groups").text
    client.get("/p/o1/compare/enablers/pictures/enablers.trust.csv?group=kind.nhs", status=404)
