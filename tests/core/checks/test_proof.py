"""The proof itself: the real ladder passes, and small random ladders are judged as by hand."""

from collections.abc import Iterator
from itertools import pairwise, product
from operator import le

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.checks.problems import Name, Path
from ladder_assess.core.checks.proof import classes_to_prove, prove
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.questionnaire.conditions import AllOf, AnyOf, Atom, Condition, Not
from ladder_assess.core.questionnaire.questionnaire import (
    Gate,
    Item,
    Option,
    Questionnaire,
    Rule,
    Rung,
    Section,
)
from tests.core.classes import placed

RUNGS = 5
FIRST_WITH_GATES = 2


def test_the_real_ladder_is_monotone_reachable_and_live(questionnaire: Questionnaire) -> None:
    assert prove(questionnaire) == []
    assert classes_to_prove(questionnaire) > 200_000


@pytest.mark.thorough
def test_it_is_so_by_the_naive_rules_too(questionnaire: Questionnaire) -> None:
    space, rungs, _, traps = placed(questionnaire)
    assert set(rungs) == set(range(9))
    for axis in space.axes:
        if not axis.item.ordered:
            continue
        period = axis.stride * len(axis.examples)
        for start in range(0, len(rungs), period):
            for weak in range(start, start + period - axis.stride, axis.stride):
                strong = weak + axis.stride
                pairs = rungs[weak:strong], rungs[strong : strong + axis.stride]
                assert all(map(le, *pairs)), axis.item.id
                for flags in traps.values():
                    pairs = flags[strong : strong + axis.stride], flags[weak:strong]
                    assert all(map(le, *pairs)), axis.item.id


def item(name: str, options: str, *, ordered: bool = True) -> Item:
    return Item(name, "", "one", ordered=ordered, options=tuple(Option(o, o) for o in options))


ITEMS = (item("a", "xyz"), item("b", "xyz"), item("c", "xy"), item("p", "xyz", ordered=False))
ORDERED = ITEMS[:3]

comparisons = st.sampled_from([Atom(i.id, ">=", o) for i in ORDERED for o in i.option_ids[1:]])
exact = st.sampled_from([Atom(i.id, "is", o) for i in ITEMS for o in i.option_ids])
chains = st.sampled_from([Atom(CHAIN, ">=", str(n)) for n in range(1, RUNGS)])
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(comparisons, exact, chains),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=4,
)
weakening: st.SearchStrategy[Condition] = st.builds(
    lambda purpose, atom: AllOf((Atom("p", "is", purpose), Not(atom))),
    st.sampled_from("xyz"),
    comparisons,
)


@st.composite
def ladders(draw: st.DrawFn) -> Questionnaire:
    """A ladder of five rungs over three ordered items and one without order."""
    alternatives = st.lists(
        st.one_of(comparisons, comparisons, comparisons, exact), min_size=1, max_size=3, unique=True
    )
    rungs = [Rung(0, "", ""), Rung(1, "", "")]
    for number in range(FIRST_WITH_GATES, RUNGS):
        gates = draw(st.lists(alternatives, min_size=1, max_size=2))
        rungs.append(Rung(number, "", "", gates=tuple(Gate(tuple(g), "", "") for g in gates)))
    whens = draw(st.lists(st.one_of(conditions, weakening), max_size=2))
    places = draw(st.lists(st.integers(0, RUNGS - 1), min_size=len(whens), max_size=len(whens)))
    traps = tuple(
        Rule(f"t{n}", "", when, "", "", rung=rung)
        for n, (when, rung) in enumerate(zip(whens, places, strict=True))
    )
    section = Section("s", "evidence", "", ITEMS)
    return Questionnaire("q", 1, "", "", (section,), rungs=tuple(rungs), traps=traps)


Answers = dict[str, str]
EVERY: list[Answers] = [
    dict(zip((i.id for i in ITEMS), way, strict=True))
    for way in product(*(i.option_ids for i in ITEMS))
]


