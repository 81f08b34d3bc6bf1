"""Which questions somebody is asked, by what they answered to those of earlier topics.

A question that is not for everybody says of whom it is asked: `when`, a condition. It is asked of
those whose answers make that certain, so not of somebody who left the deciding question out or does
not know. What somebody answered and is not asked any more is set aside: it decides nothing, counts
nowhere, and is there again once an earlier answer is what it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.questionnaire.answers import Reader
from ladder_assess.core.questionnaire.conditions import Bits, holds, items_of

Values = Mapping[str, Value]
# Stands in files for an answer, of who was not asked.
NOT_ASKED = "not_asked"
# So many sets of answers that lead on differently are gone through at most.
MOST_WAYS = 20_000


class TooManyWays(Exception):
    """Answers to earlier questions tell apart more ways on than can be gone through."""


class Asking:
    """Tells of some items which are asked. Each condition names earlier ones among them."""

    def __init__(self, items: Iterable[InstrumentItem]) -> None:
        found = {item.id: item for item in items}
        whens = {name: item.when for name, item in found.items() if item.when is not None}
        deciding = {name: found[name] for name in items_of(whens.values())}
        self._reader = Reader(whens.values(), deciding)
        self._ways = {name: self._reader.ways(when) for name, when in whens.items()}

    def asked(self, items: Iterable[InstrumentItem], values: Values) -> Iterator[InstrumentItem]:
        """Those of some items, in order, that somebody is asked who answers so."""
        bits = self._reader.nothing
        for item in items:
            if self._is_asked(item, bits):
                yield item
                bits ^= self._turn(item, values.get(item.id))

    def may_be_asked(
        self, items: Sequence[InstrumentItem], values: Values, known: int = 0
    ) -> Iterator[InstrumentItem]:
        """Those of some items that somebody can be asked who answered the first `known` of them so,
        and the others in any way. Raises TooManyWays.
        """
        needed = self._needed(items)
        ways = {self._reader.nothing}
        for place, item in enumerate(items):
            asked = [bits for bits in ways if self._is_asked(item, bits)]
            if asked:
                yield item
            turns = self._turns(item)
            if place < known:
                turns = {self._turn(item, values.get(item.id))}
                ways = ways.difference(asked)
            ways = {bits & needed[place] for bits in ways}
            ways |= {(bits ^ turn) & needed[place] for bits in asked for turn in turns}
            if len(ways) > MOST_WAYS:
                raise TooManyWays

    def _is_asked(self, item: InstrumentItem, bits: Bits) -> bool:
        return item.when is None or holds(bits, self._ways[item.id])

    def _turn(self, item: InstrumentItem, value: Value | None) -> Bits:
        """What an answer to an item changes in the bits; nothing where it decides nothing."""
        of = self._reader.items.get(item.id)
        if of is None or value is None:
            return 0
        if not isinstance(value, str):
            value = tuple(option for option in item.option_ids if option in value)
        return of.turns.get(value, 0)

    def _turns(self, item: InstrumentItem) -> set[Bits]:
        of = self._reader.items.get(item.id)
        return set(of.turns.values()) if of else set()

    def _needed(self, items: Sequence[InstrumentItem]) -> list[Bits]:
        """The bits that are looked at after each of some items: answers that differ in none of them
        lead on alike.
        """
        looked = [self._reader.looked_at(self._ways.get(item.id, ())) for item in items]
        return [reduce(or_, looked[place:], 0) for place in range(1, len(items) + 1)]


@lru_cache(64)
def asking(instrument: Instrument) -> Asking:
    """Of whom each question of an instrument is asked."""
    return Asking(instrument.items.values())


def set_aside(
    instrument: Instrument, values: Mapping[str, Value], form: str = "", *, short: bool = False
) -> frozenset[str]:
    """The items that were answered and are not asked of somebody who answers so."""
    if not instrument.skips:
        return frozenset()
    items = list(instrument.asked(form, short=short))
    asked = {item.id for item in asking(instrument).asked(items, values)}
    return frozenset(item.id for item in items if item.id in values and item.id not in asked)


def counted(
    instrument: Instrument, values: Mapping[str, Value], form: str = "", *, short: bool = False
) -> dict[str, Value]:
    """The answers that count: all but those that are set aside."""
    aside = set_aside(instrument, values, form, short=short)
    return {item: value for item, value in values.items() if item not in aside}
