"""What kind of co-production it is: cell, kind, functions, role, findings (method/typology.md)."""

from collections.abc import Mapping
from functools import lru_cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.answers import Answer, Answers, ItemBits, Reader
from ladder_assess.core.questionnaire.conditions import Bits, Way, holds
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rule

KIND, RUNG = "kind", "rung"
UNCLASSIFIED = "unclassified"
REMEMBERED = 4096
ALWAYS: tuple[Way, ...] = ((0, 0),)


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

    def __init__(self, rows: tuple[Rule, ...], reader: Reader) -> None:
        self._rows = tuple((row.id, reader.ways(row.when) if row.when else ALWAYS) for row in rows)
        self._reads = reader.looked_at(way for _, ways in self._rows for way in ways)
        self._items = [_Left(item, self._reads) for item in reader.items.values()]
        self._over_completions = lru_cache(REMEMBERED)(self._all_ways)

    def decide(self, bits: Bits) -> str | None:
        """The row that every completion of the answers gives; None when they differ."""
        return self._over_completions(bits & self._reads)

    def _all_ways(self, bits: Bits) -> str | None:
        choices = product(*(item.left(bits) for item in self._items if item.field))
        found = {self._first(reduce(or_, choice, 0)) for choice in choices}
        return found.pop() if len(found) == 1 else None

    def _first(self, bits: Bits) -> str | None:
        return next((row for row, ways in self._rows if holds(bits, ways)), None)


class _Left:
    """The part of an item's bits that a table reads."""

    def __init__(self, item: ItemBits, reads: Bits) -> None:
        self.field = item.field & reads
        self._unknown = item.unknown & reads
        self._classes = tuple(dict.fromkeys(bits & reads for bits in item.known.values()))

    def left(self, bits: Bits) -> tuple[Bits, ...]:
        """The bits of every distinct answer that is left open."""
        known = bits & self.field
        return self._classes if known == self._unknown else (known,)


class Typologist:
    """The typology of one definition, made ready to read many activities."""

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.tables = questionnaire.typology
        self.reader = reader
        self._kinds = FirstMatch(self.tables.kinds, reader)
        self._roles = FirstMatch(self.tables.roles, reader)
        self._cells = {(cell.plans, cell.delivers): cell.id for cell in self.tables.cells}
        self._findings = _Findings(self.tables.findings, reader)
        self._crossings = _Findings(self.tables.crossings, reader)
        of_kind = reader.items[KIND]
        self._kind_bits = {str(kind): bits for kind, bits in of_kind.known.items()}
        self._kind_bits[UNCLASSIFIED] = of_kind.unknown
        self._grouped = lru_cache(REMEMBERED)(self._group)

    def read(self, answers: Answers, bits: Bits | None = None) -> Type:
        """The typology of one activity from its known answers; `bits` are these answers as read,
        where they are at hand.
        """
        bits = self.reader.read(answers) if bits is None else bits
        kind = self.kind_read(bits)
        return Type(
            cell=self._cell(answers),
            kind=kind,
            functions=self._grouped(answers.get("functions")),
            role=self._roles.decide(bits),
            rhetoric=self._findings.certain(bits | self._kind_bits[kind]),
        )

    def kind_read(self, bits: Bits) -> str:
        """The kind alone, of answers that have been read."""
        return self._kinds.decide(bits) or UNCLASSIFIED

    def _cell(self, answers: Answers) -> str | None:
        plans, delivers = answers.get("who_plans"), answers.get("who_delivers")
        return self._cells.get((str(plans), str(delivers)))

    def _group(self, chosen: Answer | None) -> dict[str, tuple[str, ...]] | None:
        if chosen is None:
            return None
        return {g.id: tuple(o for o in g.options if o in chosen) for g in self.tables.functions}

    def cross(self, answers: Answers, placed: Interval) -> tuple[Crossing, ...]:
        """Findings from rung and typology together, certain or possible, in table order."""
        bits, rungs = self.reader.read(answers), self.reader.items[RUNG].known
        held = [
            set(self._crossings.certain(bits | rungs[str(rung)]))
            for rung in range(placed.low, placed.high + 1)
        ]
        return tuple(
            Crossing(row.id, all(row.id in at_rung for at_rung in held))
            for row in self.tables.crossings
            if any(row.id in at_rung for at_rung in held)
        )


class _Findings:
    """Rows that each stand alone and hold only on known answers."""

    def __init__(self, rows: tuple[Rule, ...], reader: Reader) -> None:
        self._rows = tuple((row.id, reader.ways(row.when)) for row in rows if row.when)
        self._reads = reader.looked_at(way for _, ways in self._rows for way in ways)
        self._remembered = lru_cache(REMEMBERED)(self._holding)

    def certain(self, bits: Bits) -> tuple[str, ...]:
        return self._remembered(bits & self._reads)

    def _holding(self, bits: Bits) -> tuple[str, ...]:
        return tuple(row for row, ways in self._rows if holds(bits, ways))
