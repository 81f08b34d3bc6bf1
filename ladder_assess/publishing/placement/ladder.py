"""The ladder: eight rungs between two rails, bands at the side, and where activities stand on it.

Everything is geometry in user units and facts to be put into words; the template
`components/ladder.svg` draws it, on screen and in print alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import Band, Questionnaire, Rung
from ladder_assess.publishing.common.shapes import Box, Point, hatched

PITCH = 46.0
TOP = 26.0
GROUND_GAP = 8.0
FOOT = 22.0
LEFT_RAIL, RIGHT_RAIL = 36.0, 108.0
NUMBER_GAP, NAME_GAP, NAME_WIDTH = 15.0, 31.0, 182.0
BRACKET_X, BRACKET_WIDTH, BRACKET_REACH = 18.0, 8.0, 19.0
# A second line of a name beside a bracket, and how long one may be for each unit of the bracket.
BAND_LINE, LETTERS = 14.0, 0.13
PLACED_X, PLACED_WIDTH = 68.0, 24.0
DOCUMENTED_X, DOCUMENTED_WIDTH = 48.0, 9.0
CLAIMED_X, CLAIMED_RADIUS = 91.0, 8.0
KEY_GAP, KEY_PITCH = 42.0, 24.0
LANE, LANE_MARGIN, DISC = 25.0, 10.0, 22.0
HATCHED_BAND, SOLID_BAND = 1, 2


@dataclass(frozen=True)
class RungLine:
    """One rung: where it is drawn, and whether an activity stands or may stand on it."""

    rung: Rung
    y: float
    here: bool


@dataclass(frozen=True)
class BandBracket:
    """A band's bracket: empty, hatched or solid, so that it is told apart without colour."""

    band: Band
    box: Box
    solid: bool

    def lines(self, name: str) -> list[str]:
        """The band's name in a reader's language, in two lines where it is longer than the bracket
        and can be parted.
        """
        if len(name) <= self.box.height * LETTERS:
            return [name]
        first, mark, last = name.replace("-", "- ", 1).partition(" ")
        return [first, last] if mark else [name]


@dataclass(frozen=True)
class Claim:
    """The hollow mark of the claimed rung and the thin line that joins it to the placement."""

    at: Point
    line: str


@dataclass(frozen=True)
class NumberedMark:
    """One of several activities: its number, its name, its rungs and its bar."""

    number: int
    name: str
    rungs: Interval
    box: Box


@dataclass(frozen=True)
class Frame:
    """What every ladder has: its size, rails, ground, rungs and bands. Names of bands begin left of
    its origin, by `start`, as the longest stand in two lines.
    """

    start: float
    width: float
    height: float
    left: float
    right: float
    top: float
    foot: float
    rungs: tuple[RungLine, ...]
    bands: tuple[BandBracket, ...]

    @property
    def number_x(self) -> float:
        """Where the rungs' numbers start."""
        return self.right + NUMBER_GAP

    @property
    def name_x(self) -> float:
        """Where the rungs' names start."""
        return self.right + NAME_GAP


@dataclass(frozen=True)
class LadderDrawing:
    """One activity on the ladder. `unsure` is the part that only a possible trap brings about.

    `documented` is None while nothing is. `key` lists which marks the key must explain, with the
    middle of each line of the key.
    """

    frame: Frame
    name: str
    placed: Box
    unsure: Box | None
    documented: Box | None
    claimed: Claim | None
    intended: Point | None
    key: tuple[tuple[str, float], ...]
    assessment: Assessment

    @property
    def without_key(self) -> "LadderDrawing":
        """The same where one key serves many."""
        low = replace(self.frame, height=height_of(0) + FOOT)
        return replace(self, key=(), frame=low)


@dataclass(frozen=True)
class ManyDrawing:
    """Several activities on one ladder, each a numbered mark."""

    frame: Frame
    marks: tuple[NumberedMark, ...]


def height_of(rung: int) -> float:
    """The y at which a rung is drawn; rung 0 is the ground below the ladder."""
    y = TOP + (8 - rung) * PITCH
    return y + GROUND_GAP if rung == 0 else y


def ladder_drawing(questionnaire: Questionnaire, assessment: Assessment) -> LadderDrawing:
    """Draw one activity: placement, claim, intention, and what is documented once something is."""
    placement = assessment.placement
    placed = placement.otherwise if placement.possible_traps else placement.interval
    unsure = placement.interval if placed != placement.interval else None
    activity = assessment.activity
    backed = bool(activity.documented)
    key = _key(
        ("unsure", unsure is not None),
        ("documented", backed),
        ("claimed", activity.claimed is not None),
        ("intended", activity.intended is not None),
    )
    here = set(range(placement.low, placement.high + 1))
    return LadderDrawing(
        frame=frame(questionnaire, here, RIGHT_RAIL, rows=len(key)),
        name=activity.name,
        placed=bar(PLACED_X, PLACED_WIDTH, placed),
        unsure=hatched(bar(PLACED_X, PLACED_WIDTH, unsure), rounded=True) if unsure else None,
        documented=bar(DOCUMENTED_X, DOCUMENTED_WIDTH, assessment.documented) if backed else None,
        claimed=_claim(activity.claimed, placement.interval),
        intended=_intention(activity.intended),
        key=key,
        assessment=assessment,
    )


