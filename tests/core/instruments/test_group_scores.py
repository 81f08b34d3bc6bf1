"""What is shown of respondents: right, never about fewer than five, not even by two looks."""

from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.compact_answers import pack, unpack
from ladder_assess.core.instruments.group_scores import GroupResult, group_result
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.instruments.wave import GivenResponse, pages, response
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load_instrument
from tests.core.drawn import among, some_of

FEWEST = 5


@pytest.fixture(scope="module")
def process() -> Instrument:
    return load_instrument(CHECKOUT / "questionnaires", "engagement-process")


@pytest.fixture(scope="module")
def officers() -> Instrument:
    return load_instrument(CHECKOUT / "questionnaires", "officer-survey")


Said = list[dict[str, Value]]


def come_in(said: Said, form: str) -> list[GivenResponse]:
    return [
        GivenResponse(f"{form}{place}", form, "", place // FEWEST, values, 1)
        for place, values in enumerate(said)
    ]


def shown(instrument: Instrument, said: Said, form: str = "") -> GroupResult | None:
    return group_result(instrument, form, come_in(said, form), short=False)


@cache
def crowds(instrument: Instrument, form: str) -> st.SearchStrategy[Said]:
    """Respondents who leave out or do not know much of what a form asks."""
    items = {item.id: item for item in instrument.asked(form)}
    chosen = list(items)[:9]
    each: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
        {}, optional={i: st.sampled_from([*items[i].option_ids, UNKNOWN]) for i in chosen
                      if items[i].answer == "one"},
    )  # fmt: skip
    return st.lists(each, max_size=23)


@cache
def five_who_say_all(instrument: Instrument, form: str) -> st.SearchStrategy[Said]:
    """Five respondents who answer all that counts."""
    items = [item for items in instrument.scored(form).values() for item in items]
    each: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
        {item.id: st.sampled_from(item.option_ids) for item in items}
    )
    return st.lists(each, min_size=5, max_size=5)


def test_nobody_sees_four(process: Instrument) -> None:
    answers: dict[str, Value] = {i.id: i.option_ids[0] for i in process.asked("service_user")}
    assert shown(process, [answers] * 4, "service_user") is None
    found = shown(process, [answers] * 5, "service_user")
    assert found is not None
    assert found.answered == FEWEST
    assert shown(process, [answers] * 9, "service_user") == found


def test_a_group_is_never_added_to_another(process: Instrument) -> None:
    answers: dict[str, Value] = {i.id: i.option_ids[0] for i in process.asked("service_user")}
    given_ = [*come_in([answers] * 4, "service_user"), *come_in([answers] * 4, "policymaker")]
    for form in ("service_user", "policymaker", "service_provider", ""):
        assert group_result(process, form, given_, short=False) is None


@given(data=st.data())
def test_two_looks_differ_by_nobody_or_by_five(process: Instrument, data: st.DataObject) -> None:
    said = data.draw(crowds(process, "service_user"))
    looks = [shown(process, said[:n], "service_user") for n in range(len(said) + 1)]
    for before, after in pairwise(looks):
        if after is None:
            assert before is None
            continue
        _moves_in_fives(before, after)


def _moves_in_fives(before: GroupResult | None, after: GroupResult) -> None:
    """Every figure stays as it was, or at least five more people stand behind it."""
    for key, told in after.told.items():
        known = before.told.get(key) if before else None
        assert told == known or told.people - (known.people if known else 0) >= FEWEST
    assert not before or before.dimensions.keys() <= after.dimensions.keys()


@given(data=st.data())
def test_a_topic_is_what_its_items_come_to(process: Instrument, data: st.DataObject) -> None:
    """By brute force, from the counts that are told, in fractions: a sum that loses its last bit
    makes 42 of what is 42.5, and so 43.
    """
    found = shown(process, data.draw(crowds(process, "service_user")), "service_user")
    for key, of in (found.dimensions if found else {}).items():
        items = process.scored("service_user")[key]
        own = [found.told[item.id] for item in items if found and item.id in found.told]
        means = []
        for told in own:
            options = zip(told.item.option_ids, told.counts, strict=True)
            points = [told.item.points(option) for option, count in options for _ in range(count)]
            means.append(Fraction(sum(points), len(points)))
        assert 2 * len(own) >= len(items)
        assert of.score == floor(25 * (sum(means) / len(means) - 1) + Fraction(1, 2))
        assert of.people == min(told.people for told in own)


