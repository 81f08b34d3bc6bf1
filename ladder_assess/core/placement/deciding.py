"""Which of some answers could change where an activity stands, if they were others."""

from collections import defaultdict
from collections.abc import Collection
from itertools import product

from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Placer
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.conditions import Bits


def deciding(assessor: Assessor, answers: Answers, items: Collection[str]) -> frozenset[str]:
    """Those of some items of which another answer could put the activity on another rung, whatever
    the others of them are answered. None of a service to one person, which has no rung.

    Exact: all answers to the items are gone through; options that behave alike count as one.
    """
    if answers.get("level") == INDIVIDUAL:
        return frozenset()
    placer = assessor.placer
    read = [item for item in items if item in placer.ordered] + [
        item.id for item in placer.unordered if item.id in items
    ]
    fixed = placer.reader.read({k: v for k, v in answers.items() if k not in read})
    choices = [_choices(placer, item) for item in read]
    placed = {
        chosen: placer.place_read(_answered(placer, fixed, dict(zip(read, chosen, strict=True))))
        for chosen in product(*choices)
    }
    found = set()
    for place, item in enumerate(read):
        rungs = defaultdict(set)
        for chosen, placement in placed.items():
            rungs[chosen[:place] + chosen[place + 1 :]].add(placement.interval)
        if any(len(intervals) > 1 for intervals in rungs.values()):
            found.add(item)
    return frozenset(found)


def _choices(placer: Placer, item: str) -> tuple[Bits, ...]:
    return tuple(dict.fromkeys(placer.reader.items[item].known.values()))


def _answered(placer: Placer, fixed: Bits, chosen: dict[str, Bits]) -> Bits:
    bits = fixed
    for item, known in chosen.items():
        bits = bits & ~placer.reader.items[item].field | known
    return bits
