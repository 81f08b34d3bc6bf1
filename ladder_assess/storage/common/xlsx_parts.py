"""What a workbook of Excel's (.xlsx) holds beside its sheets: their list, texts and formats.

Only what reading needs is looked at; how cells are filled or framed may be as odd as it likes.
Transitional and strict Open XML have other namespaces and the same names.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from ladder_assess.core.common.number_format import BUILT_IN, DATES, GENERAL, is_date_format
from ladder_assess.storage.common.sheet_cells import LONGEST_CELL, MOST_CELLS
from ladder_assess.storage.common.xml_stream import BadXml, feed, local, parse_all, xml_parser

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
TRUE = ("1", "true", "on")
# More than Excel writes: kinds of cells of a workbook, and what one text may be made of.
MOST_STYLES, MOST_RUNS = 65_536, 100_000
DATE = ""


@dataclass
class SheetPart:
    """A sheet as the workbook lists it: its title, whether it is in sight, and its part."""

    title: str
    visible: bool
    part: str


@dataclass
class Listing:
    """The sheets of a workbook, the parts beside them, and from when it counts its days."""

    sheets: list[SheetPart] = field(default_factory=list)
    texts: str = ""
    styles: str = ""
    from_1904: bool = False


def unescape(text: str) -> str:
    """A text without Excel's escapes: `_x0041_` is A, and `_x005F_` the line that starts one."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone is none.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def list_parts(archive: zipfile.ZipFile) -> Listing:
    """What the workbook holds. Raises BadXml or KeyError where it is none."""
    parts = {name.casefold(): name for name in archive.namelist()}
    main = next(
        (target for kind, _, target in _relations(archive, parts, "") if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    main = parts[main.casefold()]
    listing, wanted = Listing(), []

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "workbookPr":
            listing.from_1904 = attributes.get("date1904", "") in TRUE
        elif name == "sheet":
            plain = {local(key): value for key, value in attributes.items() if key != "id"}
            wanted.append((plain.get("name", ""), plain.get("state", ""), plain.get("id", "")))

    with archive.open(main) as stream:
        parse_all(stream, start, lambda name: None)
    found = {}
    for kind, identity, target in _relations(archive, parts, main):
        found[identity] = (kind, parts.get(target.casefold(), ""))
        if kind == "sharedStrings":
            listing.texts = parts.get(target.casefold(), "")
        elif kind == "styles":
            listing.styles = parts.get(target.casefold(), "")
    for title, state, identity in wanted:
        # No two sheets are the same part.
        kind, part = found.pop(identity, ("", ""))
        if kind == "worksheet" and part:
            listing.sheets.append(SheetPart(title, state in ("", "visible"), part))
    return listing


def _relations(
    archive: zipfile.ZipFile, parts: dict[str, str], source: str
) -> list[tuple[str, str, str]]:
    """The kind, the id and the part of each relation of a part."""
    folder, name = posixpath.split(source)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((kind, attributes.get("Id", ""), target.lstrip("/")))

    if place.casefold() in parts:
        with archive.open(parts[place.casefold()]) as stream:
            parse_all(stream, start, lambda name: None)
    return found


def read_formats(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The format of each style of a cell: DATE for a day or time, else a code."""
    codes: dict[str, str] = {}
    used: list[str] = []
    within: list[str] = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name in ("numFmts", "cellXfs"):
            within[0] = name
        elif name == "numFmt" and within[0] == "numFmts":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if len(codes) > MOST_STYLES:
                raise BadXml("more formats than there may be")
        elif name == "xf" and within[0] == "cellXfs":
            if len(used) == MOST_STYLES:
                raise BadXml("more kinds of cells than there may be")
            used.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        if local(name) == within[0]:
            within[0] = ""

    if part:
        with archive.open(part) as stream:
            parse_all(stream, start, end)
    return [_format(number, codes) for number in used]


def _format(number: str, codes: dict[str, str]) -> str:
    code = codes.get(number)
    if code is None:
        known = int(number) if number.isascii() and number.isdigit() else 0
        return DATE if known in DATES else BUILT_IN.get(known, GENERAL)
    return DATE if is_date_format(code) else code or GENERAL


def read_texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells share, without what only says how they are pronounced."""
    return list(_texts(archive, part)) if part else []


def _texts(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    ready: list[str] = []
    pieces: list[str] = []
    spoken = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal spoken
        name = local(name)
        if name == "t" and not spoken:
            parser.CharacterDataHandler = pieces.append
        elif name == "rPh":
            spoken = True

    def end(name: str) -> None:
        nonlocal spoken
        name = local(name)
        if name == "t":
            parser.CharacterDataHandler = None
        elif name == "rPh":
            spoken = False
        elif name == "si":
            ready.append(unescape("".join(pieces)))
            pieces.clear()

    parser = xml_parser(start, end)
    count = 0
    with archive.open(part) as stream:
        for _ in feed(parser, stream):
            count += len(ready)
            _ensure_few(count, pieces)
            yield from ready
            ready.clear()


def _ensure_few(count: int, pieces: list[str]) -> None:
    """Raise BadXml for so many texts, or so much of one, that no workbook of anybody's has it."""
    if count > MOST_CELLS or sum(map(len, pieces)) > 2 * LONGEST_CELL:
        raise BadXml("more texts than there may be cells")
    if len(pieces) > MOST_RUNS:
        raise BadXml("a text of more pieces than there may be")