@given(data=st.data())
def test_where_everybody_answers_all_a_topic_is_the_mean_of_peoples_scores(
    process: Instrument, data: st.DataObject
) -> None:
    form = "service_user"
    said = data.draw(five_who_say_all(process, form))
    found, scorer = shown(process, said, form), Scorer(process)
    assert found is not None
    scores = [scorer.score(response(process, values, form)).dimensions for values in said]
    for key, of in found.dimensions.items():
        own = [score for each_ in scores if (score := each_[key].score) is not None]
        assert abs(of.score - sum(own) / len(own)) <= 0.5 + 1e-9


@given(data=st.data())
def test_no_figures_together_tell_how_one_persons_answers_go_together(
    process: Instrument, data: st.DataObject
) -> None:
    """Answers to each item change hands within a batch: nothing that is told differs."""
    said = data.draw(crowds(process, "service_user"))
    other: Said = [{} for _ in said]
    for item in {item for values in said for item in values}:
        for start in range(0, len(said), FEWEST):
            batch = range(start, min(start + FEWEST, len(said)))
            for giver, taker in zip(batch, data.draw(st.permutations(batch)), strict=True):
                if item in said[giver]:
                    other[taker][item] = said[giver][item]
    assert shown(process, said, "service_user") == shown(process, other, "service_user")


def test_the_weakest_stage_is_marked_only_where_all_are_known(process: Instrument) -> None:
    form = "service_provider"
    items = list(process.asked(form))
    group = {d.id: d.group for d in process.dimensions}
    answers: dict[str, Value] = {}
    for item in items:
        low = group.get(item.dimension) == "capability"
        ranked = sorted(item.option_ids, key=item.points) if item.dimension else item.option_ids
        answers[item.id] = ranked[1 if low else 3] if item.dimension else ranked[0]
    found = shown(process, [answers] * 5, form)
    assert found is not None
    assert found.weakest == ("capability",)
    assert found.stages == {stage: 25 if stage == "capability" else 75 for stage in process.loop}
    some = {i.id: answers[i.id] for i in items if group.get(i.dimension) != "impact"}
    found = shown(process, [some] * 5, form)
    assert found is not None
    assert "impact" not in found.stages
    assert found.weakest == ()
    alike: dict[str, Value] = {i.id: sorted(i.option_ids, key=i.points)[2] for i in items
                               if i.dimension}  # fmt: skip
    found = shown(process, [alike] * 5, form)
    assert found is not None
    assert found.weakest == ()


def test_published_percentages_count_those_who_know(officers: Instrument) -> None:
    yes: dict[str, Value] = {"strategy": "yes", "forms": ("equipment", "regular_meetings")}
    no: dict[str, Value] = {"strategy": "no", "forms": ()}
    unknown: dict[str, Value] = {"strategy": UNKNOWN, "forms": UNKNOWN}
    found = shown(officers, [yes, yes, no, no, no, unknown, yes, yes, yes, yes])
    assert found is not None
    then = {row.published.id: row for row in found.then}
    # Four more who know came with the second five: too few to show.
    assert (then["has_strategy"].percent, then["has_strategy"].people) == (40, FEWEST)
    assert then["meets_regularly"].percent == 40
    assert found.told["forms"].people == FEWEST


@given(data=st.data())
def test_answers_come_back_from_a_cookie(officers: Instrument, data: st.DataObject) -> None:
    asked = pages(officers)
    values: dict[str, Value] = {}
    for item in (item for page in asked for item in page.items):
        value: Value | None = data.draw(among(*item.option_ids, UNKNOWN, None))
        if item.answer == "many" and value != UNKNOWN:
            picked = data.draw(some_of(*item.option_ids))
            value = tuple(option for option in item.option_ids if option in picked)
        if value is not None:
            values[item.id] = value
    text = pack(asked, values)
    assert unpack(asked, text) == values
    assert len(text) < 500


@pytest.mark.parametrize("text", ["", "x", ",", "9" * 50, "-1"])
def test_a_cookie_of_something_else_holds_nothing(officers: Instrument, text: str) -> None:
    assert unpack(pages(officers), text) == {}
    assert unpack(pages(officers)[:1], text) == {}
