"""Calibration: how far somebody who places practice stories is from the rules, and in which
direction, over time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

# Before so many leave one way, and twice as many as the other, they are no habit.
HABIT = 3
# The first and the last so many are compared, where none is in both; the page says “five”.
SOME = 5


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """What somebody chose for a story on a day, and what the rules say: a rung, or none."""

    story: str
    chosen: int | None
    rules: int | None
    day: date

    @property
    def exact(self) -> bool:
        """Is it as the rules have it?"""
        return self.chosen == self.rules

    @property
    def off(self) -> int | None:
        """By how many rungs it is above the rules; None where either has no rung."""
        if self.chosen is None or self.rules is None:
            return None
        return self.chosen - self.rules


@dataclass(frozen=True, slots=True)
class Calibration:
    """Some stories: how many were placed as the rules place them, higher, and lower; by how many
    rungs in all; and how many have a rung both ways, over which one can be off.
    """

    stories: int
    exact: int
    higher: int
    lower: int
    rungs_above: int
    rungs_below: int
    measured: int

    @property
    def no_ladder(self) -> int:
        """How many were given a rung that have none, or none where they have one."""
        return self.stories - self.exact - self.higher - self.lower

    @property
    def above(self) -> float:
        """By how many rungs they are too high, on average."""
        return self.rungs_above / self.measured if self.measured else 0.0

    @property
    def below(self) -> float:
        """By how many rungs they are too low, on average."""
        return self.rungs_below / self.measured if self.measured else 0.0

    @property
    def off(self) -> float:
        """By how many rungs they are off, on average."""
        return self.above + self.below

    @property
    def habit(self) -> int:
        """Do they mostly stand higher (1), mostly lower (-1), or neither (0)?"""
        if max(self.higher, self.lower) < HABIT:
            return 0
        return (self.higher >= 2 * self.lower) - (self.lower >= 2 * self.higher)


def calibrated(placed: Iterable[PlacedStory]) -> Calibration:
    """What some stories add up to."""
    found = list(placed)
    off = [each.off for each in found if each.off is not None]
    return Calibration(
        stories=len(found),
        exact=sum(each.exact for each in found),
        higher=sum(each > 0 for each in off),
        lower=sum(each < 0 for each in off),
        rungs_above=sum(max(each, 0) for each in off),
        rungs_below=sum(max(-each, 0) for each in off),
        measured=len(off),
    )


def by_day(placed: Iterable[PlacedStory]) -> list[tuple[date, Calibration]]:
    """The same for each day, given in their order."""
    days = groupby(placed, key=lambda each: each.day)
    return [(day, calibrated(stories)) for day, stories in days]


def then_and_now(placed: Sequence[PlacedStory]) -> tuple[Calibration, Calibration] | None:
    """The first and the last stories in which one can be off; None where these are too few."""
    measured = [each for each in placed if each.off is not None]
    if len(measured) < 2 * SOME:
        return None
    return calibrated(measured[:SOME]), calibrated(measured[-SOME:])


def next_story(stories: Sequence[str], placed: Sequence[PlacedStory]) -> str:
    """The first story that was not placed yet; then the one that was placed longest ago."""
    last = {each.story: place for place, each in enumerate(placed)}
    return min(stories, key=lambda story: last.get(story, -1))


def latest(placed: Iterable[PlacedStory]) -> Mapping[str, PlacedStory]:
    """What was chosen last for each story."""
    return {each.story: each for each in placed}
