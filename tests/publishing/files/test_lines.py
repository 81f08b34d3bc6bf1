"""Lines end where they are full: parts of a sentence that look otherwise change nothing in that.

Tests of what a page says could not see it, for all words were there.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from ladder_assess.publishing.common.directions import isolated
from ladder_assess.publishing.files.layout import lay_out
from tests.publishing.plans import FONTS

WIDTHS = range(150, 400)
STYLE = '@page { size: 500px 90000px } p { font: 14px "Atkinson Hyperlegible", sans-serif }'
TEXTS = {
    "a source behind a sentence": (
        "People can answer back, the organisation decides, and it owes nothing to what it hears. "
        'Nothing then shows them that anyone listened. <span class="source">JRF (2008)</span>'
    ),
    "a second name": (
        'It was believed to be on rung 6: Deciding together <span class="second">(Partnership)'
        "</span>. The facts place it lower. That is common, and worth talking about."
    ),
}


def lines(html: str) -> list[list[str]]:
    """The lines of a paragraph at each width."""
    told = "".join(f'<p style="width:{width}px">{html}</p>' for width in WIDTHS)
    pages = lay_out(f'<html lang="en"><title>t</title><body>{told}</body></html>', STYLE, FONTS)
    (page,) = pages.pages
    return [
        [said(line) for line in found(paragraph, boxes.LineBox)]
        for paragraph in found(page._page_box, boxes.BlockBox)
        if paragraph.element_tag == "p"
    ]


def found(box: Any, kind: type) -> Iterator[Any]:
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            if isinstance(child, kind):
                yield child
            yield from found(child, kind)


def said(line: Any) -> str:
    return "".join(text.text for text in found(line, boxes.TextBox)).strip()


@pytest.mark.parametrize("html", TEXTS.values(), ids=TEXTS)
def test_lines_break_as_those_of_plain_text_do(html: str) -> None:
    plain = lines(re.sub("<[^>]*>", "", html))
    assert len(plain) == len(WIDTHS)
    assert lines(html) == plain


def test_a_name_that_mixes_directions_stays_one_piece() -> None:
    """In pieces the renderer would set them from the left, whatever their order."""
    html = f"<h1>{isolated('(העיר) ẹ̀kọ́')}</h1>"
    pages = lay_out(f'<html lang="en"><title>t</title><body>{html}</body></html>', STYLE, FONTS)
    texts = [text.text for text in found(pages.pages[0]._page_box, boxes.TextBox)]
    assert len(texts) == 1
