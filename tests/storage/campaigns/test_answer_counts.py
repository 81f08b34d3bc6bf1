"""What is kept of answers says what the answers say, after whatever came, and tells nothing more.

A page that reads all answers grows with them: no older test had more than a few dozen, and two
rounds of twenty thousand made every page of an organisation take seven to twelve seconds.
"""

import random
import re
from collections.abc import Callable, Iterator
from itertools import groupby

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.group_scores import Told, group_result
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.instruments.wave import GivenResponse, Wave
from ladder_assess.core.points_of_view.fives import in_fives, published
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.services.instruments.review_reliability import review_reliability
from ladder_assess.services.instruments.score_wave import score_wave, score_waves
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.campaigns import anonymous_answers, answer_counts
from ladder_assess.storage.campaigns.anonymous_answers import NewView, add_view
from ladder_assess.storage.common import answer_mix
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.links import PANEL, Link, Links
from tests.support.site import TODAY
from tests.support.waves import begin, link_of

ASKED = ("officer-survey", "orientation", "engagement-process")
KEPT = "SELECT * FROM wave_answer_count"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def some_answers(
    instrument: Instrument, form: str, chance: random.Random
) -> Iterator[tuple[str, Value]]:
    """What somebody says who leaves some out, and does not know much."""
    for item in instrument.asked(form):
        if chance.random() < 0.3:
            continue
        if chance.random() < 0.4:
            yield item.id, UNKNOWN
        elif item.answer == "many":
            yield item.id, tuple(o for o in item.option_ids if chance.random() < 0.4)
        else:
            yield item.id, chance.choice(item.option_ids)


def told(item: InstrumentItem, form: str, given: list[GivenResponse]) -> Told | None:
    """What may be told of an item, by the rule and from the answers themselves."""

    def place(one: GivenResponse) -> tuple[int, str]:
        return one.batch, one.series

    full = sorted(published(one for one in given if one.group == form), key=place)
    known = in_fives(
        [one.values[item.id] for one in batch if one.values.get(item.id, UNKNOWN) != UNKNOWN]
        for _, batch in groupby(full, key=place)
    )
    said = [(value,) if isinstance(value, str) else value for value in known]
    counts = tuple(sum(option in each for each in said) for option in item.option_ids)
    return Told(item, counts, len(known)) if known else None


def agree(product: Product, link: Link, wave: Wave) -> None:
    """Ensure that what is kept gives what the answers give."""
    instrument = product.definitions.instruments[wave.instrument]
    given = anonymous_answers.list_views(product.database, link.portfolio, wave)
    result = score_wave(product, link.portfolio, wave)
    for form in forms_of(instrument):
        assert result.groups.get(form) == group_result(instrument, form, given, short=wave.short)
        group, items = result.groups.get(form), instrument.asked(form, short=wave.short)
        by_rule = {item.id: found for item in items if (found := told(item, form, given))}
        assert (group.told if group else {}) == by_rule
    assert result.versions == tuple(sorted({each.version for each in published(given)}))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_says_what_the_answers_say(seed: int, product: Product, link: Link) -> None:
    chance = random.Random(seed)
    name = ASKED[seed % len(ASKED)]
    instrument = product.definitions.instruments[name]
    short = bool(seed % 2) and any(item.short for item in instrument.asked())
    rounds = [
        begin(product, link.portfolio, name, respondents=True, short=short, subject=f"Bus {n}")
        for n in range(2)
    ]
    forms = forms_of(instrument)
    tokens = {(w, f): link_of(product, link.portfolio, w, f) for w in rounds for f in forms}
    for n in range(40 * len(forms)):
        wave, form = chance.choice(list(tokens))
        values = dict(some_answers(instrument, form, chance))
        new = NewView(
            f"{seed} {n}", chance.choice((1, 1, 2)), values, TODAY, "questionnaire-answers-v4"
        )
        assert add_view(product.database, tokens[wave, form], new, 1)
        if chance.random() < 0.3:
            agree(product, link, wave)
    for wave in rounds:
        agree(product, link, wave)
    # All of it can be counted again, and comes to the same.
    before = product.database.reading.execute(KEPT).fetchall()
    assert before
    with product.database.writing() as connection:
        for wave, form in tokens:
            assert not answer_counts.count_anew(connection, wave.id, form)
    with product.database.writing() as connection:
        connection.execute("DELETE FROM wave_answer_count")
    assert answer_counts.count_missing(product.database) > 0
    assert answer_counts.count_missing(product.database) == 0
    kept = product.database.reading.execute(KEPT).fetchall()
    assert sorted(map(tuple, kept)) == sorted(map(tuple, before))
    # What is counted goes with what it is about.
    with product.database.writing() as connection:
        connection.execute("DELETE FROM wave WHERE id = ?", (rounds[0].id,))
    answer_mix.sweep(product.database)
    left = {row["wave_id"] for row in product.database.reading.execute(KEPT)}
    assert rounds[0].id not in left
    agree(product, link, rounds[1])


def answered_by_ten(product: Product, link: Link, name: str) -> Wave:
    """A round that ten people have answered, known by a name and their number."""
    wave = begin(product, link.portfolio, "officer-survey", respondents=True)
    token, chance = link_of(product, link.portfolio, wave), random.Random(1)
    instrument = product.definitions.instruments["officer-survey"]
    for n in range(10):
        values = dict(some_answers(instrument, "", chance))
        new = NewView(f"{name} {n}", 1, values, TODAY, "questionnaire-answers-v4")
        assert add_view(product.database, token, new, 1)
    return wave


def test_what_is_kept_wrongly_is_seen(product: Product, link: Link) -> None:
    wave = answered_by_ten(product, link, "wrong")
    with product.database.writing() as connection:
        connection.execute("UPDATE wave_answer_count SET shown = shown + 1 WHERE item <> ''")
        assert answer_counts.count_anew(connection, wave.id, "")
    agree(product, link, wave)


def reads_answers(product: Product, work: Callable[[], object]) -> bool:
    """Does some work read what people answered, and not how many gave each answer?"""
    asked: list[str] = []
    sqlite_of(product.database.reading).set_trace_callback(asked.append)
    work()
    sqlite_of(product.database.reading).set_trace_callback(None)
    assert asked
    return any(re.search(r"\bwave_view\b", each) for each in asked)


def test_no_answer_is_read_for_a_page(product: Product, link: Link) -> None:
    """What scores rounds reads numbers alone, and those of the list that was asked for."""
    wave = answered_by_ten(product, link, "read")
    assert not reads_answers(product, lambda: score_waves(product, link.portfolio))
    (found,) = score_waves(product, link.portfolio)
    assert found.groups[""].answered == 10
    other = open_portfolio(product.database, start_portfolio(product, "another", TODAY))
    assert other is not None
    assert answer_counts.read(product.database, other, wave) == {}
    assert answer_counts.versions(product.database, other, wave) == ()


def test_what_goes_together_is_read_again_only_after_five_more(
    product: Product, link: Link
) -> None:
    wave = begin(product, link.portfolio, "principles", respondents=True)
    token, chance = link_of(product, link.portfolio, wave), random.Random(1)
    instrument = product.definitions.instruments["principles"]

    def look() -> None:
        review_reliability(product, link.portfolio)

    for n in range(20):
        values = dict(some_answers(instrument, "", chance))
        new = NewView(f"together {n}", 1, values, TODAY, "questionnaire-answers-v4")
        assert add_view(product.database, token, new, 1)
        assert reads_answers(product, look) == (n == 0 or n % 5 == 4)
