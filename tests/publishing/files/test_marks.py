"""Marks stand on their letters, in print and in drawings.

Tests of which letters are drawn could not see where: a mark beside its letter is the same outline.
These measure ink.
"""

from functools import cache
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from ladder_assess.publishing.common.typefaces import MARKED, runs, typefaces
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.files.pictures import pixels
from tests.publishing.plans import FONTS

# Yoruba, Igbo, Lithuanian, Russian, Ewe, and what statistics write; some need a typeface for both.
WRITTEN = ("ẹ̀", "ọ́", "Ọ̀", "Ụ́", "ụ̀", "ą̃", "ė̃", "x̄", "n̈", "ё́", "у́", "И́", "ɛ̃", "m̂", "ŋ̀")
WEIGHTS = (400, 700)
HIGH, SIZE = 200, 100
EACH = [(letter, weight) for letter in WRITTEN for weight in WEIGHTS]
STYLE = f"""@page {{ size: 400px {HIGH * (len(EACH) * 2 + 1)}px; margin: 0 }} body {{ margin: 0 }}
p {{ font: {SIZE}px/{HIGH}px "Atkinson Hyperlegible", sans-serif; margin: 0; height: {HIGH}px }}"""

Box = tuple[int, int, int, int]


@cache
def printed() -> NDArray[np.uint8]:
    """A page with each letter with its marks, and below it the letter alone."""
    rows = ((weight, text) for marked, weight in EACH for text in (marked, marked[0]))
    told = "".join(f'<p style="font-weight:{weight}">{text}</p>' for weight, text in rows)
    pages = lay_out(f'<html lang="en"><title>t</title><body>{told}</body></html>', STYLE, FONTS)
    page = pypdfium2.PdfDocument(pages.write_pdf())[0]
    return np.asarray(page.render(scale=96 / 72).to_pil().convert("L"))


def box(picture: NDArray[np.uint8]) -> Box:
    """The left, right, top and bottom of the ink."""
    down, across = np.nonzero(picture < 128)
    return across.min(), across.max(), down.min(), down.max()


def assert_on_its_letter(marked: Box, alone: Box) -> None:
    assert marked[3] - marked[2] > alone[3] - alone[2] + SIZE / 20
    # A mark may be a little wider than what it stands on, to both sides.
    assert marked[0] > alone[0] - SIZE / 8
    assert marked[1] < alone[1] + SIZE / 8


@pytest.mark.parametrize("number", range(len(EACH)), ids=map(str, EACH))
def test_a_printed_mark_stands_on_its_letter(number: int) -> None:
    rows = np.split(printed(), len(EACH) * 2 + 1)
    assert_on_its_letter(box(rows[2 * number]), box(rows[2 * number + 1]))


def drawn(text: str, weight: int) -> Box:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        f'<text x="60" y="130" font-size="{SIZE}" font-weight="{weight}">{text}</text></svg>'
    )
    picture = Image.open(BytesIO(pixels(svg, 33, FONTS)))
    return box(255 - np.asarray(picture.getchannel("A")))


@pytest.mark.parametrize(("marked", "weight"), EACH)
def test_a_mark_in_a_drawing_stands_on_its_letter(marked: str, weight: int) -> None:
    # The letter in the typeface of both, which is another where ours does not place the mark.
    assert_on_its_letter(drawn(marked, weight), drawn(marked[0], weight))


LETTERS = st.text(st.sampled_from("aekọẹxmnуё12 -" + "\u0300\u0301\u0303\u0304\u0323"))


@given(LETTERS)
def test_no_letter_is_cut_from_its_marks(text: str) -> None:
    faces = typefaces(FONTS)
    cut = [part for _, part in runs(text, faces)]
    assert "".join(cut) == text
    assert sum(len(MARKED.findall(part)) for part in cut) == len(MARKED.findall(text))
