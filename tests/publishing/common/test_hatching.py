"""Slanted lines are what one finds who goes along each in quarter steps."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.publishing.common.shapes import HATCH_STEP, Box, hatched, number

lengths = st.one_of(
    st.integers(1, 60).map(float),
    st.integers(1, 480).map(lambda n: n / 8),
    st.floats(0.01, 60),
)
places = st.one_of(st.integers(-300, 300).map(float), st.floats(-300, 300))
boxes = st.builds(Box, places, places, lengths, lengths)


def lies_inside(box: Box, x: float, y: float, rounded: bool) -> bool:
    if not box.y <= y <= box.bottom:
        return False
    if not rounded:
        return True
    across = x - min(max(x, box.x + box.radius), box.right - box.radius)
    down = y - min(max(y, box.y + box.radius), box.bottom - box.radius)
    return across * across + down * down <= box.radius * box.radius


def marched(box: Box, rounded: bool, gap: float) -> Iterator[str]:
    """Every step of every line is tried."""
    total = box.x + box.y + gap
    while total < box.right + box.bottom:
        steps = [box.x + n * HATCH_STEP for n in range(int(box.width / HATCH_STEP) + 1)]
        held = [x for x in steps if lies_inside(box, x, total - x, rounded)]
        if len(held) > 1:
            ends = [f"{number(x)} {number(total - x)}" for x in (held[0], held[-1])]
            yield "M" + "L".join(ends)
        total += gap


@settings(deadline=None)
@given(boxes, st.booleans(), st.sampled_from([4.0, 5.0, 8.0]))
def test_lines_are_those_that_steps_find(box: Box, rounded: bool, gap: float) -> None:
    assert hatched(box, rounded=rounded, gap=gap).hatch == " ".join(marched(box, rounded, gap))
