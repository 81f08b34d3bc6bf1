"""Says what a file is by its content as well as by its name. Whatever is not known is refused."""

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from ladder_assess.core.common.media_types import MEDIA_TYPES
from ladder_assess.storage.common.packed_parts import open_zipped

OTHER_ENDINGS = {"jpeg": "jpg"}
MOST_PARTS = 5000
LONGEST_NAME = 120
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|script|svg|iframe)\b", re.IGNORECASE)
NOT_IN_A_NAME = re.compile('[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]')


def recognise_file(name: str, content: BinaryIO) -> str:
    """The kind of a file, of KINDS; empty when its name and content do not agree on one."""
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    kind = OTHER_ENDINGS.get(ending, ending)
    check = CHECKS.get(kind)
    content.seek(0)
    agreed = check is not None and check(content)
    content.seek(0)
    return kind if agreed else ""


def plain_name(name: str) -> str:
    """A file's name to show and to send: no folders, nothing that acts, short, ending kept."""
    last = NOT_IN_A_NAME.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if not dot or not stem.strip(" ."):
        return f"file.{ending or 'bin'}"[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _starts(*starts: bytes) -> Callable[[BinaryIO], bool]:
    return lambda content: content.read(16).startswith(starts)


def _is_text(content: BinaryIO) -> bool:
    data = content.read()
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older spreadsheets write in the Windows code page.
        text = data.decode("cp1252", "replace")
    return bool(text.strip()) and not NOT_TEXT.search(text) and not MARKUP.match(text)


def _office(part: str) -> Callable[[BinaryIO], bool]:
    """A document of several parts, one of which says its kind; with macros it is refused."""

    def check(content: BinaryIO) -> bool:
        names = _parts(content)
        macros = any(name.casefold().endswith("vbaproject.bin") for name in names)
        return part in names and "[Content_Types].xml" in names and not macros

    return check


def _parts(content: BinaryIO) -> list[str]:
    try:
        with open_zipped(content, MOST_PARTS) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return []


def _is_open_document(content: BinaryIO) -> bool:
    # The format puts its media type first and not compressed, so that it can be read like this.
    start = content.read(38 + len(MEDIA_TYPES["odt"]))
    named = start[30:] == b"mimetype" + MEDIA_TYPES["odt"].encode()
    parts = _parts(content)
    macros = any(name.startswith(("Basic/", "Scripts/")) for name in parts)
    return named and "content.xml" in parts and not macros


CHECKS: dict[str, Callable[[BinaryIO], bool]] = {
    "pdf": _starts(b"%PDF-"),
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts(b"\xff\xd8\xff"),
    "txt": _is_text,
    "csv": _is_text,
    "docx": _office("word/document.xml"),
    "xlsx": _office("xl/workbook.xml"),
    "odt": _is_open_document,
}
KINDS = tuple(CHECKS)
