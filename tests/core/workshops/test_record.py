"""What a room was furthest apart on: the first three, with their ties."""

import pytest

from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.core.workshops.record import Account, Played, most_contested
from ladder_assess.core.workshops.tally import Tally

ALIKE = Tally((6, 0, 0, 0, 0, 0, 0, 0, 0))
NEAR = Tally((3, 3, 0, 0, 0, 0, 0, 0, 0))
FAR = Tally((3, 0, 0, 0, 3, 0, 0, 0, 0))
FURTHEST = Tally((3, 0, 0, 0, 0, 0, 0, 0, 3))
BY_FACTS = Tally((3, 0, 0, 0, 0, 0, 0, 0, 3), facts=())


def played(number: int, *rounds: Tally | None) -> Played:
    exercise = Exercise(VIGNETTE, str(number))
    return Played(number, exercise, Account(exercise, str(number), "", ()), None, rounds)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ((), []),
        ((FAR,), []),
        ((FAR, NEAR), [(1, 1, False)]),
        ((NEAR, FAR, FURTHEST), [(1, 3, False), (2, 2, False)]),
        ((NEAR, FAR, FURTHEST, ALIKE, ALIKE), [(1, 3, False), (2, 2, False), (3, 1, False)]),
        ((FAR, FAR, NEAR), [(1, 1, True), (1, 2, True)]),
        (
            (FURTHEST, FAR, NEAR, NEAR, ALIKE),
            [(1, 1, False), (2, 2, False), (3, 3, True), (3, 4, True)],
        ),
        ((FAR, NEAR, NEAR), [(1, 1, False)]),
        ((FAR, FAR), []),
        ((ALIKE, ALIKE, ALIKE), []),
        ((NEAR, None, BY_FACTS, FAR), [(1, 4, False)]),
    ],
)
def test_the_furthest_apart_are_named(
    first: tuple[Tally | None, ...], told: list[tuple[int, int, bool]]
) -> None:
    every = [played(number, each) for number, each in enumerate(first, start=1)]
    found = [(each.place, each.played.number, each.tied) for each in most_contested(every)]
    assert found == told
