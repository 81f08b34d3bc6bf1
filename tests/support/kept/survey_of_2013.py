"""Respondents who answer as the officers of 2013 did, as far as their figures were printed."""

import random
from collections.abc import Mapping
from types import MappingProxyType

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.comparison import published_range
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem, Published

# The published statements of an item, each with how many say so.
Told = list[tuple[Published, int]]


def answers_as_in_2013(
    instrument: Instrument,
    people: int,
    chance: random.Random,
    shift: Mapping[str, float] = MappingProxyType({}),
) -> list[dict[str, Value]]:
    """So many people, of whom as many say each published statement as was printed of it; `shift`
    adds to the share of some statements, by their id. Who says what goes together by chance.
    """
    found: list[dict[str, Value]] = [{} for _ in range(people)]
    for item in {row.item: instrument.items[row.item] for row in instrument.published}.values():
        rows = [row for row in instrument.published if row.item == item.id]
        told = [(row, whole(people * (_share(row) + shift.get(row.id, 0)))) for row in rows]
        draw = _one if item.answer == "one" else _several
        for person, value in zip(found, draw(item, told, people, chance), strict=True):
            person[item.id] = value
    return found


def _share(row: Published) -> float:
    return sum(published_range(row.percent, row.qualifier)) / 2


def _several(item: InstrumentItem, told: Told, people: int, chance: random.Random) -> list[Value]:
    """Each option by itself: some choose none of them."""
    chosen: list[list[str]] = [[] for _ in range(people)]
    for row, many in told:
        for person in chance.sample(range(people), many):
            chosen[person].append(row.counts[0])
    return [tuple(o for o in item.option_ids if o in own) for own in chosen]


def _one(item: InstrumentItem, told: Told, people: int, chance: random.Random) -> list[Value]:
    """Each statement by as many as said it, something else by the others."""
    counted = {option for row, _ in told for option in row.counts}
    others = [option for option in item.option_ids if option not in counted]
    said: list[Value] = []
    for row, many in told:
        said += [row.counts[at % len(row.counts)] for at in range(many)]
    # Printed shares add up to a little more or less than all.
    rest = others or told[-1][0].counts
    said += [rest[at % len(rest)] for at in range(people - len(said))]
    del said[people:]
    chance.shuffle(said)
    return said
