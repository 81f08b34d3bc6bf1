"""The few shapes that every drawing is made of, in its own user units (y grows downwards).

Patterns are drawn as plain lines rather than referred to by id, so that a drawing may stand many
times on one page and needs no style of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor

HATCH_GAP = 5.0
HATCH_STEP = 0.25

Inside = Callable[[float, float], bool]


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle; `hatch` is the path of the slanted lines that fill it, empty for none."""

    x: float
    y: float
    width: float
    height: float
    hatch: str = ""

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def radius(self) -> float:
        """The radius that makes its ends round."""
        return min(self.width, self.height) / 2


def number(value: float) -> str:
    """A coordinate as short as it can be written, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def hatched(box: Box, *, rounded: bool = False, gap: float = HATCH_GAP) -> Box:
    """The same box filled with slanted lines; `rounded` keeps them within its round ends."""
    inside = _within_round_ends(box) if rounded else _anywhere
    return Box(box.x, box.y, box.width, box.height, " ".join(_slants(box, inside, gap)))


def _anywhere(x: float, y: float) -> bool:
    return True


def _within_round_ends(box: Box) -> Inside:
    radius = box.radius
    left, right = box.x + radius, box.right - radius
    top, bottom = box.y + radius, box.bottom - radius

    def inside(x: float, y: float) -> bool:
        across = x - min(max(x, left), right)
        down = y - min(max(y, top), bottom)
        return across * across + down * down <= radius * radius

    return inside


def _slants(box: Box, inside: Inside, gap: float) -> Iterator[str]:
    """Lines on which x + y is constant, each cut to the part that lies inside."""
    total = box.x + box.y + gap
    while total < box.right + box.bottom:
        start, end = _ends(box, inside, total)
        if start < end:
            yield (f"M{number(start)} {number(total - start)}L{number(end)} {number(total - end)}")
        total += gap


def _ends(box: Box, inside: Inside, total: float) -> tuple[float, float]:
    """The first and the last step from the left that lie inside; (0, 0) where none does.

    Where the line leaves the box is worked out, so that only round ends are felt for step by step.
    """

    def held(x: float) -> bool:
        return box.y <= total - x <= box.bottom and inside(x, total - x)

    # A step more on either side, in case a sum was rounded.
    first = max(floor((total - box.bottom - box.x) / HATCH_STEP) - 1, 0)
    last = min(ceil((total - box.y - box.x) / HATCH_STEP) + 1, int(box.width / HATCH_STEP))
    steps = range(first, last + 1)
    start = next((x for x in (box.x + step * HATCH_STEP for step in steps) if held(x)), 0.0)
    back = (box.x + step * HATCH_STEP for step in reversed(steps))
    return start, next((x for x in back if held(x)), 0.0)
