"""The ladder of a vote: each rung grows to the right by the people who picked it.

Everything is geometry in user units; the template `workshops/votes.svg` draws it. It is made to be
read from the back of a hall: few and large parts, and a figure beside each bar.
"""

from dataclasses import dataclass

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rung
from ladder_assess.core.workshops.record import PlacedAccount, Played
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.publishing.common.shapes import Box
from ladder_assess.publishing.workshops.choices_drawing import ChoicesDrawing, choices_drawing
from ladder_assess.publishing.workshops.facts_drawing import FactsDrawing, facts_drawing

TOP, GAP, RULES_WIDTH = 8.0, 3.0, 9.0
# Below rung 0, with a gap: where those stand who say that it has no rung.
BESIDE = -1.35


@dataclass(frozen=True)
class Frame:
    """Where things stand: `pitch` from rung to rung, the rail from which bars grow, how long they
    get, and how thick those of one round and of both; the mark of the rules, the numbers and names
    of rungs, how far names and bars are below the middle of a rung, and the size of figures where
    there are both rounds.
    """

    width: float
    pitch: float
    rail: float
    longest: float
    thick: float
    both: tuple[float, float]
    rules: float
    number: float
    name: float
    name_y: float = 6.0
    lowered: float = 0.0
    figures: float = 14.0


WIDE = Frame(520, 44, 262, 221, 26, (12, 20), 246, 0, 26)
# On a screen that is read from far away, beside what is told of it: no letter smaller than others.
HALL = Frame(400, 44, 250, 116, 26, (14, 18), 236, 0, 24, figures=18.0)
# On phones, where names beside their bars would be too small to read.
NARROW = Frame(330, 60, 18, 270, 22, (9, 14), 2, 28, 46, name_y=-8, lowered=12)


@dataclass(frozen=True)
class VoteBar:
    """How many people picked a rung in a round: `round` is 1 or 2; where its figure stands."""

    round: int
    people: int
    box: Box
    figure_y: float


@dataclass(frozen=True)
class VoteRow:
    """One rung with its bars, one a round, where its name stands and its line is; `placed` says
    whether the rules place the activity here.
    """

    rung: Rung
    y: float
    line: float
    bars: tuple[VoteBar, ...]
    placed: bool


@dataclass(frozen=True)
class BesideRow:
    """Those who say that it has no rung, apart below the ladder."""

    y: float
    bars: tuple[VoteBar, ...]


@dataclass(frozen=True)
class VotesDrawing:
    """A vote on the ladder, the highest rung first. `rules` marks where the rules place the
    activity; None while the room is not to know. `foot` is where the ladder ends, and `beside` are
    those who say that it has no rung; None where nobody does.
    """

    frame: Frame
    height: float
    foot: float
    rows: tuple[VoteRow, ...]
    rounds: tuple[Tally, ...]
    rules: Box | None
    placed: Interval | None
    facts: FactsDrawing | None = None
    on_ladder: bool = True
    beside: BesideRow | None = None

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.frame.width


def votes_drawing(
    questionnaire: Questionnaire,
    rounds: tuple[Tally, ...],
    placed: Interval | None = None,
    frame: Frame = WIDE,
    told: PlacedAccount | None = None,
) -> VotesDrawing:
    """The votes of one round or of two, the first of them thinner than the last. `told` is the
    account where the room may know what it answers.
    """
    # Where all answers leave several rungs possible, no bar is drawn.
    most = max(1, *(max(*tally.counts, tally.beside) for tally in rounds))
    rows = tuple(
        VoteRow(
            rung,
            _middle(frame, rung.number) + frame.name_y,
            _middle(frame, rung.number) + frame.pitch / 2,
            _bars(frame, rung.number, [tally.counts[rung.number] for tally in rounds], most),
            placed is not None and placed.low <= rung.number <= placed.high,
        )
        for rung in reversed(questionnaire.rungs)
    )
    foot = _middle(frame, 0) + frame.pitch / 2
    beside = _beside(frame, rounds, most)
    height = (_middle(frame, BESIDE) + frame.pitch / 2 if beside else foot) + TOP
    facts = facts_drawing(questionnaire, rounds, told)
    mark = _rules(frame, placed)
    return VotesDrawing(frame, height, foot, rows, rounds, mark, placed, facts, beside=beside)


def _beside(frame: Frame, rounds: tuple[Tally, ...], most: int) -> BesideRow | None:
    people = [tally.beside for tally in rounds]
    if not any(people):
        return None
    return BesideRow(_middle(frame, BESIDE) + frame.name_y, _bars(frame, BESIDE, people, most))


def drawn(
    questionnaire: Questionnaire, played: Played, frame: Frame = WIDE
) -> VotesDrawing | ChoicesDrawing | None:
    """The votes on an exercise, with where the rules place it where that is known of it; None where
    no round had five votes, or what they were about is not there any more.
    """
    if not played.shown:
        return None
    if not played.on_ladder:
        return choices_drawing(played.account, played.shown) if played.account else None
    rungs = played.placed.rungs if played.placed else None
    return votes_drawing(questionnaire, played.shown, rungs, frame, played.placed)


def _middle(frame: Frame, rung: float) -> float:
    return TOP + frame.pitch * (8 - rung) + frame.pitch / 2


def _bars(frame: Frame, rung: float, rounds: list[int], most: int) -> tuple[VoteBar, ...]:
    thick = [frame.thick] if len(rounds) == 1 else frame.both
    high = sum(thick) + GAP * (len(thick) - 1)
    y, bars = _middle(frame, rung) + frame.lowered - high / 2, []
    for number, (people, high) in enumerate(zip(rounds, thick, strict=True), start=1):
        box = Box(frame.rail, y, frame.longest * people / most, high)
        bars.append(VoteBar(number, people, box, y + high / 2))
        y += high + GAP
    return tuple(bars)


def _rules(frame: Frame, placed: Interval | None) -> Box | None:
    if placed is None:
        return None
    top = _middle(frame, placed.high) - frame.pitch / 2 + GAP
    foot = _middle(frame, placed.low) + frame.pitch / 2 - GAP
    return Box(frame.rules, top, RULES_WIDTH, foot - top)
