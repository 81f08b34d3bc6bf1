"""The words that stand behind ids: what the rules, items and sources of a definition are called."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from ladder_assess.core.common.legible import CONTROLS, TURNS
from ladder_assess.core.instruments.instrument import DoneWell, Instrument
from ladder_assess.core.plan.plan import CONTRADICTION, DIMENSION, Trigger
from ladder_assess.core.questionnaire.answers import Answer, Answers, OneByOne
from ladder_assess.core.questionnaire.questionnaire import (
    Item,
    Option,
    Questionnaire,
    Rule,
    Rung,
    TypologyCell,
)

LONG_NAME = 64
# What joins two emoji, and the colours that one can have.
JOINER, SKINS = "\u200d", "".join(map(chr, range(0x1F3FB, 0x1F400)))


class Source(Protocol):
    """A source as it is cited: in full, and in running text."""

    @property
    def cite(self) -> str: ...

    @property
    def short(self) -> str: ...


Sources = Mapping[str, Source]


class Finding(NamedTuple):
    """A rule that holds, with the text that fits the answers. `certain` is False where it may."""

    name: str
    text: str
    source: str
    certain: bool = True


class Words:
    """Looks up everything that a page says about ids. Texts are the definition's English ones."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        sources: Sources,
        instruments: Mapping[str, Instrument] | None = None,
        earlier: Iterable[Questionnaire] = (),
    ) -> None:
        self._earlier = {old.stamp: Words(old, sources, instruments) for old in earlier}
        self._dimensions = {
            f"{instrument.id}.{dimension.id}": dimension.name
            for instrument in (instruments or {}).values()
            for dimension in instrument.dimensions
        }
        self._well = {
            f"{instrument.id}.{dimension.id}": dimension.well
            for instrument in (instruments or {}).values()
            for dimension in instrument.dimensions
        }
        self.questionnaire = questionnaire
        self._one_by_one = OneByOne(questionnaire.coded)
        self.rungs = questionnaire.rungs
        self._sources = sources
        tables = questionnaire.typology
        self._cautions = _by_id(questionnaire.cautions)
        self._traps = _by_id(questionnaire.traps)
        self._contradictions = {row.id: row.ask for row in questionnaire.contradictions}
        self._findings = _by_id(tables.findings)
        self._crossings = _by_id(tables.crossings)
        self._kinds = _by_id(tables.kinds)
        self._roles = _by_id(tables.roles)
        self._cells = {cell.id: cell for cell in tables.cells}

    def of(self, stamp: str) -> "Words":
        """What is said of an activity that was answered by the version that a stamp names: that
        version's words. These where it names none of the `earlier` ones.
        """
        return self._earlier.get(stamp, self)

    def is_earlier(self, stamp: str) -> bool:
        """Does a stamp name one of the `earlier` versions?"""
        return stamp in self._earlier

    def version(self, stamp: str) -> int:
        """The number of the version that a stamp names."""
        return self.of(stamp).questionnaire.version

    def rung(self, number: int) -> Rung:
        """The rung of this number, 0 to 8."""
        return self.rungs[number]

    def item(self, item_id: str) -> Item:
        """The item of this id. Raises KeyError if there is none."""
        return self.questionnaire.items[item_id]

    def options(self, item_id: str, answer: Answer | None) -> tuple[Option, ...]:
        """The options that an answer chose: none for "none of these" and where it is not known. One
        that is no option of the item any more stands under its id.
        """
        chosen = (answer,) if isinstance(answer, str) else answer or ()
        item = self.item(item_id)
        return tuple(item.option(o) if o in item.rank else Option(o, o) for o in chosen)

    def caution(self, caution_id: str, answers: Answers) -> Finding:
        """A caution that holds, in the reading that fits the answers."""
        rule = self._cautions[caution_id]
        reads = (r.text for r in rule.reads if self._one_by_one.holds(r.when, answers))
        text = next(reads, rule.text)
        return Finding(rule.name, text, rule.source)

    def trap(self, trap_id: str, *, certain: bool) -> Finding:
        """A trap that holds, or the explanation, without accusing, of one that may."""
        return _worded(self._traps[trap_id], certain)

    def finding(self, finding_id: str) -> Finding:
        """A finding about what the activity is called."""
        return _worded(self._findings[finding_id], certain=True)

    def crossing(self, crossing_id: str, *, certain: bool) -> Finding:
        """A finding from rung and typology together."""
        return _worded(self._crossings[crossing_id], certain)

    def kind(self, kind_id: str) -> Rule | None:
        """The kind of this id; None while it is unclassified."""
        return self._kinds.get(kind_id)

    def role(self, role_id: str | None) -> Rule | None:
        """The role of this id; None while it is not known."""
        return self._roles.get(role_id or "")

    def cell(self, cell_id: str | None) -> TypologyCell | None:
        """The cell of this id; None while it is not known."""
        return self._cells.get(cell_id or "")

    def named(self, trigger: Trigger) -> str:
        """The name of the rule that a caution, trap, finding or crossing refers to, or of the
        dimension that a score is of; of a contradiction, what is asked.
        """
        if trigger.kind == DIMENSION:
            return self._dimensions.get(trigger.key, trigger.key)
        if trigger.kind == CONTRADICTION:
            return self._contradictions.get(trigger.key, trigger.key)
        tables = {
            "caution": self._cautions,
            "trap": self._traps,
            "finding": self._findings,
            "crossing": self._crossings,
        }
        rule = tables.get(trigger.kind, {}).get(trigger.key)
        return rule.name if rule else trigger.key

    def done_well(self, trigger: Trigger | None) -> DoneWell | None:
        """What the topic that an action is about looks like where it is done well; None for what is
        about no topic.
        """
        about_topic = trigger is not None and trigger.kind == DIMENSION
        return self._well.get(trigger.key) if trigger and about_topic else None

    def step(self, trigger: Trigger) -> tuple[Item, Option | None]:
        """The item that a step up or a thing to find out is about, and the option to reach."""
        item_id, _, option_id = trigger.key.partition(" >= ")
        item = self.item(item_id)
        return item, item.option(option_id) if option_id else None

    def short(self, key: str) -> str:
        """A source in running text; its key where it is not listed."""
        return self._sources[key].short if key in self._sources else key

    def cited(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """The sources of some keys, each once, in the order of the list of sources."""
        wanted = set(keys)
        return tuple(source for key, source in self._sources.items() if key in wanted)


def _by_id(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules}


def _worded(rule: Rule, certain: bool) -> Finding:
    text = rule.text if certain else rule.possible or rule.text
    return Finding(rule.name, text, rule.source, certain)


# How wide letters are on the whole, in parts of their height, and those that are wider than others.
USUAL, WIDE = 0.55, "WMmw@—…"


def shortened(name: str, most: int = LONG_NAME) -> str:
    """A name that fits on one line, cut behind a word where that leaves most of it, and never
    between a letter and its mark or within an emoji.
    """
    if len(name) <= most:
        return name
    end = most - 1
    while end and (_goes_on(name[end]) or name[end - 1] == JOINER):
        end -= 1
    words = name[:end].rpartition(" ")[0]
    within = not name[end].isspace() and len(words) > end // 2
    return (words if within else name[:end]).rstrip(" ,;:") + "…"


def narrowed(text: str, most: int) -> str:
    """A text that is no wider than so many letters of usual width, cut as `shortened` cuts."""
    room = most * USUAL
    for at, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return shortened(text, min(at, most))
    return shortened(text, most)


def width_of(text: str) -> float:
    """How many letters of usual width a text is as wide as."""
    return sum(map(_width, text)) / USUAL


def told_in(text: str, most: int, cut: Callable[[str, int], str] = shortened) -> str:
    """As many whole sentences of a text as have room, or what has of its first."""
    kept = cut(text, most)
    if kept == text:
        return text
    end = max(kept.rfind(mark) for mark in (". ", "? ", "! "))
    return kept[: end + 1] if end > 0 else kept


def _width(letter: str) -> float:
    """About how wide a letter is in a plain typeface, in parts of its height."""
    if letter in WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.5


def _goes_on(letter: str) -> bool:
    """Does a character belong to the one before it?"""
    kind = unicodedata.category(letter)
    return kind.startswith("M") or kind == "Cf" or letter in SKINS


def printable(text: str) -> str:
    """A text as one line, without the characters that no page and no file's title can hold. What
    joins letters or emoji stays: without it they are others.
    """
    line = "".join(" " if c.isspace() else c for c in TURNS.sub("", text))
    return CONTROLS.sub("", line)
