"""A vote on choices: what each got. The template `workshops/choices.html` draws it."""

from dataclasses import dataclass

from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.tally import Tally

WHOLE = 100


@dataclass(frozen=True)
class ChoiceBar:
    """What a choice got in a round, and how long its bar is, of a hundred."""

    points: int
    length: float


@dataclass(frozen=True)
class ChoiceRow:
    """A choice with a bar for each round."""

    text: str
    bars: tuple[ChoiceBar, ...]


@dataclass(frozen=True)
class ChoicesDrawing:
    """A vote on choices. In order of the last round where they were `ranked`, as they stand in the
    question otherwise.
    """

    rows: tuple[ChoiceRow, ...]
    rounds: tuple[Tally, ...]
    ranked: bool
    on_ladder: bool = False
    facts: None = None


def choices_drawing(account: Account, rounds: tuple[Tally, ...]) -> ChoicesDrawing:
    """The votes of one round or of two."""
    most = max(max(tally.counts) for tally in rounds)
    rows = [
        ChoiceRow(text, tuple(_bar(tally.counts[number], most) for tally in rounds))
        for number, text in enumerate(account.choices)
    ]
    ranked = rounds[-1].points > 1
    if ranked:
        rows.sort(key=lambda row: -row.bars[-1].points)
    return ChoicesDrawing(tuple(rows), rounds, ranked)


def _bar(points: int, most: int) -> ChoiceBar:
    return ChoiceBar(points, WHOLE * points / most)
