"""Made-up versions of instruments."""

from collections.abc import Collection
from dataclasses import replace

from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.questionnaire.questionnaire import Item


def turned(instrument: Instrument, turn: Collection[str]) -> Instrument:
    """The next version of an instrument, in which some items count from the other end."""

    def item_of(item: Item) -> Item:
        if isinstance(item, InstrumentItem) and item.id in turn:
            return replace(item, reverse=not item.reverse)
        return item

    sections = tuple(
        replace(section, items=tuple(map(item_of, section.items)))
        for section in instrument.sections
    )
    return replace(instrument, version=instrument.version + 1, sections=sections)


def items_of(instrument: Instrument, dimension: str) -> list[str]:
    """The items that a dimension is scored by."""
    return [item.id for item in instrument.items.values() if item.dimension == dimension]
