"""A document to edit brings the letters that its own typeface may lack, and only those.

The tests of it looked at the names that were asked for: where a computer had none of these, the
document showed boxes or another's letters, and nothing could see it.
"""

from dataclasses import replace
from io import BytesIO
from typing import Any
from unicodedata import normalize
from zipfile import ZipFile

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from lxml import etree

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.common.typefaces import UNDRAWN, typefaces
from ladder_assess.publishing.files.docx_fonts import FACES
from ladder_assess.publishing.plan import docx as plan_document
from tests.publishing.plan.test_docx import W, made, text_of
from tests.publishing.plans import FONTS, action, panel_plan
from tests.publishing.scripts import NAMES

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TABLE, WEIGHTS = "word/fontTable.xml", ((400, "Regular"), (700, "Bold"))
# What Arial has, wherever it comes from.
ARIAL = (
    "welsh", "polish", "romanian", "czech", "turkish", "vietnamese", "maori", "yoruba", "igbo",
    "lithuanian", "marks", "stressed", "greek", "ukrainian", "serbian",
)  # fmt: skip
OTHERS = [name for name in NAMES if name not in ARIAL]


def named(name: str) -> PlanDocument:
    return replace(panel_plan(), actions=(action(1, title=f"{name} 12", do=f"Parc {name}."),))


class Opened:
    """A document's texts by the typeface that they ask for, and the files that it brings."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist()}
        self.texts: dict[str, str] = {}
        for run in self.tree("word/document.xml").iter(f"{W}r"):
            fonts = run.find(f"{W}rPr/{W}rFonts")
            if fonts is not None:
                face = fonts.get(f"{W}ascii")
                assert set(fonts.attrib.values()) == {face}
                self.texts[face] = f"{self.texts.get(face, '')}\n{text_of(run)}"

    def tree(self, part: str) -> Any:
        return etree.fromstring(self.parts[part])

    def file(self, name: str, weight: str) -> bytes:
        """The file of a typeface, its start shown again as ECMA-376 (part 1, 17.8.1) has it."""
        entry = next(f for f in self.tree(TABLE) if f.get(f"{W}name") == name)
        embedded = entry.find(f"{W}embed{weight}")
        relations = self.tree("word/_rels/fontTable.xml.rels")
        target = next(r.get("Target") for r in relations if r.get("Id") == embedded.get(f"{R}id"))
        content = self.parts[f"word/{target}"]
        key = bytes.fromhex(embedded.get(f"{W}fontKey").strip("{}").replace("-", ""))[::-1]
        return bytes(a ^ b for a, b in zip(content, key * 2, strict=False)) + content[32:]


def drawn(content: bytes, text: str) -> list[tuple[int, int, int]]:
    """Where HarfBuzz puts what it makes of a text, and how far that reaches."""
    face = uharfbuzz.Face(content)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face), buffer)
    assert all(glyph.codepoint for glyph in buffer.glyph_infos), f"no letter in {text!r}"
    return [(p.x_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]


@pytest.mark.parametrize("script", OTHERS)
def test_each_letter_comes_with_the_document_and_is_shaped_as_in_the_whole_typeface(
    script: str,
) -> None:
    found = Opened(made(named(NAMES[script])))
    known = {face.family: face for face in typefaces(FONTS)}
    assert "".join(found.texts.values()).strip()
    for name, texts in found.texts.items():
        whole = known[FACES[name].family]
        for weight, style in WEIGHTS:
            if weight in whole.files:
                content = found.file(name, style)
                font = TTFont(BytesIO(content))
                assert "glyf" in font
                assert font["name"].getDebugName(1) == name
                assert set(map(ord, texts)) - UNDRAWN <= set(font.getBestCmap())
                for text in texts.split("\n")[1:]:
                    assert drawn(content, text) == drawn(whole.prepared(weight), text)
                extra = set(font.getBestCmap()) - set(map(ord, texts + normalize("NFKD", texts)))
                assert extra <= {0x17C1}, "no more than is used and what that is made of"


@pytest.mark.parametrize("script", ARIAL)
def test_a_document_in_letters_that_arial_has_is_no_heavier(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = named(NAMES[script])
    parts = Opened(made(plan)).parts
    assert not [part for part in parts if part.startswith("word/fonts")]
    monkeypatch.setattr(plan_document, "embed_typefaces", lambda *_: None)
    assert Opened(made(plan)).parts == parts


def test_programs_are_told_that_it_brings_typefaces() -> None:
    plain, brings = (Opened(made(named(NAMES[name]))) for name in ("welsh", "bengali"))
    told = [child.tag for child in brings.tree("word/settings.xml")]
    assert told[:3] == [f"{W}zoom", f"{W}embedTrueTypeFonts", f"{W}saveSubsetFonts"]
    assert told[3:] == [child.tag for child in plain.tree("word/settings.xml")][1:]
    (entry,) = brings.tree(TABLE)
    assert entry.find(f"{W}altName").get(f"{W}val") == "Nirmala UI"
    added = sum(map(len, brings.parts.values())) - sum(map(len, plain.parts.values()))
    assert added < 80_000


def test_the_same_plan_is_the_same_file() -> None:
    first, second = (Opened(made(named(NAMES["simplified"]))) for _ in range(2))
    assert first.parts == second.parts


def test_every_typeface_that_is_asked_for_is_there_or_comes_with_programs() -> None:
    known = {face.family for face in typefaces(FONTS)}
    for name, face in FACES.items():
        assert face.family in known if face.family else name == face.instead
