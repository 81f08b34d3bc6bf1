"""Of whom a question is asked: as an independent reading says, for every way to answer."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.checks.instruments.skips import skip_problems
from ladder_assess.core.instruments.asked_pages import asked_pages, step
from ladder_assess.core.instruments.asking import Asking, TooManyWays, counted, set_aside
from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Not,
    parse,
)
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN

Values = Mapping[str, Value]


def data(*topics: tuple[object, Sequence[Mapping[str, object]]]) -> dict[str, object]:
    """A definition of topics, each with its condition (None for everybody) and its items."""
    sections = []
    for place, (when, items) in enumerate(topics):
        section = {"id": f"topic_{place}", "part": "facts", "title": "T", "items": list(items)}
        sections.append(section if when is None else {**section, "when": when})
    scales: list[object] = []
    return {"id": "skipping", "version": 1, "title": "S", "about": "A", "scales": scales,
            "sections": sections}  # fmt: skip


def item(name: str, *options: str, when: object = None, **more: object) -> dict[str, object]:
    """One question of a definition."""
    offered = [{"id": option, "text": option} for option in options]
    said = {"id": name, "label": name, "ask": name, "answer": "one", "source": "cao-2020",
            "options": offered, **more}  # fmt: skip
    return said if when is None else {**said, "when": when}


SKIPPING = data(
    (None, [item("works", "no", "some", "yes", ordered=True), item("lead", "one", "other")]),
    ("works >= some", [item("how", "talks", "letters", answer="many"),
                       item("whose", "ours", "theirs", when="lead is other")]),
    ({"any": ["how is talks", {"all": ["lead is one", {"not": "works is yes"}]}]},
     [item("often", "rarely", "often")]),
    (None, [item("last", "yes", "no"), item("why", "a", "b", when="often is often")]),
)  # fmt: skip
INSTRUMENT = build_instrument(SKIPPING)
WHOLE = pages(INSTRUMENT)


def ways(of: Instrument) -> Iterator[dict[str, Value]]:
    """Every way to answer: each question in each way, or left out."""
    each = []
    for question in of.items.values():
        options = question.option_ids
        known: list[Value] = [*options]
        if question.answer == "many":
            known = [(), *((option,) for option in options), options]
        each.append([(question.id, None), *((question.id, value) for value in known)])
    for found in product(*each):
        yield {name: value for name, value in found if value is not None}


def certain(condition: Condition, items: Mapping[str, InstrumentItem], said: Values) -> bool | None:
    """Does a condition hold? None where what is not known leaves it open."""
    match condition:
        case Atom(name, operator, option):
            value = said.get(name, UNKNOWN)
            if value == UNKNOWN:
                return None
            if isinstance(value, tuple):
                return value == () if option == NONE_OF_THESE else option in value
            options = items[name].option_ids
            if operator == ">=":
                return options.index(value) >= options.index(option)
            return value == option
        case Not(part):
            found = certain(part, items, said)
            return None if found is None else not found
        case AllOf(parts) | AnyOf(parts):
            decides = isinstance(condition, AnyOf)
            each = {certain(part, items, said) for part in parts}
            if decides in each:
                return decides
            return None if None in each else not decides


def naive(of: Instrument, values: Values) -> dict[str, bool]:
    """Which questions are asked, read from the first to the last."""
    found, said = {}, dict[str, Value]()
    for question in of.items.values():
        when = question.when
        found[question.id] = when is None or certain(when, of.items, said) is True
        if found[question.id] and question.id in values:
            said[question.id] = values[question.id]
    return found


def asked_of(of: Instrument, values: Values) -> list[str]:
    return [i.id for page in asked_pages(of, pages(of), values) for i in page.items]


def test_every_way_to_answer_leads_where_the_definition_says() -> None:
    met = set[str]()
    for values in ways(INSTRUMENT):
        expected = naive(INSTRUMENT, values)
        asked = [name for name, is_asked in expected.items() if is_asked]
        assert asked_of(INSTRUMENT, values) == asked
        assert counted(INSTRUMENT, values) == {n: v for n, v in values.items() if expected[n]}
        met.update(asked)
    assert met == set(INSTRUMENT.items)
    asking = Asking(INSTRUMENT.items.values())
    assert {i.id for i in asking.may_be_asked(list(INSTRUMENT.items.values()), {})} == met


def test_an_answer_set_aside_is_there_again_once_an_earlier_one_is_what_it_was() -> None:
    before: dict[str, Value] = {"works": "yes", "how": ("talks",), "often": "often", "why": "a"}
    changed = {**before, "works": "no"}
    assert set_aside(INSTRUMENT, changed) == {"how", "often", "why"}
    assert counted(INSTRUMENT, changed) == {"works": "no"}
    assert counted(INSTRUMENT, {**changed, "works": "yes"}) == before
    assert counted(INSTRUMENT, {**before, "works": UNKNOWN}) == {"works": UNKNOWN}


def test_how_many_pages_there_are_never_grows_on_the_way() -> None:
    for values in list(ways(INSTRUMENT))[::23]:
        told = [
            step(INSTRUMENT, WHOLE, values, page.id)
            for page in asked_pages(INSTRUMENT, WHOLE, values)
        ]
        assert [at for at, _ in told] == list(range(1, len(told) + 1))
        assert all(one >= other for (_, one), (_, other) in pairwise(told))
        assert told[-1] == (len(told), len(told))


names = st.sampled_from(("q0", "q1"))
atoms = st.one_of(
    st.builds("{} is {}".format, names, st.sampled_from(("a", "b", "c"))),
    st.builds("{} >= {}".format, names, st.sampled_from(("b", "c"))),
)
conditions = st.recursive(
    atoms,
    lambda part: st.one_of(
        st.fixed_dictionaries({"not": part}),
        st.fixed_dictionaries({"all": st.lists(part, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(part, min_size=1, max_size=3)}),
    ),
    max_leaves=4,
)


@given(conditions, conditions, st.data())
def test_any_condition_is_met_as_an_independent_reading_says(
    one: object, other: object, drawn: st.DataObject
) -> None:
    plain = [item(f"q{place}", "a", "b", "c", ordered=True) for place in range(2)]
    definition = data(
        (None, plain), (one, [item("p", "x", "y")]), (other, [item("r", "x", "y", when="p is x")])
    )
    of = build_instrument(definition)
    asking = Asking(of.items.values())
    every = [naive(of, values) for values in ways(of)]
    reached = {name for found in every for name, is_asked in found.items() if is_asked}
    assert {i.id for i in asking.may_be_asked(list(of.items.values()), {})} == reached
    problems = {problem.name for problem in skip_problems(definition)}
    assert problems == ({"never-asked"} if reached < set(of.items) else set())
    values = drawn.draw(st.sampled_from(list(ways(of))))
    backwards = dict(reversed(values.items()))
    assert asked_of(of, values) == [n for n, is_asked in naive(of, values).items() if is_asked]
    assert counted(of, values) == counted(of, backwards)


def test_more_ways_than_can_be_gone_through_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ladder_assess.core.instruments.asking.MOST_WAYS", 3)
    questions = list(INSTRUMENT.items.values())
    with pytest.raises(TooManyWays):
        list(Asking(questions).may_be_asked(questions, {}))
    (problem,) = skip_problems(SKIPPING)
    assert problem.name == "too-many-classes"


def test_a_condition_names_no_question_with_too_many_answers_to_choose() -> None:
    several = item("how", *(f"way_{place}" for place in range(13)), answer="many")
    wrong = data((None, [several]), ("how is way_1", [item("then", "yes", "no")]))
    (problem,) = skip_problems(wrong)
    assert (problem.name, problem.path) == ("wrong-number", ("sections", 0, "items", 0))


def test_a_topic_and_its_question_say_of_whom_together() -> None:
    whose = INSTRUMENT.items["whose"]
    assert whose.when == AllOf((parse("works >= some"), parse("lead is other")))
