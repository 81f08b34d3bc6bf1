"""Points of view side by side: what is shown, and that no figure tells of fewer than five."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.agreement_on_views import agreement
from ladder_assess.core.points_of_view.fives import (
    FEWEST_ANSWERS,
    GivenPage,
    answers_in_chunks,
    published,
)
from ladder_assess.core.points_of_view.views import GROUPS, Comparer, Comparison
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.common.product import read_rules
from tests.core.drawn import among

ROOT = Path(__file__).parents[3] / "questionnaires"
RULES = read_rules(ROOT)
FACTS = [s for s in RULES.definitions.questionnaire.sections if s.part == "evidence"]
VOICE = RULES.definitions.voice


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return COMPARER


COMPARER = Comparer(RULES.definitions.questionnaire, VOICE, RULES.assessor.placer)


class Answering:
    """Takes pages in the order given and counts batches as storage does."""

    def __init__(self) -> None:
        self.pages: list[GivenPage] = []

    def add(self, view: str, group: str, page: str, values: dict[str, Any]) -> None:
        before = sum((p.group, p.page) == (group, page) for p in self.pages)
        batch = before // FEWEST_ANSWERS
        self.pages.append(GivenPage(view, group, page, batch, values))

    def everyone(self, group: str, count: int, answers: dict[str, str]) -> "Answering":
        for person in range(count):
            for section in FACTS:
                values = {i.id: answers.get(i.id, UNKNOWN) for i in section.items}
                self.add(f"{group}{person}", group, section.id, values)
        return self


CONSULTED = {"purpose": "listen", "dialogue": "one_off", "information": "adequate",
             "decision_stage": "open", "response": "reported_back"}  # fmt: skip
RULED = {**CONSULTED, "dialogue": "ongoing", "response": "none"}


def test_four_are_not_shown_and_five_are(comparer: Comparer) -> None:
    assert not comparer.compare(Answering().everyone("provider", 4, CONSULTED).pages).groups
    shown = comparer.compare(Answering().everyone("provider", 5, CONSULTED).pages)
    assert shown.groups["provider"].answered == 5
    assert shown.groups["provider"].placement is not None


def test_the_sixth_changes_nothing_until_the_tenth(comparer: Comparer) -> None:
    five = comparer.compare(Answering().everyone("provider", 5, CONSULTED).pages)
    more = Answering().everyone("provider", 5, CONSULTED)
    for person in range(5, 9):
        for section in FACTS:
            values: dict[str, Any] = {i.id: i.option_ids[-1] for i in section.items}
            more.add(f"late{person}", "provider", section.id, values)
    assert comparer.compare(more.pages) == five


def test_where_groups_differ_most_comes_first(comparer: Comparer) -> None:
    answering = Answering().everyone("provider", 5, CONSULTED).everyone("policymaker", 5, RULED)
    differences = comparer.compare(answering.pages).differences
    assert [(d.item.id, round(d.size, 3)) for d in differences] == [
        ("response", 0.667), ("dialogue", 0.5),
    ]  # fmt: skip


def test_a_group_is_placed_by_the_middle_of_its_answers(comparer: Comparer) -> None:
    answering = Answering().everyone("provider", 5, CONSULTED)
    placer = RULES.assessor.placer
    shown = comparer.compare(answering.pages).groups["provider"]
    assert shown.placement == Interval(*placer.interval(CONSULTED))
    # Ten who are parted in two halves: every placement between the two is open.
    answering.everyone("provider", 5, RULED)
    both = [placer.interval(said) for said in (CONSULTED, RULED)]
    shown = comparer.compare(answering.pages).groups["provider"]
    assert shown.placement is not None
    assert shown.placement.low <= min(one.low for one in both)
    assert max(one.high for one in both) <= shown.placement.high


def test_how_much_say_is_shown_and_places_nothing(comparer: Comparer) -> None:
    answering = Answering()
    for person in range(5):
        values = {item.id: UNKNOWN for item in VOICE.items.values()}
        values |= {"say": "most", "purpose": "inform"}
        answering.add(f"s{person}", "service_user", VOICE.sections[0].id, values)
    shown = comparer.compare(answering.pages)
    assert shown.voice["say"].counts == (0, 0, 0, 0, 5, 0)
    assert shown.groups["service_user"].placement is None
    assert shown.groups["service_user"].spreads["purpose"].known == 5


def test_the_purpose_that_people_saw_has_the_options_of_the_activity() -> None:
    assert VOICE.items["purpose"].option_ids == (
        RULES.definitions.questionnaire.items["purpose"].option_ids
    )
    assert 8 <= len(VOICE.items) <= 10


def test_agreement_needs_five_activities_that_two_groups_have_placed(comparer: Comparer) -> None:
    complete = {i.id: i.option_ids[-1] for s in FACTS for i in s.items}
    other = {**complete, "decision_rule": "organisation", "override": "freely",
             "budget": "organisation", "management": "organisation", "seats": "none",
             "selection": "not_applicable", "ground_rules": "none"}  # fmt: skip
    high, low = (
        comparer.compare(Answering().everyone("provider", 5, said)
                         .everyone("policymaker", 5, said).pages)
        for said in (complete, other)
    )  # fmt: skip
    assert high.groups["provider"].placement != low.groups["provider"].placement
    assert agreement([high, low, high, low]) is None
    alone = comparer.compare(Answering().everyone("provider", 5, complete).pages)
    assert agreement([high, low, high, low, alone]) is None, "one group agrees with nobody"
    found = agreement([high, low, high, low, high])
    assert found is not None
    assert (found.alpha, found.activities) == (1, 5)


# One person after another, each of a group, answering some pages with something or nothing.
PERSON = st.tuples(st.sampled_from(GROUPS), st.lists(st.booleans(), min_size=7, max_size=7))


def pages_of(draw: st.DataObject, people: list[tuple[str, list[bool]]]) -> list[GivenPage]:
    answering = Answering()
    for person, (group, willing) in enumerate(people):
        sections = [*VOICE.sections, *FACTS] if group == "service_user" else FACTS
        for section, answers in zip(sections, willing, strict=False):
            if answers:
                values = {i.id: draw.draw(among(*i.option_ids, UNKNOWN))
                          for i in section.items}  # fmt: skip
                answering.add(f"{person}", group, section.id, values)
    return answering.pages


def figures(comparison: Comparison) -> dict[tuple[str, str], tuple[int, ...]]:
    """Every count that is shown, by group and item."""
    shown = {(g, i): s.counts for g, v in comparison.groups.items() for i, s in v.spreads.items()}
    return shown | {("voice", i): s.counts for i, s in comparison.voice.items()}


@settings(deadline=None, max_examples=60)
@given(st.lists(PERSON, max_size=24), st.data())
def test_no_figure_tells_of_fewer_than_five(
    people: list[tuple[str, list[bool]]], data: st.DataObject
) -> None:
    """Neither by itself nor taken from another: each figure is about a group alone, each counts
    five known answers or more, and between any two moments those grow by none or by five or more.
    """
    pages = pages_of(data, people)
    seen: dict[tuple[str, str], set[int]] = {}
    for moment in range(len(pages) + 1):
        comparison = COMPARER.compare(pages[:moment])
        for key, counts in figures(comparison).items():
            assert sum(counts) % FEWEST_ANSWERS == 0
            seen.setdefault(key, {0}).add(sum(counts[:-1]))
        for group, view in comparison.groups.items():
            given = {p.view for p in published(pages[:moment]) if p.group == group}
            assert len(given) >= FEWEST_ANSWERS
            assert view.answered % FEWEST_ANSWERS == 0
            assert view.answered >= FEWEST_ANSWERS
    for known in seen.values():
        assert all(abs(a - b) >= FEWEST_ANSWERS for a, b in combinations(known, 2))


@settings(deadline=None, max_examples=60)
@given(st.lists(PERSON, max_size=24), st.data())
def test_all_that_is_shown_follows_from_the_counts_of_each_question(
    people: list[tuple[str, list[bool]]], data: st.DataObject
) -> None:
    """So nothing tells how one person's answers go together: were the answers to each question of
    a batch dealt out anew among its people, all would be shown the same.
    """
    pages = pages_of(data, people)
    dealt: dict[int, dict[str, Any]] = {id(page): {} for page in pages}
    for batch in batches_of(pages).values():
        for item in batch[0].values:
            values = data.draw(st.permutations([page.values[item] for page in batch]))
            for page, value in zip(batch, values, strict=True):
                dealt[id(page)][item] = value
    other = [replace(page, values=dealt[id(page)], view="nobody") for page in pages]
    assert COMPARER.compare(other) == COMPARER.compare(pages)


def batches_of(pages: list[GivenPage]) -> dict[tuple[str, str, int], list[GivenPage]]:
    found: dict[tuple[str, str, int], list[GivenPage]] = {}
    for page in pages:
        found.setdefault((page.group, page.page, page.batch), []).append(page)
    return found


# Of each respondent whether they know the answer; and who takes theirs back, in which order.
@settings(deadline=None, max_examples=3 * settings().max_examples)
@given(st.lists(st.booleans(), max_size=45), st.lists(st.integers(0, 44), max_size=8, unique=True))
def test_no_two_looks_tell_of_a_few_when_answers_come_and_are_taken_back(
    knowing: list[bool], leaving: list[int]
) -> None:
    """Whose known answers a figure holds differs between two moments by nobody or by five."""
    item = "seats"
    given = [
        GivenPage(
            f"{n}", "provider", "p", n // FEWEST_ANSWERS, {item: f"{n}" if knows else UNKNOWN}
        )
        for n, knows in enumerate(knowing)
    ]  # fmt: skip
    looks = set()
    for came in range(len(given) + 1):
        looks.add(known_of(given[:came], item))
    gone: set[int] = set()
    # Whoever leaves a batch that is not full gives the place to the next: it is never short.
    full = len(given) // FEWEST_ANSWERS * FEWEST_ANSWERS
    for number in (n for n in leaving if n < full):
        gone.add(number)
        looks.add(known_of([p for n, p in enumerate(given) if n not in gone], item))
    for one, other in combinations(looks, 2):
        assert len(one ^ other) >= FEWEST_ANSWERS


def known_of(pages: list[GivenPage], item: str) -> frozenset[Any]:
    number = max((page.batch for page in pages), default=-1) + 1
    batches = [[page for page in pages if page.batch == n] for n in range(number)]
    return frozenset(answers_in_chunks(batches, item)) - {UNKNOWN}


@pytest.mark.thorough
@settings(deadline=None, max_examples=60)
@given(st.lists(PERSON, min_size=1, max_size=24), st.data())
def test_what_a_hidden_group_says_shows_nowhere(
    people: list[tuple[str, list[bool]]], data: st.DataObject
) -> None:
    """Take a group's unpublished pages away, or change them, and everything shown is the same."""
    pages = pages_of(data, people)
    shown = set(map(id, published(pages)))
    without = [page for page in pages if id(page) in shown]
    changed = [
        page if id(page) in shown else GivenPage(
            page.view, page.group, page.page, page.batch, dict.fromkeys(page.values, UNKNOWN)
        )
        for page in pages
    ]  # fmt: skip
    assert COMPARER.compare(pages) == COMPARER.compare(without) == COMPARER.compare(changed)