def holds(condition: Condition, answers: Answers, chain: int) -> bool:
    match condition:
        case Not(part):
            return not holds(part, answers, chain)
        case AllOf(parts):
            return all(holds(part, answers, chain) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers, chain) for part in parts)
        case Atom(name, _, option) if name == CHAIN:
            return chain >= int(option)
        case Atom(name, operator, option):
            order = "xyz"
            given_, asked = order.index(answers[name]), order.index(option)
            return given_ >= asked if operator == ">=" else given_ == asked


def chain_rung(rungs: tuple[Rung, ...], answers: Answers) -> int:
    reached = 0
    for rung in rungs[FIRST_WITH_GATES:]:
        for gate in rung.gates:
            if not any(holds(atom, answers, 0) for atom in gate.alternatives):
                return reached
        reached = rung.number
    return reached


def place(
    questionnaire: Questionnaire, rungs: tuple[Rung, ...], answers: Answers
) -> tuple[int, tuple[str, ...]]:
    """The rung, and the traps that hold."""
    chain = chain_rung(rungs, answers)
    held = [t for t in questionnaire.traps if t.when and holds(t.when, answers, chain)]
    return (held[0].rung if held else chain), tuple(trap.id for trap in held)


def steps_up() -> Iterator[tuple[Answers, Answers]]:
    for answers in EVERY:
        for ordered in ORDERED:
            for weaker, stronger in pairwise(ordered.option_ids):
                if answers[ordered.id] == weaker:
                    yield answers, {**answers, ordered.id: stronger}


def without(rungs: tuple[Rung, ...], number: int, gates: tuple[Gate, ...]) -> tuple[Rung, ...]:
    changed = Rung(number, "", "", gates=gates)
    return tuple(changed if rung.number == number else rung for rung in rungs)


def dead_by_hand(questionnaire: Questionnaire) -> set[Path]:
    rungs = questionnaire.rungs
    now = [place(questionnaire, rungs, answers)[0] for answers in EVERY]
    dead: set[Path] = set()

    def same(number: int, gates: tuple[Gate, ...]) -> bool:
        instead = without(rungs, number, gates)
        return now == [place(questionnaire, instead, answers)[0] for answers in EVERY]

    for rung in rungs:
        for at, gate in enumerate(rung.gates):
            others = (*rung.gates[:at], *rung.gates[at + 1 :])
            if same(rung.number, others):
                dead.add(("rungs", rung.number, "needs", at))
                continue
            for k in range(len(gate.alternatives) if len(gate.alternatives) > 1 else 0):
                rest = gate.alternatives[:k] + gate.alternatives[k + 1 :]
                slimmer = (*rung.gates[:at], Gate(rest, "", ""), *rung.gates[at + 1 :])
                if same(rung.number, slimmer):
                    dead.add(("rungs", rung.number, "needs", at, "any", k))
    return dead


@settings(max_examples=2 * settings().max_examples, deadline=None, derandomize=True)
@given(questionnaire=ladders())
def test_small_ladders_are_judged_as_by_hand(questionnaire: Questionnaire) -> None:
    found = prove(questionnaire)
    rungs = questionnaire.rungs
    by_hand = {tuple(a.items()): place(questionnaire, rungs, a) for a in EVERY}
    reached = {rung for rung, _ in by_hand.values()}
    unreachable = {("rungs", number) for number in range(RUNGS)} - {("rungs", n) for n in reached}
    assert {p.path for p in found if p.name == Name.UNREACHABLE_RUNG} == unreachable
    dead = {p.path for p in found if p.name in (Name.DEAD_GATE, Name.DEAD_ALTERNATIVE)}
    assert dead == dead_by_hand(questionnaire)

    falls, springs = False, set()
    for before, after in steps_up():
        (low, held), (high, later) = by_hand[tuple(before.items())], by_hand[tuple(after.items())]
        falls = falls or high < low
        springs |= set(later) - set(held)
    blamed = {p.path for p in found if p.name == Name.NOT_MONOTONE}
    assert bool(blamed) == (falls or bool(springs))
    for number, trap in enumerate(questionnaire.traps):
        if trap.id in springs:
            assert ("traps", number) in blamed
