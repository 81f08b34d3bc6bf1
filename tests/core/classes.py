"""All classes of answers to the real ladder, each placed by the naive rules."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ladder_assess.core.checks.proof import ladder_conditions
from ladder_assess.core.checks.space import Space
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive


class Placed(NamedTuple):
    """For each class in the order of the space: its rung, its rung by the gates, and its traps."""

    space: Space
    rungs: bytes
    chain: bytes
    traps: dict[str, bytes]

    def on(self, rungs: bytes, rung: int) -> int:
        """The set of classes with this number, one bit each."""
        return as_set(bytes(number == rung for number in rungs))


def as_set(flags: bytes) -> int:
    """A set from a byte for each class, the first class being the lowest bit."""
    return int(flags[::-1].translate(DIGITS), 2)


DIGITS = bytes(48 + (number > 0) for number in range(256))


@lru_cache(2)
def placed(questionnaire: Questionnaire) -> Placed:
    """Place every class naively, once."""
    space = Space(ladder_conditions(questionnaire), questionnaire.coded, (CHAIN,))
    rungs, chain = bytearray(), bytearray()
    traps = {trap: bytearray() for trap in naive.TRAP_RUNGS}
    version = questionnaire.version
    for answers in every(space):
        held = naive.traps(answers, version)
        chain.append(naive.chain_rung(answers, version))
        rungs.append(naive.TRAP_RUNGS[held[0]] if held else chain[-1])
        for trap, flags in traps.items():
            flags.append(trap in held)
    return Placed(space, bytes(rungs), bytes(chain), {t: bytes(f) for t, f in traps.items()})


def every(space: Space) -> Iterator[dict[str, Answer]]:
    """An example for each class, in the order of its bits."""
    axes = space.axes[::-1]
    names = [axis.item.id for axis in axes]
    for way in product(*(axis.examples for axis in axes)):
        yield dict(zip(names, way, strict=True))
