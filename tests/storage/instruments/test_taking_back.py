"""Answers are taken back by their code, and no figure ever tells about fewer than five by it."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, published
from ladder_assess.core.points_of_view.views import GROUPS, POLICYMAKER
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view import compare_views as views_compared
from ladder_assess.services.points_of_view.compare_views import compare_views
from ladder_assess.services.points_of_view.give_view import pages_for
from ladder_assess.services.points_of_view.take_back_view import code_of, grouped, take_back_view
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common import answer_mix, places
from ladder_assess.storage.people.consent import LETTERS
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.storage.points_of_view.given import NewPage, page_id
from ladder_assess.storage.points_of_view.links import find_link
from tests.support.filled import NOW
from tests.support.kept.written import erased, written
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_person
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY

Block = tuple[str, int]


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def kept(product: Product, link: Link) -> set[str]:
    """The ids of the pages that are kept of a link's activity."""
    return {page.view for page in points_of_view.list_pages(product.database, link.portfolio, 1)}


def ids_of(product: Product, secret: str, group: str) -> set[str]:
    """The ids of all pages of whoever has a code, or a random id."""
    pages = pages_for(product, group, "activity-v1")
    return {page_id(secret, page.id) for page in pages}


def test_a_code_takes_back_what_was_answered_with_it_and_no_more(
    product: Product, link: Link
) -> None:
    token = ask(product, link.portfolio, "policymaker")
    views = [answer_all(product, token, PANEL) for _ in range(8)]
    codes = [code_of(product, view) for view in views]
    ids = [ids_of(product, code, "policymaker") for code in codes]
    assert kept(product, link) == set().union(*ids)
    # One whose answers wait, and one of a five that is full.
    for place in (6, 1):
        typed = f" {codes[place].upper().replace('-', ' – ')} "
        assert take_back_view(product, typed, NOW)
        assert not take_back_view(product, codes[place], NOW)
    assert kept(product, link) == set().union(*(ids[n] for n in (0, 2, 3, 4, 5, 7)))


def test_no_code_is_kept(product: Product, link: Link) -> None:
    token = ask(product, link.portfolio, "provider")
    views = [answer_all(product, token, PANEL) for _ in range(6)]
    dump = "\n".join(product.database.reading.iterdump())
    files = answer_mix.folder(product.database).iterdir()
    dump += "\n".join(str(answer_mix.waiting(product.database, file.name)) for file in files)
    for view in views:
        code = code_of(product, view)
        assert all(identity in dump for identity in ids_of(product, code, "provider"))
        for secret in (view, code, code.replace("-", ""), digest(code)):
            assert secret not in dump


def test_those_who_took_part_and_those_with_a_name_are_found_by_no_code(
    product: Product, link: Link, links: Links
) -> None:
    took_part = answer_all(product, ask(product, link.portfolio, "service_user"), PANEL)
    before = kept(product, link)
    for code in (took_part, code_of(product, took_part), digest(took_part), *before):
        assert not take_back_view(product, code, NOW)
        assert not points_of_view.ids_by_code(product.database, code)
    assert kept(product, link) == before


def test_codes_are_long_alike_and_each_another(product: Product) -> None:
    codes = {code_of(product, f"view {number}") for number in range(2000)}
    assert len(codes) == 2000
    assert {len(code) for code in codes} == {19}
    letters = [code.replace("-", "") for code in codes]
    for place in range(16):
        assert {code[place] for code in letters} == set(LETTERS)
    assert all(grouped(code.upper().replace("-", "")) == code for code in codes)


def give(product: Product, token: str, number: int, pages: Sequence[str]) -> str:
    """Someone answers some pages; returns their code."""
    link = find_link(product.database, token)
    assert link is not None
    code = f"{token}-{number}"
    for page in pages:
        new = NewPage(code, page, "activity-v1", {"purpose": "listen"}, TODAY, "c")
        assert points_of_view.add_page(product.database, token, link, new)
    return code


def shown(product: Product, link: Link) -> dict[Block, frozenset[str]]:
    """Who stands in each batch that is shown."""
    blocks: dict[Block, set[str]] = {}
    for page in published(points_of_view.list_pages(product.database, link.portfolio, 1)):
        blocks.setdefault((page.page, page.batch), set()).add(page.view)
    return {block: frozenset(members) for block, members in blocks.items()}


STEP = st.one_of(
    st.tuples(st.just("give"), st.sampled_from((("a",), ("b",), ("a", "b")))),
    st.tuples(st.sampled_from(("take back", "erase")), st.integers(0, 40)),
)


