"""A drawing of a chart as marks with a place and a look; `components/chart.svg` draws them.

The same marks give Plotly its lines and labels, so that one picture can replace the other on the
spot. User units, y downwards, as in the other drawings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.common.shapes import Box, Point


@dataclass(frozen=True)
class Label:
    """A line of text. `at` is on its baseline; `style` is plain, strong or soft."""

    kind: ClassVar[str] = "label"
    text: str
    at: Point
    anchor: str = "start"
    style: str = "plain"


@dataclass(frozen=True)
class Bar:
    """A rectangle: `solid`, `hollow`, `peers` (tinted) or `strip` (the empty scale).

    One with a hatch shows it, whatever its style. `rounded` makes its corners soft.
    """

    kind: ClassVar[str] = "bar"
    box: Box
    style: str = "solid"
    rounded: bool = False
    colour: str = look.INK


@dataclass(frozen=True)
class Line:
    """A line from point to point. `style` is grid, axis, median, whisker or plot; `dash` is one of
    look.DASHES. Grid and axis stand behind what is measured.
    """

    kind: ClassVar[str] = "line"
    points: tuple[Point, ...]
    style: str = "axis"
    dash: str = "solid"
    colour: str = look.INK


@dataclass(frozen=True)
class Mark:
    """A point's mark: a shape of look.MARKS, filled or hollow."""

    kind: ClassVar[str] = "mark"
    at: Point
    shape: str = "circle"
    filled: bool = True
    size: float = 12.0
    colour: str = look.INK


QUARTERS = (0, 25, 50, 75, 100)

Drawn = Label | Bar | Line | Mark


@dataclass(frozen=True)
class KeyLine:
    """One line of the key: how something looks and what it is. `sample` stands about 0, 0."""

    sample: tuple[Drawn, ...]
    text: str


@dataclass(frozen=True)
class Scene:
    """A whole drawing. `bottom` is where its marks end and its key begins."""

    marks: tuple[Drawn, ...]
    bottom: float
    key: tuple[KeyLine, ...] = ()
    width: float = look.WIDTH

    @property
    def height(self) -> float:
        """The height with its key."""
        key = look.KEY_GAP + len(self.key) * look.KEY_PITCH if self.key else 0
        return self.bottom + key + 2

    @property
    def key_lines(self) -> Iterator[tuple[KeyLine, float]]:
        """The key's lines, each with the y of its middle."""
        first = self.bottom + look.KEY_GAP + look.KEY_PITCH / 2
        return ((line, first + place * look.KEY_PITCH) for place, line in enumerate(self.key))

    @property
    def labels(self) -> tuple[Label, ...]:
        """Its texts, without the key's."""
        return tuple(mark for mark in self.marks if isinstance(mark, Label))


def across(share: float, left: float = look.LEFT, right: float = look.RIGHT) -> float:
    """The x of a value from 0 to 100."""
    return left + (right - left) * share / 100


def lines_of(text: str, width: float, size: float = look.SIZE) -> list[str]:
    """A text cut into lines of at most this width; a word that is too long is cut."""
    return wrap(text, max(4, int(width / (size * look.LETTER)))) or [""]


def paragraph(
    text: str, at: Point, width: float, anchor: str = "start", style: str = "plain"
) -> list[Label]:
    """A text as lines, the first on the baseline `at`."""
    return [
        Label(line, Point(at.x, at.y + place * look.LINE), anchor, style)
        for place, line in enumerate(lines_of(text, width))
    ]


def scale(bottom: float, names: Sequence[tuple[float, str]]) -> list[Label]:
    """The names of some values, below the last row."""
    drawn = []
    for value, name in names:
        x = across(value)
        anchor = "start" if value == 0 else "end" if value == 100 else "middle"
        at = {"start": x - 4, "end": x + 4}.get(anchor, x)
        drawn.append(Label(name, Point(at, bottom + 14), anchor, "soft"))
    return drawn


def upright(x: float, middle: float, height: float, style: str = "median") -> Line:
    """A short upright line about a middle."""
    return Line((Point(x, middle - height / 2), Point(x, middle + height / 2)), style)


@dataclass(frozen=True)
class Row:
    """Where one row stands: its name in lines, a value beside the first, and its strip below."""

    labels: tuple[Label, ...]
    middle: float

    def strip(self, height: float = look.BAR) -> Box:
        """The empty scale from 0 to 100."""
        return self.bar(0, 100, height)

    def grid(self, height: float = look.BAR) -> list[Line]:
        """Fine lines at the quarters of the scale, within the row alone: they cross no text."""
        return [upright(across(share), self.middle, height, "grid") for share in QUARTERS]

    def bar(self, low: float, high: float, height: float = look.BAR) -> Box:
        """The part of the strip between two values."""
        left = across(low)
        return Box(left, self.middle - height / 2, across(high) - left, height)


def rows_of(
    names: Sequence[str], values: Sequence[str], height: float = look.BAR, room: float = 70
) -> tuple[list[Row], float]:
    """Rows one below the other, and where the last one ends. `room` is what values may take."""
    rows, y = [], 0.0
    for name, value in zip(names, values, strict=True):
        start = Point(look.LEFT - 4, y + look.LINE)
        labels = paragraph(name, start, look.WIDTH - (room if value else 10))
        if value:
            end = Point(look.RIGHT + 4, start.y)
            labels.append(Label(value, end, "end", "strong"))
        under = y + len(labels[: len(labels) - bool(value)]) * look.LINE + 8
        rows.append(Row(tuple(labels), under + height / 2))
        y = under + height + look.ROW_GAP
    return rows, max(y - look.ROW_GAP / 2, look.LINE)