def ladder_of_many(
    questionnaire: Questionnaire, activities: Iterable[AssessedActivity]
) -> ManyDrawing:
    """Draw several activities, each by its number; those without a ladder are left out."""
    placed = [a for a in activities if a.assessment.has_ladder]
    lanes = _lanes(placed)
    right = max(RIGHT_RAIL, LEFT_RAIL + 2 * LANE_MARGIN + len(lanes) * LANE)
    start = (LEFT_RAIL + right - len(lanes) * LANE) / 2 + LANE / 2
    marks = [
        _numbered(activity, start + place * LANE)
        for place, lane in enumerate(lanes)
        for activity in lane
    ]
    return ManyDrawing(
        frame=frame(questionnaire, set(), right, rows=0),
        marks=tuple(sorted(marks, key=lambda mark: mark.number)),
    )


def frame(questionnaire: Questionnaire, here: set[int], right: float, rows: int) -> Frame:
    """What every ladder has, with room below for so many rows of a key."""
    below = KEY_GAP + rows * KEY_PITCH - 10 if rows else FOOT
    return Frame(
        start=-BAND_LINE,
        width=BAND_LINE + right + NAME_GAP + NAME_WIDTH,
        height=height_of(0) + below,
        left=LEFT_RAIL,
        right=right,
        top=height_of(8) - FOOT,
        foot=height_of(1) + FOOT,
        rungs=tuple(
            RungLine(rung, height_of(rung.number), rung.number in here)
            for rung in questionnaire.rungs
        ),
        bands=tuple(_bracket(questionnaire, place) for place in range(len(questionnaire.bands))),
    )


def _bracket(questionnaire: Questionnaire, place: int) -> BandBracket:
    band = questionnaire.bands[place]
    numbers = [rung.number for rung in questionnaire.rungs if rung.band == band.id]
    top = height_of(max(numbers)) - BRACKET_REACH
    bottom = height_of(min(numbers)) + BRACKET_REACH
    box = Box(BRACKET_X, top, BRACKET_WIDTH, bottom - top)
    return BandBracket(band, hatched(box) if place == HATCHED_BAND else box, place >= SOLID_BAND)


def bar(x: float, width: float, rungs: Interval) -> Box:
    """An upright bar about x from the highest rung to the lowest; a disc where they are equal."""
    top = height_of(rungs.high) - width / 2
    return Box(x - width / 2, top, width, height_of(rungs.low) + width / 2 - top)


def _claim(claimed: int | None, placed: Interval) -> Claim | None:
    if claimed is None:
        return None
    y = height_of(claimed)
    edge = PLACED_X + PLACED_WIDTH / 2
    if placed.low <= claimed <= placed.high:
        return Claim(Point(CLAIMED_X, y), f"M{edge:g} {y:g}H{CLAIMED_X - CLAIMED_RADIUS:g}")
    nearest = height_of(placed.high if claimed > placed.high else placed.low)
    end = y + CLAIMED_RADIUS if y < nearest else y - CLAIMED_RADIUS
    return Claim(Point(CLAIMED_X, y), f"M{edge:g} {nearest:g}H{CLAIMED_X:g}V{end:g}")


def _intention(intended: int | None) -> Point | None:
    return None if intended is None else Point(RIGHT_RAIL, height_of(intended))


def _key(*marks: tuple[str, bool]) -> tuple[tuple[str, float], ...]:
    shown = ["placed", *(name for name, present in marks if present)]
    first = height_of(0) + KEY_GAP
    return tuple((name, first + row * KEY_PITCH) for row, name in enumerate(shown))


def _lanes(activities: Sequence[AssessedActivity]) -> list[list[AssessedActivity]]:
    """The activities packed side by side, so that no two bars of a lane share a rung."""
    lanes: list[list[AssessedActivity]] = []
    free_from: list[int] = []
    for activity in sorted(activities, key=lambda a: (a.assessment.placement.interval, a.number)):
        low, high = activity.assessment.placement.interval
        lane = next((i for i, rung in enumerate(free_from) if rung <= low), len(lanes))
        if lane == len(lanes):
            lanes.append([])
            free_from.append(0)
        lanes[lane].append(activity)
        free_from[lane] = high + 1
    return lanes


def _numbered(activity: AssessedActivity, x: float) -> NumberedMark:
    rungs = activity.assessment.placement.interval
    return NumberedMark(activity.number, activity.name, rungs, bar(x, DISC, rungs))
