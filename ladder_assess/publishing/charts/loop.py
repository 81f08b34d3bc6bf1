"""The loop of the engagement process: stages that feed one another, the weakest link marked.

An ellipse through boxes, drawn as the ladder is, and so without a figure of Plotly's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Loop, Stage
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    Label,
    Line,
    Scene,
    lines_of,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, Point, hatched

MIDDLE = 170.0
ACROSS, LEAST_DOWN = 110.0, 112.0
BOX_WIDTH, BOX_PADDING = 116.0, 20.0
# So much air between stages that stand one above the other.
AIR = 26.0
# Room between an arrow and the boxes it joins.
GAP = 5.0
STEPS = 240
HEAD = 8.0
FLAG = 8.0


@dataclass(frozen=True)
class Ring:
    """The ellipse on which the stages stand, clockwise from the top, and their boxes' height."""

    count: int
    down: float
    height: float

    def at(self, turn: float) -> Point:
        """The point after a share of a turn."""
        angle = 2 * pi * turn - pi / 2
        middle = self.down + self.height / 2 + 2
        return Point(MIDDLE + ACROSS * cos(angle), middle + self.down * sin(angle))

    def box(self, place: int) -> Box:
        """The box of a stage."""
        middle = self.at(place / self.count)
        left, top = middle.x - BOX_WIDTH / 2, middle.y - self.height / 2
        return Box(left, top, BOX_WIDTH, self.height)


def loop(contents: Loop, speech: Speech) -> Parts:
    """The chart of a loop."""
    texts = [
        _texts(stage, place in contents.weakest, speech)
        for place, stage in enumerate(contents.stages)
    ]
    ring = _ring(len(texts), max(len(lines) for lines in texts))
    boxes = [ring.box(place) for place in range(ring.count)]
    drawn: list[Drawn] = []
    for place, (box, lines) in enumerate(zip(boxes, texts, strict=True)):
        drawn += _arrow(place, ring, boxes)
        drawn += _stage(lines, box, place in contents.weakest)
    scene = Scene(tuple(drawn), max(box.bottom for box in boxes) + 4)
    return Parts("loop", _summary(contents, speech), _table(contents, speech), scene)


def _ring(count: int, most_lines: int) -> Ring:
    """High enough for the fullest box, and wide enough that no box touches the next."""
    height = most_lines * look.LINE + BOX_PADDING
    step = 1 - cos(2 * pi / count)
    return Ring(count, max(LEAST_DOWN, (height + AIR) / step), height)


def _inside(point: Point, box: Box) -> bool:
    return box.x - GAP <= point.x <= box.right + GAP and box.y - GAP <= point.y <= box.bottom + GAP


def _arrow(place: int, ring: Ring, boxes: list[Box]) -> Iterator[Drawn]:
    """The part of the ellipse between one stage and the next that lies outside of every box."""
    way = (ring.at((place + step / STEPS) / ring.count) for step in range(STEPS + 1))
    arc = tuple(point for point in way if not any(_inside(point, box) for box in boxes))
    if len(arc) > 1:
        yield Line(arc, "arrow")
        yield Line(_head(arc), "arrow")


def _head(arc: tuple[Point, ...]) -> tuple[Point, ...]:
    """Both sides of the arrow's head, back from its end."""
    end, before = arc[-1], arc[max(0, len(arc) - 8)]
    length = hypot(end.x - before.x, end.y - before.y) or 1
    along = Point((before.x - end.x) / length * HEAD, (before.y - end.y) / length * HEAD)
    side = Point(-along.y * 0.6, along.x * 0.6)
    return (
        Point(end.x + along.x + side.x, end.y + along.y + side.y),
        end,
        Point(end.x + along.x - side.x, end.y + along.y - side.y),
    )


def _texts(stage: Stage, weakest: bool, speech: Speech) -> list[tuple[str, str]]:
    """The lines of a stage, each with its style."""
    score = speech.gettext("Not scored") if stage.score is None else str(whole(stage.score))
    lines = [(line, "plain") for line in lines_of(stage.name, BOX_WIDTH - 26)]
    last = [(speech.gettext("Weakest link"), "plain")] if weakest else []
    return [*lines, (score, "strong"), *last]


def _stage(lines: list[tuple[str, str]], box: Box, weakest: bool) -> list[Drawn]:
    x = box.middle.x + (FLAG / 2 if weakest else 0)
    first = box.middle.y - (len(lines) - 1) * look.LINE / 2 + look.RISE_TO_BASELINE
    labels = [
        Label(text, Point(x, first + row * look.LINE), "middle", style)
        for row, (text, style) in enumerate(lines)
    ]
    drawn: list[Drawn] = [Bar(box, "weakest" if weakest else "box", rounded=True)]
    if weakest:
        drawn.append(_flag(box))
    return [*drawn, *labels]


def _flag(box: Box) -> Bar:
    """A hatched edge at the left, so that the weakest link is seen without reading."""
    return Bar(hatched(Box(box.x + 3, box.y + 3, FLAG, box.height - 6), gap=4), "flag")


def _table(contents: Loop, speech: Speech) -> Table:
    head = (
        speech.gettext("Stage"),
        speech.gettext("Score"),
        speech.gettext("Leads to"),
        speech.gettext("Weakest link"),
    )
    following = [*contents.stages[1:], contents.stages[0]]
    words = {True: speech.gettext("Yes"), False: speech.gettext("No")}
    if not contents.all_scored:
        words[False] = speech.gettext("Not known")
    rows: list[tuple[Cell, ...]] = [
        (stage.name, stage.score, after.name, words[place in contents.weakest])
        for place, (stage, after) in enumerate(zip(contents.stages, following, strict=True))
    ]
    return table(speech, head, rows, speech.gettext("Not scored"))


def _summary(contents: Loop, speech: Speech) -> str:
    names = [stage.name for stage in contents.stages]
    said = speech.gettext(
        "%(first)s leads to %(others)s, and that leads back to %(first)s.",
        first=names[0],
        others=speech.gettext(", then ").join(names[1:]),
    )
    weakest = [contents.stages[place].name for place in sorted(contents.weakest)]
    if not contents.all_scored:
        unsure = speech.gettext("Which is the weakest link is not known: one has no score.")
        return f"{said} {unsure}"
    if not weakest:
        return f"{said} {speech.gettext('No stage stands out as the weakest link.')}"
    score = min(stage.score for stage in contents.stages if stage.score is not None)
    found = speech.gettext(
        "The weakest link is %(names)s, with %(score)s out of 100.",
        names=speech.listed(weakest),
        score=whole(score),
    )
    return f"{said} {found}"
