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
    """A choice with a bar for each round; `ask` is the question that it is the first answer to, of
    several.
    """

    text: str
    bars: tuple[ChoiceBar, ...]
    ask: str = ""


@dataclass(frozen=True)
class PartRow:
    """One of several questions: the answer that most gave in the last round, and how many did."""

    ask: str
    answer: str
    people: int
    length: float


@dataclass(frozen=True)
class ChoicesDrawing:
    """A vote on choices. In order of the last round where they were `ranked`, as they stand in the
    question otherwise.
    """

    rows: tuple[ChoiceRow, ...]
    rounds: tuple[Tally, ...]
    ranked: bool
    parts: tuple[PartRow, ...] = ()
    on_ladder: bool = False
    facts: None = None


def choices_drawing(account: Account, rounds: tuple[Tally, ...]) -> ChoicesDrawing:
    """The votes of one round or of two."""
    most = max(max(tally.counts) for tally in rounds)
    rows = [
        ChoiceRow(text, tuple(_bar(tally.counts[number], most) for tally in rounds), ask)
        for number, (text, ask) in enumerate(zip(account.choices, _asks(account), strict=True))
    ]
    ranked = rounds[-1].points > 1 and not account.parts
    if ranked:
        rows.sort(key=lambda row: -row.bars[-1].points)
    return ChoicesDrawing(tuple(rows), rounds, ranked, _parts(account, rounds[-1]))


def _asks(account: Account) -> list[str]:
    """The question above each choice; empty where it is that of the choice before."""
    asks = [account.ask_of(number) for number in range(len(account.choices))]
    return [ask if ask != before else "" for ask, before in zip(asks, ["", *asks], strict=False)]


def _parts(account: Account, tally: Tally) -> tuple[PartRow, ...]:
    ranges = account.ballot.ranges if account.ballot else ()
    rows = []
    for part, here in zip(account.parts, ranges, strict=True):
        best = max(here, key=lambda number: tally.counts[number])
        people = tally.counts[best]
        length = WHOLE * people / tally.votes
        rows.append(PartRow(part.ask, account.choices[best], people, length))
    return tuple(rows)


def _bar(points: int, most: int) -> ChoiceBar:
    return ChoiceBar(points, WHOLE * points / most)
