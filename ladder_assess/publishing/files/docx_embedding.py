"""The letters of typefaces that a document to edit brings along (ECMA-376, part 1, 17.8).

Of each typeface that it asks for and that the build has, those letters come with it that stand in
it, as TrueType: Word reads outlines of no other kind everywhere. A document in Latin, Greek or
Cyrillic letters brings none.
"""

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from uuid import UUID

from ladder_assess.publishing.common.typefaces import Typeface, typefaces
from ladder_assess.publishing.files import wordml
from ladder_assess.publishing.files.docx_fonts import FACES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart

WEIGHTS = {400: "Regular", 700: "Bold"}
OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
# Two times the bytes of a key are hidden by it, at the start of a file.
HIDDEN = 2
UNUSED_TABLES = ["DSIG", "STAT", "MATH", "BASE", "vhea", "vmtx", "VORG"]
FAMILY, STYLE, FULL, POST_SCRIPT = 1, 2, 4, 6
# Whose they are and how they may be used stays with them.
NOTICES = [0, 13, 14]
# How far a curve of another kind may lie from the outline, in thousandths of the em.
CLOSE = 1
MOST_KEPT = 16
# Vowels of Khmer that stand on both sides of a letter, and what stands before it.
OF_TWO_PARTS, KHMER_PART = "\u17be\u17bf\u17c0\u17c4\u17c5", "\u17c1"
# What a file of the other kind says of its outlines, and of programs in them, of which it has none.
LIMITS = {
    "maxZones": 1, "maxTwilightPoints": 0, "maxStorage": 0, "maxFunctionDefs": 0,
    "maxInstructionDefs": 0, "maxStackElements": 0, "maxSizeOfInstructions": 0,
    "maxComponentElements": 0,
}  # fmt: skip


def embed_typefaces(document: "Document", fonts: Path) -> None:
    """Put into a document the letters that stand in typefaces which may not be there where it is
    opened. Raises FileNotFoundError where the build left no typefaces.
    """
    used = _used(document)
    if not used:
        return
    known = {face.family: face for face in typefaces(fonts)}
    faces = {name: known[FACES[name].family] for name in used}
    had = {name: letters & faces[name].letters for name, letters in used.items()}
    if not any(had.values()):
        return
    table = _new_table(document)
    for name in filter(had.__getitem__, had):
        _enter(table, name, had[name], faces[name])
    _say_so(document)


def _used(document: "Document") -> dict[str, frozenset[int]]:
    """The characters that stand in each typeface that the build has, wherever in the document."""
    from docx.opc.part import XmlPart
    from docx.oxml.ns import qn

    found: dict[str, set[int]] = {name: set() for name, face in FACES.items() if face.family}
    parts = [p for p in document.part.package.iter_parts() if isinstance(p, XmlPart)]
    for run in (run for part in parts for run in part.element.iter(qn("w:r"))):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        name = "" if fonts is None else fonts.get(qn("w:ascii"))
        if name in found:
            found[name].update(map(ord, "".join(text.text for text in run.iter(qn("w:t")))))
    return {name: frozenset(letters) for name, letters in found.items() if letters}


def _new_table(document: "Document") -> "XmlPart":
    """A table of typefaces in place of the one that came with the library's template."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    relations = document.part.rels
    for key in [k for k, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.FONT_TABLE]:
        relations.pop(key)
    name, empty = PackURI("/word/fontTable.xml"), parse_xml(f"<w:fonts {wordml.NAMESPACES}/>")
    table = XmlPart(name, CONTENT_TYPE.WML_FONT_TABLE, empty, document.part.package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    return table


def _enter(table: "XmlPart", name: str, letters: frozenset[int], face: Typeface) -> None:
    """Put a typeface into the table, with its files."""
    from docx.oxml import parse_xml

    files = "".join(_embedded(table, name, letters, face, weight) for weight in face.files)
    instead = f'<w:altName w:val="{FACES[name].instead}"/><w:charset w:val="00"/>'
    kind = '<w:family w:val="auto"/><w:pitch w:val="variable"/>'
    entry = f'<w:font {wordml.NAMESPACES} w:name="{name}">{instead}{kind}{files}</w:font>'
    table.element.append(parse_xml(entry))


def _embedded(
    table: "XmlPart", name: str, letters: frozenset[int], face: Typeface, weight: int
) -> str:
    """Put the letters of one weight beside the table; returns what that says of them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = letters_of(face, weight, name, letters)
    key = UUID(bytes=hashlib.sha256(content).digest()[:16])
    at = PackURI(f"/word/fonts/font{len(table.rels) + 1}.odttf")
    part = Part(at, OBFUSCATED, obfuscated(content, key), table.package)
    place = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
    return f'<w:embed{WEIGHTS[weight]} r:id="{place}" w:fontKey="{{{str(key).upper()}}}"/>'


def obfuscated(content: bytes, key: UUID) -> bytes:
    """A file with its start hidden by a key, or shown again."""
    mask = key.bytes[::-1] * HIDDEN
    start = bytes(byte ^ hidden for byte, hidden in zip(content, mask, strict=False))
    return start + content[len(mask) :]


def _say_so(document: "Document") -> None:
    """Have programs keep the typefaces in the document, and no more of them than is used."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    zoom = document.settings.element.find(qn("w:zoom"))
    for name in ("w:saveSubsetFonts", "w:embedTrueTypeFonts"):
        zoom.addnext(OxmlElement(name))


@lru_cache(MOST_KEPT)
def letters_of(face: Typeface, weight: int, name: str, letters: frozenset[int]) -> bytes:
    """Some letters of a typeface under a name, with all that shapes them, as TrueType. What they
    are made of comes too: a program may set the parts where the letter stands.
    """
    # Imported here: few documents need it.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=NOTICES
    )
    options.drop_tables += UNUSED_TABLES
    with TTFont(BytesIO(face.prepared(weight)), lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(map(_with_parts, map(chr, letters))))
        cutter.subset(font)
        if "CFF " in font:
            _to_truetype(font)
        style = WEIGHTS[weight]
        full = f"{name} {style}"
        names = {FAMILY: name, STYLE: style, FULL: full, POST_SCRIPT: full.replace(" ", "-")}
        for number, text in names.items():
            font["name"].setName(text, number, 3, 1, 0x409)
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def _with_parts(letter: str) -> str:
    """A letter and what it is made of, by Unicode or by how Khmer vowels are set."""
    return letter + normalize("NFKD", letter) + KHMER_PART * (letter in OF_TWO_PARTS)


def _to_truetype(font: Any) -> None:
    """Draw the outlines of a typeface with curves of the other kind."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    drawn, order, em = font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, CLOSE * em / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"
    font["maxp"].tableVersion = 0x00010000
    for limit, most in LIMITS.items():
        setattr(font["maxp"], limit, most)
