"""Files made to hurt whoever reads them: bombs, nests, aliases, and files that are two at once."""

import io
import json
import zipfile
from collections.abc import Mapping

from tests.storage.common.odd_sheets import (
    ods_cell,
    ods_row,
    old_workbook,
    opendocument,
    with_cells,
    written,
)

PLAIN = written([("id", "name"), ("a", "x")])
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x06\x00\x00\x00"
BOMB = 50_000_000


def zipped(**parts: bytes) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def laughing(levels: int = 9) -> bytes:
    """Aliases of aliases (YAML): ten to the number of levels, were they written out."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels + 1)]
    return "\n".join(lines).encode()


def entities() -> bytes:
    """The same in XML."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY e0 "x">{declared}]><t>&e9;</t>'.encode()


FILES: Mapping[str, bytes] = {
    "plain.csv": b"id,name\na,A panel\n",
    "plain.xlsx": PLAIN,
    "plain.xls": old_workbook([("id", "name"), ("a", "x")]),
    "plain.ods": opendocument([("id", "name"), ("a", "x")]),
    "bomb.xlsx": with_cells(PLAIN, b'<row r="1"><c><v>1' + b"0" * BOMB + b"</v></c></row>"),
    "bomb.zip": zipped(**{"a.csv": b"0" * BOMB}),
    "bomb.docx": zipped(**{"word/document.xml": b"<a>" * (BOMB // 4)}),
    "rows.ods": opendocument([("id",), ods_row((ods_cell("x"),) * 3, number_rows_repeated=10**9)]),
    "aliases.yaml": laughing(),
    "entities.xml": entities(),
    "deep.json": b"[" * 200_000,
    "deep.jsonl": b'{"id":"a","name":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    "both.png.csv": PNG + b"\nid,name\na,b\n",
    "both.pdf.zip": b"%PDF-1.7\n" + zipped(**{"a.csv": b"id\na\n"}),
    "both.html.xls": b"<html><table><tr><td>id<td>name" + b"<tr><td>a<td>b" * 2000,
    "numbers.json": json.dumps({"id": "a", "name": 10**400}).encode(),
    "quotes.csv": b'id,name\n"' + b'""' * 100_000,
    "nul.csv": b"\x00" * 5000,
    "half.csv": b"\xff\xfei\x00d\x00,\x00n",
    "../../etc/passwd.csv": b"id,name\n=cmd|' /C calc'!A0,x\n",
}
