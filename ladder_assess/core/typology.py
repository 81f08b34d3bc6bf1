"""What kind of co-production it is: cell, kind, functions, role, findings (domain.md section 2)."""

from collections.abc import Mapping
from functools import lru_cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from ladder_assess.core.answers import Answers, Reader
from ladder_assess.core.conditions import Bits
from ladder_assess.core.placement import Interval, rung_item
from ladder_assess.core.questionnaire import Item, Option, Questionnaire, Rule

KIND, RUNG = "kind", "rung"
UNCLASSIFIED = "unclassified"
REMEMBERED = 4096


class Type(NamedTuple):
    """The typology of one activity. `cell`, `functions` and `role` are None when not known."""

    cell: str | None
    kind: str
    functions: Mapping[str, tuple[str, ...]] | None
    role: str | None
    rhetoric: tuple[str, ...]


class Crossing(NamedTuple):
    """A finding from rung and typology together; `certain` unless it turns on what is unknown."""

    id: str
    certain: bool


class FirstMatch:
    """A table read from the top: the first row that holds gives the result."""

    def __init__(self, rows: tuple[Rule, ...], items: Mapping[str, Item]) -> None:
        self._rows = rows
        self._reader = Reader((row.when for row in rows if row.when), items)
        self._tests = tuple(self._reader.test(row.when) if row.when else None for row in rows)
        self._left = tuple((item.id, item.left) for item in self._reader.items)
        self._over_completions = lru_cache(REMEMBERED)(self._all_ways)

    def decide(self, answers: Answers) -> str | None:
        """The row that every completion of the answers gives; None when they differ."""
        get = answers.get
        return self._over_completions(tuple([left[get(item)] for item, left in self._left]))

    def _all_ways(self, choices: tuple[tuple[Bits, ...], ...]) -> str | None:
        found = {self._first(reduce(or_, bits, 0)) for bits in product(*choices)}
        return found.pop() if len(found) == 1 else None

    def _first(self, bits: Bits) -> str | None:
        for row, holds in zip(self._rows, self._tests, strict=True):
            if holds is None or holds(bits, bits):
                return row.id
        return None


class Typologist:
    """The typology of one definition, made ready to read many activities."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.tables = questionnaire.typology
        items = questionnaire.coded
        self._kinds = FirstMatch(self.tables.kinds, items)
        self._roles = FirstMatch(self.tables.roles, items)
        self._cells = {(cell.plans, cell.delivers): cell.id for cell in self.tables.cells}
        self._findings = _Findings(
            self.tables.findings, {**items, KIND: _kind_item(self.tables.kinds)}
        )
        self._crossings = _Findings(
            self.tables.crossings, {**items, RUNG: rung_item(RUNG, questionnaire)}
        )

    def read(self, answers: Answers) -> Type:
        """The typology of one activity from its known answers."""
        kind = self._kinds.decide(answers)
        known = answers if kind is None else {**answers, KIND: kind}
        return Type(
            cell=self._cell(answers),
            kind=kind or UNCLASSIFIED,
            functions=self._functions(answers),
            role=self._roles.decide(answers),
            rhetoric=self._findings.certain(known),
        )

    def _cell(self, answers: Answers) -> str | None:
        plans, delivers = answers.get("who_plans"), answers.get("who_delivers")
        return self._cells.get((str(plans), str(delivers)))

    def _functions(self, answers: Answers) -> dict[str, tuple[str, ...]] | None:
        chosen = answers.get("functions")
        if chosen is None:
            return None
        return {g.id: tuple(o for o in g.options if o in chosen) for g in self.tables.functions}

    def cross(self, answers: Answers, placed: Interval) -> tuple[Crossing, ...]:
        """Findings from rung and typology together, certain or possible, in table order."""
        held = [
            set(self._crossings.certain({**answers, RUNG: str(rung)}))
            for rung in range(placed.low, placed.high + 1)
        ]
        return tuple(
            Crossing(row.id, all(row.id in at_rung for at_rung in held))
            for row in self.tables.crossings
            if any(row.id in at_rung for at_rung in held)
        )


class _Findings:
    """Rows that each stand alone and hold only on known answers."""

    def __init__(self, rows: tuple[Rule, ...], items: Mapping[str, Item]) -> None:
        self._reader = Reader((row.when for row in rows if row.when), items)
        self._tests = tuple((row.id, self._reader.test(row.when)) for row in rows if row.when)

    def certain(self, answers: Answers) -> tuple[str, ...]:
        true, maybe = self._reader.read(answers)
        return tuple(row for row, holds in self._tests if holds(true, maybe))


def _kind_item(kinds: tuple[Rule, ...]) -> Item:
    options = tuple(Option(kind.id, kind.name) for kind in kinds)
    return Item(id=KIND, ask="", answer="one", options=options)
