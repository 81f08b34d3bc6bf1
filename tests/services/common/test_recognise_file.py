"""A file is what its content and its name both say, or it is refused."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest

from ladder_assess.services.common.recognise_file import LONGEST_NAME, plain_name, recognise_file

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
OFFICE = {"[Content_Types].xml": "", "word/document.xml": ""}
SHEET = {"[Content_Types].xml": "", "xl/workbook.xml": ""}
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT = {"mimetype": ODT_TYPE, "content.xml": ""}


def packed(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


GOOD = [
    ("a.pdf", b"%PDF-1.7\n", "pdf"),
    ("A.PDF", b"%PDF-1.7\n", "pdf"),
    ("a.png", PNG, "png"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "jpg"),
    ("a.jpeg", b"\xff\xd8\xff\xe0", "jpg"),
    ("a.txt", "Caf\u00e9".encode(), "txt"),
    ("a.txt", "Caf\u00e9".encode("cp1252"), "txt"),
    ("a.csv", "\ufeffa;b\r\n1;2".encode("utf-16"), "csv"),
    ("a.docx", packed(OFFICE), "docx"),
    ("a.xlsx", packed(SHEET), "xlsx"),
    ("a.odt", packed(ODT), "odt"),
]
BAD = [
    ("a", b"%PDF-1.7"), ("pdf", b"%PDF-1.7"), ("a.exe", b"MZ\x90\0"), ("a.pdf", b"MZ\x90\0"),
    ("a.png", b"%PDF-1.7"), ("a.pdf", PNG), ("a.svg", b"<svg onload='alert(1)'/>"),
    ("a.html", b"<!doctype html>"), ("a.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
    ("a.csv", b" \n<script>alert(1)</script>"), ("a.txt", b"MZ\x90\0"), ("a.txt", b"   "),
    ("a.pdf.exe", b"%PDF-1.7"), ("a.docx", packed(SHEET)), ("a.xlsx", packed(OFFICE)),
    ("a.docx", packed({**OFFICE, "word/vbaProject.bin": ""})), ("a.docm", packed(OFFICE)),
    ("a.docx", b"PK\x03\x04 and no more"), ("a.zip", packed(OFFICE)), ("a.odt", packed(OFFICE)),
    ("a.odt", packed({**ODT, "Basic/script-lc.xml": ""})), ("a.odt", packed({"x": "", **ODT})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "kind"), GOOD)
def test_known_kinds_are_taken(name: str, content: bytes, kind: str) -> None:
    assert recognise_file(name, BytesIO(content)) == kind


@pytest.mark.parametrize(("name", "content"), BAD)
def test_everything_else_is_refused(name: str, content: bytes) -> None:
    assert recognise_file(name, BytesIO(content)) == ""


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("invoice\u202efdp.txt", "invoicefdp.txt"),
        ('a"b<c>.pdf', "abc.pdf"),
        (".pdf", "file.pdf"),
        ("...pdf", "file.pdf"),
        ("", "file.bin"),
        ("Cofnodion \u0175 2026.pdf", "Cofnodion \u0175 2026.pdf"),
    ],
)
def test_names_lead_nowhere(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_long_name_keeps_its_ending() -> None:
    assert plain_name("n" * 500 + ".pdf") == "n" * (LONGEST_NAME - 4) + ".pdf"
