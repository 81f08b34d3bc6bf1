"""What a questionnaire is: sections of items with options, and the rules that go with them.

Everything here is built from a checked definition (`questionnaires/<id>-v<n>.yaml`) and never
changes afterwards. Texts are the definition's English source texts; the pages translate them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ladder_assess.core.questionnaire.clearer import Clearer, RuleThen
from ladder_assess.core.questionnaire.conditions import Atom, Condition, items_of

UNKNOWN = "unknown"
NONE_OF_THESE = "none"


@dataclass(frozen=True)
class Option:
    """One answer that an item offers."""

    id: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class Item:
    """One question.

    `label` is its name in lists. `answer` is one, many, rung, text, paragraph, number, date or
    link. Options of an `ordered` item stand from weakest to strongest. `limit` is in characters
    for text and the largest value for a number. `when_unknown` is where climbing starts while the
    answer is not known; `find_out` says how somebody who does not know it could find out.
    """

    id: str
    ask: str
    answer: str
    label: str = ""
    hint: str = ""
    find_out: str = ""
    ordered: bool = False
    required: bool = False
    limit: int = 0
    when_unknown: str = ""
    source: str = ""
    options: tuple[Option, ...] = ()

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        """Ids of the options, weakest first where the item is ordered."""
        return tuple(option.id for option in self.options)

    @cached_property
    def rank(self) -> dict[str, int]:
        """Place of each option, 0 for the weakest."""
        return {option: place for place, option in enumerate(self.option_ids)}

    def offers(self, answer: str | tuple[str, ...]) -> bool:
        """Is this one of its options, or several of them where it takes several?"""
        if isinstance(answer, str):
            return answer in self.rank and self.answer != "many"
        return self.answer == "many" and all(option in self.rank for option in answer)

    def option(self, option_id: str) -> Option:
        """The option with this id. Raises KeyError if the item has none such."""
        return self.options[self.rank[option_id]]


Accepted = Mapping[str, Mapping[object, str | None]]


def accepted_answers(items: Mapping[str, Item]) -> Accepted:
    """What each item simply accepts, and what is then known: None where that is nothing."""
    return {
        item.id: {
            None: None,
            UNKNOWN: None,
            **({} if item.answer == "many" else {o: o for o in item.option_ids}),
        }
        for item in items.values()
    }


@dataclass(frozen=True)
class Section:
    """One topic, shown as one page. `part` is about, claim, evidence, typology or context; in an
    instrument it is scored, facts, published or voice.
    """

    id: str
    part: str
    title: str
    items: tuple[Item, ...]
    lead: str = ""


@dataclass(frozen=True)
class Band:
    id: str
    name: str
    hint: str = ""


@dataclass(frozen=True)
class Gate:
    """One thing a rung needs: any of its alternatives; climbing proposes the first."""

    alternatives: tuple[Atom, ...]
    because: str
    source: str


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder, 0 (off the ladder) to 8. `plain` is the name shown first, `well` what
    it looks like where it is done well.
    """

    number: int
    name: str
    line: str
    plain: str = ""
    well: str = ""
    band: str = ""
    source: str = ""
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class CautionText:
    """Another text for a caution, shown when its condition holds."""

    when: Condition
    text: str


@dataclass(frozen=True)
class Rule:
    """A row of a table of rules: what it is called, when it holds, and what it says.

    Traps carry a rung and the atoms that `leave` them; cautions may carry other `reads`.
    A row without `when` holds whenever no row above it does.
    """

    id: str
    name: str
    when: Condition | None
    text: str
    source: str
    possible: str = ""
    rung: int = 0
    leave: tuple[Atom, ...] = ()
    reads: tuple[CautionText, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A published case or a common form whose answers contradict each other, and why they may."""

    case: str = ""
    arrangement: str = ""
    because: str = ""


@dataclass(frozen=True)
class Contradiction:
    """Two answers that can hardly both be right: a condition on one item and one on another.

    It gates nothing. `ask` asks in one sentence which of the two is right.
    """

    id: str
    pair: tuple[Condition, Condition]
    ask: str
    seen: tuple[Seen, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its two items, in the order written."""
        return items_of(self.pair)


@dataclass(frozen=True)
class TypologyCell:
    """One of the nine combinations of who plans and who delivers."""

    id: str
    plans: str
    delivers: str
    name: str
    line: str
    source: str


@dataclass(frozen=True)
class Group:
    """A named group of options of the item `functions`."""

    id: str
    name: str
    options: tuple[str, ...]
    source: str
    hint: str = ""


@dataclass(frozen=True)
class Typology:
    """The tables of method/typology.md, each read from the top."""

    cells: tuple[TypologyCell, ...] = ()
    functions: tuple[Group, ...] = ()
    phases: tuple[Group, ...] = ()
    kinds: tuple[Rule, ...] = ()
    roles: tuple[Rule, ...] = ()
    findings: tuple[Rule, ...] = ()
    crossings: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Term:
    """A word of the trade with its explanation in plain English."""

    term: str
    text: str


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A whole definition. `id` and `version` stamp everything derived from it; `dated` is the month
    from which on it was the newest version, such as 2026-11, empty where that is not said.

    `clearer` are the items that read differently in version `clearer_since` of it, and
    `changed_rules` the rules that it changed.
    """

    id: str
    version: int
    title: str
    about: str
    sections: tuple[Section, ...]
    bands: tuple[Band, ...] = ()
    rungs: tuple[Rung, ...] = ()
    traps: tuple[Rule, ...] = ()
    cautions: tuple[Rule, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    clearer: tuple[Clearer, ...] = ()
    clearer_since: int = 0
    changed_rules: tuple[RuleThen, ...] = ()
    dated: str = ""
    typology: Typology = field(default_factory=Typology)
    glossary: tuple[Term, ...] = ()

    @property
    def stamp(self) -> str:
        """What everything derived from it is stamped with, such as activity-v2."""
        return f"{self.id}-v{self.version}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its id, in the order asked."""
        return {item.id: item for section in self.sections for item in section.items}

    def section_of(self, item_id: str) -> Section:
        """The section that asks an item."""
        return next(s for s in self.sections if any(item.id == item_id for item in s.items))

    def of_part(self, *parts: str) -> Iterator[Item]:
        """The items of some parts (about, claim, evidence, typology, context) in order."""
        for section in self.sections:
            if section.part in parts:
                yield from section.items

    @cached_property
    def evidence(self) -> tuple[Item, ...]:
        """The evidence items, in the order of method/ladder.md."""
        return tuple(self.of_part("evidence"))

    @cached_property
    def coded(self) -> dict[str, Item]:
        """The items that rules read: evidence and typology, in the order of method/ladder.md."""
        order = (*self.of_part("evidence"), *self.of_part("typology"))
        return {item.id: item for item in order}

    @cached_property
    def accepted(self) -> Accepted:
        """What each coded item simply accepts, and what is then known: None where unknown."""
        return accepted_answers(self.coded)

    @cached_property
    def chain(self) -> tuple[Rung, ...]:
        """The rungs that have gates, lowest first."""
        return tuple(rung for rung in self.rungs if rung.gates)

    @cached_property
    def band_by_id(self) -> dict[str, Band]:
        return {band.id: band for band in self.bands}
