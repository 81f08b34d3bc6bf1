"""The edition on two pages stays on two as a document, whose pages no program of ours lays out.

Each paragraph is given as many lines as its letters could need, in a typeface wider than the one
that the document asks for, and the lines of a page have to fit on it.
"""

import shutil
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ladder_assess.publishing.common.words import narrowed, shortened
from ladder_assess.publishing.plan.view import MOST_ON_ONE_LADDER
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.lively_plans import lively_plan
from tests.publishing.plan.test_short_edition import actions, answering, coded, plan, written
from tests.publishing.plans import UNBROKEN, several_plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMU, TWENTIETHS, POINT = 36_000, 56.7, 0.3528
PAGE_HEIGHT = 257.0
# Of a wide typeface, in parts of its height; a line is so much higher than its letters.
LETTER, BOLD, WIDE, LEADING = 0.6, 0.66, 1.0, 1.17

BIGGEST = plan(MOST_ON_ONE_LADDER, actions(40))
ODD = [replace(each, title=UNBROKEN, owner=UNBROKEN) for each in actions(40)]
PLANS = {
    "biggest": replace(BIGGEST, strands=conditions_plan().strands),
    "forty": plan(40, actions(40)),
    "without a space": replace(
        plan(MOST_ON_ONE_LADDER, ODD), title=UNBROKEN, author=UNBROKEN, organisation=UNBROKEN,
        strands=conditions_plan().strands,
    ),
    "hostile": several_plan(),
    "without actions": plan(40),
    "with codes": coded(29),
    "lively": lively_plan(12, 40),
    "answering": plan(MOST_ON_ONE_LADDER, answering(actions(40))),
}  # fmt: skip


def pages_of(document: Any) -> list[float]:
    """How high the content of each page could be, in millimetres; a heading begins each but the
    first.
    """
    heights = [0.0]
    for child in document.element.body:
        if child.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            heights.append(0.0)
        if child.tag == f"{W}p":
            heights[-1] += height_of(document, child, 170.0)
        elif child.tag == f"{W}tbl":
            heights[-1] += sum(row_heights(document, child))
    return heights


def row_heights(document: Any, table: Any) -> Iterator[float]:
    widths = [int(c.get(f"{W}w")) / TWENTIETHS for c in table.iter(f"{W}gridCol")]
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        yield 1 + max(
            sum(height_of(document, p, width - 2.5) for p in cell.iter(f"{W}p"))
            for cell, width in zip(cells, widths, strict=True)
        )


def height_of(document: Any, paragraph: Any, width: float) -> float:
    """Its drawing, or the most lines that its letters could need, with the space around them."""
    drawing = next((e for e in paragraph.iter() if e.tag.endswith("}extent")), None)
    name = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    style = next(s for s in document.styles if s.style_id == name)
    size, line, around, bold = looks(document, style)
    if drawing is not None:
        return int(drawing.get("cy")) / EMU + around
    text = "".join(e.text or "" for e in paragraph.iter(f"{W}t"))
    bold = bold or any(e.get(f"{W}val") == "Strong" for e in paragraph.iter(f"{W}rStyle"))
    wide = sum(WIDE if c in "WMmw" else BOLD if bold else LETTER for c in text) * size * POINT
    # A word that does not fit leaves room at the end of its line.
    lines = -(-wide // (width * 0.94)) or 1
    return lines * size * POINT * LEADING * line + around


def looks(document: Any, style: Any) -> tuple[float, float, float, bool]:
    """The size of a style in points, its lines, the space around it, and whether it is bold."""
    defaults = document.styles.element.find(f"{W}docDefaults")
    found = {"sz": 0.0, "line": 0.0, "before": 0.0, "after": 0.0}
    chain, bold = [], False
    while style is not None:
        chain.append(style.element)
        style = style.base_style
    for element in (defaults, *reversed(chain)):
        for size in element.iter(f"{W}sz"):
            found["sz"] = float(size.get(f"{W}val")) / 2
        for spacing in element.iter(f"{W}spacing"):
            for key in ("line", "before", "after"):
                found[key] = float(spacing.get(f"{W}{key}", found[key]))
        bold = bold or element.find(f"{W}rPr/{W}b") is not None
    around = (found["before"] + found["after"]) / TWENTIETHS
    return found["sz"], found["line"] / 240, around, bold


@pytest.mark.parametrize("name", PLANS)
def test_each_of_two_pages_has_room_for_all_that_its_letters_could_need(name: str) -> None:
    """The biggest plan took four pages."""
    heights = pages_of(written(PLANS[name]))
    assert len(heights) == 2
    assert max(heights) < PAGE_HEIGHT, heights


def test_a_page_that_holds_too_much_is_found() -> None:
    document = written(BIGGEST)
    body = document.element.body
    for paragraph in list(body.iterchildren(f"{W}p"))[:8] * 12:
        body.insert(0, deepcopy(paragraph))
    assert max(pages_of(document)) > PAGE_HEIGHT


@pytest.mark.skipif(not shutil.which("soffice"), reason="no word processor is at hand")
@pytest.mark.parametrize("name", ["biggest", "without a space"])
def test_a_word_processor_lays_it_out_on_two_pages(name: str, tmp_path: Path) -> None:
    written(PLANS[name]).save(str(tmp_path / "plan.docx"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "plan.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with pikepdf.open(tmp_path / "plan.pdf") as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Ask people", 20, "Ask people"),
        ("W" * 50, 20, "W" * 10 + "…"),
        ("住民" * 20, 20, "住民" * 5 + "…"),
        ("ask " * 10, 12, "ask ask ask…"),
    ],
)
def test_a_text_is_cut_by_how_wide_it_is(text: str, most: int, cut: str) -> None:
    assert narrowed(text, most) == cut
    assert len(narrowed(text, most)) <= len(shortened(text, most))
