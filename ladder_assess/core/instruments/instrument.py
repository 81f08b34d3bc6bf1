"""What an instrument is: a questionnaire that places nothing, and scores where it has dimensions.

Built from a checked definition (`questionnaires/<id>-v<n>.yaml`) and never changed afterwards.
Texts are the definition's English source texts; the pages translate them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ladder_assess.core.questionnaire.conditions import Condition
from ladder_assess.core.questionnaire.questionnaire import Item, Section

POINTS = 5
MIXED = "mixed"
# The options of a scale of agreement, most against first.
AGREEMENT = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")


@dataclass(frozen=True)
class Poles:
    """Two ends, neither of them the better; `low` stands first."""

    low: str
    high: str


@dataclass(frozen=True)
class InstrumentItem(Item):
    """One question of an instrument. With a `dimension` it is scored: 1 to 5 points by the place of
    the answer in its options, counted from the other end where `reverse`.

    `short` items make up the short form. An item without `forms` is asked in all of them. `poles`
    are what its options stand between. One with `when` is not asked of everybody: see `asking`.
    """

    dimension: str = ""
    reverse: bool = False
    short: bool = False
    forms: tuple[str, ...] = ()
    poles: Poles | None = None
    when: Condition | None = None

    @property
    def of_agreement(self) -> bool:
        """Is it a statement that people agree or disagree with?"""
        return self.option_ids == AGREEMENT

    def points(self, option_id: str) -> int:
        """1 to 5 for an answer. Raises KeyError if the item has no such option."""
        place = self.rank[option_id]
        return POINTS - place if self.reverse else place + 1


@dataclass(frozen=True)
class Form:
    """A group of people who are asked, with the items that are theirs."""

    id: str
    name: str
    hint: str = ""


@dataclass(frozen=True)
class DimensionGroup:
    """Dimensions that belong together, such as a stage of the loop of cao-2020."""

    id: str
    name: str
    hint: str = ""


@dataclass(frozen=True)
class Cited:
    """A sentence, with the key of its source."""

    text: str
    source: str


@dataclass(frozen=True)
class DoneWell(Cited):
    """What good practice looks like, and what somebody did where a source tells of it."""

    example: Cited | None = None


@dataclass(frozen=True)
class Dimension:
    """What several items measure together, from 0 to 100. One with `poles` has no good end, so
    nothing is said of what it looks like where it is done well.
    """

    id: str
    name: str
    hint: str
    source: str
    group: str = ""
    poles: Poles | None = None
    well: DoneWell | None = None


@dataclass(frozen=True)
class Type:
    """A kind of partnership: `facts` gives the option that each item must have."""

    id: str
    name: str
    line: str
    facts: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class Classification:
    """Types by facts. `leaning` and `mixed` are the texts for what is no type in full."""

    items: tuple[str, ...]
    types: tuple[Type, ...]
    leaning: str
    mixed: str


@dataclass(frozen=True)
class Published:
    """A published percentage (0 to 100), and the options of an item that stand for it.

    `qualifier` is the printed word before it, such as almost; `wording` says how near the item's
    words are to those of the survey, as far as they are known: close or loose.
    """

    id: str
    item: str
    counts: tuple[str, ...]
    percent: float
    wording: str
    statement: str
    source: str
    qualifier: str = ""


@dataclass(frozen=True, eq=False)
class Instrument:
    """A whole definition. `measures` is what a response is about: organisation, partnership,
    process, officer, person, or nothing where there are no scores. `short_form_loses` says what the
    short form cannot tell, and is empty where there is none. `loop` are groups in their cycle.
    """

    id: str
    version: int
    title: str
    about: str
    sections: tuple[Section, ...]
    measures: str = ""
    short_form_loses: str = ""
    forms: tuple[Form, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    groups: tuple[DimensionGroup, ...] = ()
    loop: tuple[str, ...] = ()
    classification: Classification | None = None
    published: tuple[Published, ...] = ()

    @property
    def stamp(self) -> str:
        """What everything derived from it is stamped with, such as enablers-v1."""
        return f"{self.id}-v{self.version}"

    @cached_property
    def items(self) -> dict[str, InstrumentItem]:
        """Every item by its id, in the order asked."""
        return {
            item.id: item
            for section in self.sections
            for item in section.items
            if isinstance(item, InstrumentItem)
        }

    @cached_property
    def form_ids(self) -> tuple[str, ...]:
        return tuple(form.id for form in self.forms)

    @cached_property
    def skips(self) -> bool:
        """Is there a question that is not asked of everybody?"""
        return any(item.when is not None for item in self.items.values())

    @property
    def has_short_form(self) -> bool:
        return bool(self.short_form_loses)

    def asked(self, form: str = "", *, short: bool = False) -> Iterator[InstrumentItem]:
        """The items that a form asks, in order; all where none is named. The short form leaves out
        the scored items that are not marked for it.
        """
        for item in self.items.values():
            theirs = not form or not item.forms or form in item.forms
            if theirs and (item.short or not item.dimension or not short):
                yield item

    def scored(self, form: str = "", *, short: bool = False) -> dict[str, list[InstrumentItem]]:
        """The items asked of each dimension, by its id and in the order of the dimensions."""
        found: dict[str, list[InstrumentItem]] = {d.id: [] for d in self.dimensions}
        for item in self.asked(form, short=short):
            if item.dimension:
                found[item.dimension].append(item)
        return found
