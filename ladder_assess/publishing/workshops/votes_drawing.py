"""The ladder of a vote: each rung grows to the right by the people who picked it.

Everything is geometry in user units; the template `workshops/votes.svg` draws it. It is made to be
read from the back of a hall: few and large parts, and a figure beside each bar.
"""

from dataclasses import dataclass

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rung
from ladder_assess.core.workshops.record import Played
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.publishing.common.shapes import Box
from ladder_assess.publishing.workshops.choices_drawing import ChoicesDrawing, choices_drawing
from ladder_assess.publishing.workshops.facts_drawing import FactsDrawing, facts_drawing

WIDTH, PITCH, TOP = 520.0, 44.0, 8.0
RAIL, LONGEST = 238.0, 245.0
THICK, THIN, GAP = 26.0, 12.0, 3.0
RULES_X, RULES_WIDTH = 222.0, 9.0


@dataclass(frozen=True)
class VoteBar:
    """How many people picked a rung in a round: `round` is 1 or 2; where its figure stands."""

    round: int
    people: int
    box: Box
    figure_y: float


@dataclass(frozen=True)
class VoteRow:
    """One rung with its bars, one a round, and the middle of its line; `placed` says whether the
    rules place the activity here.
    """

    rung: Rung
    y: float
    bars: tuple[VoteBar, ...]
    placed: bool


@dataclass(frozen=True)
class VotesDrawing:
    """A vote on the ladder, the highest rung first. `rules` marks where the rules place the
    activity; None while the room is not to know.
    """

    width: float
    height: float
    rail: float
    rows: tuple[VoteRow, ...]
    rounds: tuple[Tally, ...]
    rules: Box | None
    placed: Interval | None
    facts: FactsDrawing | None = None
    on_ladder: bool = True


def votes_drawing(
    questionnaire: Questionnaire, rounds: tuple[Tally, ...], placed: Interval | None = None
) -> VotesDrawing:
    """The votes of one round or of two, the first of them thinner than the last."""
    # Where all answers leave several rungs possible, no bar is drawn.
    most = max(1, *(max(tally.counts) for tally in rounds))
    rows = tuple(
        VoteRow(
            rung,
            _middle(rung.number),
            _bars(rung.number, rounds, most),
            placed is not None and placed.low <= rung.number <= placed.high,
        )
        for rung in reversed(questionnaire.rungs)
    )
    height = _middle(0) + PITCH / 2 + TOP
    facts = facts_drawing(questionnaire, rounds)
    return VotesDrawing(WIDTH, height, RAIL, rows, rounds, _rules(placed), placed, facts)


def drawn(questionnaire: Questionnaire, played: Played) -> VotesDrawing | ChoicesDrawing | None:
    """The votes on an exercise, with where the rules place it where that is known of it; None where
    no round had five votes, or what they were about is not there any more.
    """
    if not played.shown:
        return None
    if not played.on_ladder:
        return choices_drawing(played.account, played.shown) if played.account else None
    rungs = played.placed.rungs if played.placed else None
    return votes_drawing(questionnaire, played.shown, rungs)


def _middle(rung: int) -> float:
    return TOP + PITCH * (8 - rung) + PITCH / 2


def _bars(rung: int, rounds: tuple[Tally, ...], most: int) -> tuple[VoteBar, ...]:
    thick = [THICK] if len(rounds) == 1 else [THIN, PITCH - THIN - 4 * GAP]
    y, bars = _middle(rung) - (sum(thick) + GAP * (len(thick) - 1)) / 2, []
    for number, (tally, high) in enumerate(zip(rounds, thick, strict=True), start=1):
        people = tally.counts[rung]
        box = Box(RAIL, y, LONGEST * people / most, high)
        bars.append(VoteBar(number, people, box, y + high / 2))
        y += high + GAP
    return tuple(bars)


def _rules(placed: Interval | None) -> Box | None:
    if placed is None:
        return None
    top = _middle(placed.high) - PITCH / 2 + GAP
    return Box(RULES_X, top, RULES_WIDTH, _middle(placed.low) + PITCH / 2 - GAP - top)
