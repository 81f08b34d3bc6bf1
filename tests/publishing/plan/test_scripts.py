"""The plan draws and says names in every script as they are written.

Tests of the text alone could not see that one typeface drew the letters of another: the file said
"ā" beside a "k". These look at the outlines that are drawn.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import uharfbuzz

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.common.directions import isolated
from ladder_assess.publishing.common.typefaces import MARKED, Typeface, runs, typefaces
from ladder_assess.publishing.files import pdf_ua
from ladder_assess.publishing.files.layout import lay_out, tagged_texts
from ladder_assess.publishing.files.pdf_text import depends_on_neighbours
from tests.publishing.plans import FONTS, PANEL, assessed, panel_plan, printed
from tests.publishing.scripts import NAMES, Drawn, Outline, opened, outline

STYLE = '@page { size: 900px 4000px } p { font: 20px "Atkinson Hyperlegible", sans-serif }'
PLAIN, CZECH = "Stefan Zizka", NAMES["czech"]
WEIGHTS = (400, 700)
WRITTEN = [(name, weight) for name in NAMES.values() for weight in WEIGHTS]


@cache
def every_name() -> bytes:
    """A page with each name twice, in regular and in bold, finished as a plan is."""
    told = (f'<p style="font-weight:{weight}">{isolated(name)}</p>' for name, weight in WRITTEN)
    html = f'<html lang="en"><title>t</title><body>{"".join(told)}</body></html>'
    pages = lay_out(html, STYLE, FONTS)
    return pdf_ua.finish(
        pages.write_pdf(pdf_variant="pdf/ua-1"), title="t", lang="en",
        moment=datetime(2025, 4, 2, tzinfo=UTC), link_names={}, texts=tagged_texts(pages),
    )  # fmt: skip


@cache
def every_line() -> list[Counter[Outline]]:
    """What is drawn of each name of that page."""
    return [Counter(drawn) for _, drawn in Drawn(every_name()).lines(0)]


def named(name: str) -> PlanDocument:
    """The plan of the panel under another name."""
    activity = replace(
        assessed(1, PANEL, name=name, claimed_rung=7, intended_rung=6),
        about={"description": name, "promised": f"{name} 12"},
    )
    return replace(panel_plan(), activities=(activity,))


def shaped(name: str, weight: int) -> Iterator[Outline]:
    """What HarfBuzz makes of a name in our typefaces, with none of the product's drawing."""
    for face, part in runs(name, typefaces(FONTS)):
        content = face.prepared(weight_of(face, weight))
        buffer = uharfbuzz.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(content)), buffer)
        font = opened(content)
        for glyph in buffer.glyph_infos:
            assert glyph.codepoint, f"no letter for something in {part!r}"
            drawn = outline(font, font.getGlyphName(glyph.codepoint))
            if drawn:
                yield drawn


def weight_of(face: Typeface, wanted: int) -> int:
    return wanted if wanted in face.files else min(face.files)


@pytest.mark.parametrize("number", range(len(WRITTEN)), ids=map(str, WRITTEN))
def test_print_draws_the_letters_of_a_name(number: int) -> None:
    lines = every_line()
    assert len(lines) == len(WRITTEN)
    assert lines[number] == Counter(shaped(*WRITTEN[number]))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return printed(named(PLAIN))


@pytest.fixture(scope="module")
def renamed() -> bytes:
    return printed(named(CZECH))


def said(content: bytes) -> list[str]:
    """The words of each page."""
    pdf = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in pdf]


def test_the_words_of_a_plan_stay_when_an_activity_is_renamed(plain: bytes, renamed: bytes) -> None:
    before, after = said(plain), said(renamed)
    assert [page.replace(CZECH, PLAIN) for page in after] == before
    assert CZECH in "".join(after)


def test_the_letters_of_a_plan_stay_when_an_activity_is_renamed(
    plain: bytes, renamed: bytes
) -> None:
    before, after = Drawn(plain), Drawn(renamed)
    other = Counter(shaped(CZECH, 400)) + Counter(shaped(CZECH, 700))
    for page in range(len(before.pdf.pages)):
        new = Counter(after.outlines(page)) - Counter(before.outlines(page))
        assert set(new) <= set(other)
    assert before.outlines(-1) == after.outlines(-1)


def test_the_plain_plan_carries_our_own_typeface_alone(plain: bytes, renamed: bytes) -> None:
    own = {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}
    assert Drawn(plain).families == own
    assert own < Drawn(renamed).families
    assert len(renamed) < len(plain) + 15_000


def test_no_typeface_of_the_system_is_used() -> None:
    ours = {face.family.replace(" ", "-") for face in typefaces(FONTS)}
    assert {name.removesuffix("-Bold") for name in Drawn(every_name()).families} <= ours


def test_names_are_read_as_they_are_written() -> None:
    beside = [text for text, _ in Drawn(every_name()).lines(0)]
    (letters,) = said(every_name())
    for (name, _), text in zip(WRITTEN, beside, strict=True):
        if MARKED.search(name):
            # Set in pieces, and only those with a mark need their text beside them.
            assert "".join(MARKED.findall(text)) == "".join(MARKED.findall(name))
            assert name in " ".join(letters.split())
        else:
            assert text == (name if depends_on_neighbours(name) else "")
            assert text or name in letters


@pytest.mark.parametrize("script", ["arabic", "igbo", "devanagari"])
def test_the_running_title_is_read_as_it_is_written(script: str) -> None:
    """What the margins hold is in no structure, and what was asked of the structure missed it."""
    title = NAMES[script]
    drawn = Drawn(printed(replace(panel_plan(), title=title)))
    for page in range(1, len(drawn.pdf.pages)):
        assert title in [said.strip() for said, _ in drawn.lines(page)]


@pytest.mark.parametrize("short", [False, True])
def test_what_no_typeface_draws_is_said(short: bool) -> None:
    """Letters of a script without a typeface were boxes, and nothing said why."""
    note = "Boxes stand for letters"
    missing = "\N{HANGUL SYLLABLE HAN}\N{HANGUL SYLLABLE GUG}"
    titled = replace(panel_plan(), title=f"Panel {missing}")
    assert note in " ".join(" ".join(said(printed(titled, short=short))).split())
    drawn = replace(panel_plan(), title=" ".join(NAMES.values()))
    assert note not in " ".join(" ".join(said(printed(drawn, short=short))).split())


def test_no_piece_of_a_line_is_empty() -> None:
    """Common viewers then lose the way back after a mark."""
    with pikepdf.open(BytesIO(every_name())) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(step.operator) == "TJ":
                pieces = [p for p in step.operands[0] if isinstance(p, pikepdf.String)]
                assert all(bytes(piece) for piece in pieces)
