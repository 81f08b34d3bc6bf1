"""What people typed in several lines stands in these lines in the PDF, as on pages and in the DOCX,
however many they are: no row of a table is as high as a page.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.plan.view import MOST_TYPED_LINES, parts
from tests.publishing.conftest import laid_out
from tests.publishing.plans import action, panel_plan

LINES = ("One line", "Another line", "Last line")
# Description, promise, what changed; of an action what to do, how to know, and the notes.
PLACES = 6


def document(typed: str) -> PlanDocument:
    """A plan with this text wherever several lines may be typed."""
    plan = panel_plan()
    (activity,) = plan.activities
    about = {**activity.about, "description": typed, "promised": typed, "what_changed": typed}
    said = action(1, do=typed, measure=typed, notes=typed)
    return replace(plan, activities=(replace(activity, about=about),), actions=(said,))


def boxes(pages: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each text that was drawn, its box and its page."""
    for page in pages:
        for box in page._page_box.descendants():
            if getattr(box, "text", "").strip():
                yield box.text.strip(), box, page


def test_lines_end_where_they_were_ended() -> None:
    _, pages = laid_out(document("\n".join(LINES)))
    found = [text for text, _, _ in boxes(pages)]
    for line in LINES:
        assert sum(text == line for text in found) >= PLACES, line


@pytest.mark.parametrize("line", ["z", "W" * 9])
def test_however_many_lines_nothing_runs_over_the_page(line: str) -> None:
    count = 1000 // (len(line) + 1)
    _, pages = laid_out(document("\n".join([line] * count)))
    found = [(box, page) for text, box, page in boxes(pages) if text == line]
    assert len(found) >= count * PLACES
    for box, page in found:
        assert box.position_y + box.height <= page.height - 40


@given(st.text("ab \n", max_size=400), st.integers(1, 60))
def test_a_text_is_cut_into_parts_that_fit_and_nothing_is_lost(text: str, most: int) -> None:
    found = parts(text, most)
    assert "".join("".join(found).split()) == "".join(text.split())
    for part in found:
        assert part == part.strip()
        assert 0 < len(part) <= most
        assert part.count("\n") < MOST_TYPED_LINES
        assert "\n\n\n" not in part
