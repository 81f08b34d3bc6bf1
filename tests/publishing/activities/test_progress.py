"""The drawing of a plan's progress: bars as long as what they stand for, and words that say it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.plan import DROPPED, STATUSES
from ladder_assess.core.plan.public_page import Counts
from ladder_assess.publishing.activities.progress import LEFT, ROOM, WIDTH, progress_drawing
from ladder_assess.publishing.plan.pdf import print_environment
from tests.publishing.plans import TEMPLATES

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def counted(draw: st.DrawFn) -> Counts:
    every = {status: draw(st.integers(0, 900)) for status in STATUSES}
    return Counts(every, {s: draw(st.integers(0, n)) for s, n in every.items()})


def drawn(counts: Counts) -> str:
    template = print_environment(TEMPLATES).from_string(
        "{% from 'components/progress.svg' import progress_figure %}{{ progress_figure(d, 'it') }}"
    )
    return template.render(d=progress_drawing(counts)).strip()


@given(counted())
def test_bars_are_as_long_as_what_they_stand_for(counts: Counts) -> None:
    drawing = progress_drawing(counts)
    assert [bar.status for bar in drawing.bars][-1] == DROPPED
    longest = max(1, *counts.by_status.values())
    unit = min(24.0, ROOM / longest)
    for bar in drawing.bars:
        assert (bar.count, bar.late) == (counts.by_status[bar.status], counts.late[bar.status])
        assert (bar.solid is None) == (bar.count == bar.late)
        assert (bar.hatched is None) == (bar.late == 0)
        assert bar.end == pytest.approx(LEFT + bar.count * unit)
        # Room for its numbers, of three digits each, at 14 units a line.
        assert bar.end + 90 <= WIDTH


def test_its_words_say_all_of_it_and_the_policy_is_kept() -> None:
    every, late = dict.fromkeys(STATUSES, 3), dict.fromkeys(STATUSES, 0)
    svg = drawn(Counts(every, {**late, "under_way": 2}))
    root = ElementTree.fromstring(svg)
    words = root.findtext(f"{SVG}desc")
    assert words == "Done: 3. Under way: 3 (2 late). Not started: 3. Dropped: 3."
    assert root.get("role") == "img"
    for element in root.iter():
        assert element.tag != f"{SVG}style"
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_an_empty_plan_can_be_drawn() -> None:
    nothing = dict.fromkeys(STATUSES, 0)
    assert "Done: 0." in drawn(Counts(nothing, nothing))