@pytest.mark.thorough
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=20, max_size=60))
def test_whatever_is_shown_changes_by_the_same_five_at_a_time(
    product: Product, links: Links, steps: list[tuple[str, object]]
) -> None:
    """So the difference of any two moments is whole batches, each of five people or more, and a
    batch that has gone never comes back, in whatever order people answer and take back.
    """
    link = links.make(PANEL)
    token = ask(product, link.portfolio, "provider")
    codes: list[str] = []
    seen: dict[Block, frozenset[str]] = {}
    gone: set[Block] = set()
    for number, (what, which) in enumerate(steps):
        if what == "give":
            assert isinstance(which, tuple)
            codes.append(give(product, token, number, which))
        elif codes:
            assert isinstance(which, int)
            leave(product, codes.pop(which % len(codes)), what)
        now = shown(product, link)
        assert not gone & set(now)
        gone |= set(seen) - set(now)
        for block, members in now.items():
            assert len(members) == FEWEST_ANSWERS
            assert seen.setdefault(block, members) == members


def leave(product: Product, code: str, how: str) -> None:
    """Take answers back, or erase them with what they belong to, which gives no place back."""
    if how == "take back":
        ids = points_of_view.ids_by_code(product.database, code)
        assert erased(product.database, points_of_view.withdraw_by_code, product.database, ids)
        return
    with product.database.writing() as connection:
        for page in ("a", "b"):
            connection.execute("DELETE FROM point_of_view WHERE id = ?", (page_id(code, page),))


def test_whoever_makes_codes_up_keeps_nobody_from_saving(
    product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong code read every file in which answers of the site wait, with nobody else saving
    meanwhile, and no limit came before that. The older tests timed and counted what is answered.
    """
    code = code_of(product, answer_all(product, ask(product, link.portfolio, "provider"), PANEL))
    assert not take_back_view(product, "made-upco-dema-deup", NOW), "reads the files, for once"

    def read(path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(places, "read", read)
    # A transaction within another raises.
    with product.database.writing():
        assert not take_back_view(product, "anot-herm-adeu-pone", NOW)
        assert not answer_mix.sweep(product.database), "as each erasure does"
    monkeypatch.undo()
    assert take_back_view(product, code, NOW)
    assert not take_back_view(product, code, NOW)


def test_what_waits_is_found_whenever_it_came(product: Product, link: Link) -> None:
    """Also where it came after the files were read, and with what five of a group were put in."""
    assert not take_back_view(product, "made-upco-dema-deup", NOW)
    remembered, connection = product.database.memory.of, product.database.reading
    before = remembered(connection, answer_mix.WAITS, "")
    token = ask(product, link.portfolio, "provider")
    codes = [code_of(product, answer_all(product, token, PANEL)) for _ in range(7)]
    assert all(take_back_view(product, code, NOW) for code in codes)
    assert not any(take_back_view(product, code, NOW) for code in codes)
    after = remembered(connection, answer_mix.WAITS, "")
    assert after == before, "nothing of what has gone is remembered"


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_is_so_after_any_answer_and_taking_back(
    product: Product, link: Link, seed: int
) -> None:
    """What may be shown is worked out once for each five, and known by numbers alone."""
    chance, (record, *_) = Random(seed), link.records
    tokens = {group: ask(product, link.portfolio, group) for group in GROUPS}
    people = [make_person(product).id for _ in range(6)]
    codes: list[str] = []
    seen = []

    def someone(group: str, account: int | None) -> None:
        said = {**PANEL, "purpose": chance.choice(["listen", "inform", "unknown"])}
        view = answer_all(product, tokens[group], said, account=account, pages=2)
        if account is None:
            codes.append(code_of(product, view))

    for _ in range(70):
        step, person = chance.random(), chance.choice(people)
        if step < 0.6:
            someone(chance.choice(GROUPS), None)
        elif step < 0.75:
            someone(POLICYMAKER, person)
        elif step < 0.85:
            written(product.database, points_of_view.withdraw, link.portfolio, 1, person)
        elif codes:
            take_back_view(product, codes.pop(chance.randrange(len(codes))), NOW)
        found = compare_views(product, link.portfolio, record)
        assert found == views_compared._compare(product, link.portfolio, record)
        assert compare_views(product, link.portfolio, record) is found
        seen += [] if found in seen else [found]
    assert len(seen) > 5
