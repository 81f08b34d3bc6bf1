"""Exports everything that is kept about an organisation, a person or a private link, as a zip."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from typing import IO, Any

from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.core.people.event import Event
from ladder_assess.core.plan.made_document import (
    DOCX,
    FIGURES,
    FULL_PDF,
    PDF,
    REGISTER,
    REGISTER_TEXT,
    SHORT_DOCX,
    SHORT_PDF,
    TABLES,
)
from ladder_assess.services.common.product import Product
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.belonging import ACCOUNT, ORGANISATION
from ladder_assess.storage.data_protection.scopes import Exported, Scope
from ladder_assess.storage.people import audit, organisations

IN_MEMORY = 1024 * 1024
# Columns that hold JSON, in whatever table: they are exported as what they say.
AS_JSON = {"after", "before", "changes", "details", "document", "published", "value"}
ABOUT = """Everything kept in Ladder Assess about this {kind}, as it was on {day}.

Each table stands here twice: as .json, exactly as it is kept, and as .csv, for a spreadsheet. In
the .csv files an apostrophe stands before a text that a spreadsheet would take for a formula.
Times are in seconds since the start of 1970 (UTC).

Left out are passwords, secrets of sign-in and digests of links, which say nothing about anyone and
would let others in.

files/  {files}, by the number of the activity and under their own names
"""
PLANS = """plans/  finished plans
registers/  finished spreadsheets and tables of the register
"""
FINISHED = {
    PDF: "plans/{}.pdf",
    SHORT_PDF: "plans/{}-two-pages.pdf",
    FULL_PDF: "plans/{}-all-reasons.pdf",
    DOCX: "plans/{}.docx",
    SHORT_DOCX: "plans/{}-two-pages.docx",
    FIGURES: "plans/{}.xlsx",
    TABLES: "plans/{}-tables.zip",
    REGISTER: "registers/{}.xlsx",
    REGISTER_TEXT: "registers/{}.zip",
}
PEOPLE = "people  who the numbers in columns such as account_id and assigned_to are\n"
KINDS = {"organisation": "organisation", "account": "person", "portfolio": "private link"}
__all__ = ["Scope", "as_csv", "export_everything"]

ADDED, OWN = "files that were added to activities", "files that this person added to activities"


def export_everything(
    product: Product, scope: Scope, day: str, entry: Event | None = None
) -> IO[bytes]:
    """A zip of every table's rows of a scope, its files and plans; the caller closes it. That it
    was taken is put into the organisation's log or, for a person, the site's; a private link has
    none.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (the caller closes)
    try:
        _fill(product, scope, day, out)
        out.seek(0)
        if entry is not None:
            with product.database.writing() as connection:
                audit.put(connection, scope.id if scope.kind == ORGANISATION else None, entry)
    except BaseException:
        out.close()
        raise
    return out


def _fill(product: Product, scope: Scope, day: str, out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("READ ME.txt", _about(scope, day))
        for exported in (*scopes.rows_of(product.database, scope), *_people(product, scope)):
            with _entry(archive, f"{exported.table}.json") as text:
                _write_json(exported, text)
            with _entry(archive, f"{exported.table}.csv") as text:
                _write_csv(exported.columns, exported.rows, text)
        for file, content in scopes.files_of(product.database, scope):
            archive.writestr(f"files/{file.activity}/{file.id} {file.name}", content)
        for document, kind, made in scopes.documents_of(product.database, scope):
            archive.writestr(FINISHED[kind].format(document), made)


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[IO[str]]:
    """A file in the zip, written as it comes: a list has as many rows as someone sends."""
    with archive.open(name, "w", force_zip64=True) as entry:
        text = TextIOWrapper(entry, "utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _about(scope: Scope, day: str) -> str:
    """What is in the zip; plans belong to no person."""
    person = scope.kind == ACCOUNT
    about = ABOUT.format(kind=KINDS[scope.kind], day=day, files=OWN if person else ADDED)
    more = {ACCOUNT: "", ORGANISATION: PLANS + PEOPLE}
    return about + more.get(scope.kind, PLANS)


def _people(product: Product, scope: Scope) -> Iterator[Exported]:
    """Who the numbers of accounts in an organisation's tables are, as its pages name them."""
    if scope.kind == ORGANISATION:
        people = organisations.names_in(product.database, scope.id)
        yield Exported("people", ("account_id", "name", "email", "role"), tuple(people))


def _write_json(exported: Exported, out: IO[str]) -> None:
    between = "[\n"
    for row in exported.rows:
        kept = {column: _read(column, value) for column, value in row.items()}
        told = json.dumps(kept, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        out.write(f"{between}  {told}")
        between = ",\n"
    out.write("\n]" if exported.rows else "[]")


def _read(column: str, value: Any) -> Any:
    """A kept value. What someone typed is never taken for JSON, even if it looks like it."""
    if isinstance(value, bytes):
        return value.hex()
    if column in AS_JSON and isinstance(value, str):
        return json.loads(value)
    return value


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table for a spreadsheet; it starts with the mark by which spreadsheets know UTF-8."""
    text = StringIO()
    _write_csv(columns, rows, text)
    return text.getvalue()


def _write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: IO[str]) -> None:
    out.write("\ufeff")
    out.write(csv_line(columns))
    for row in rows:
        out.write(csv_line(row[column] for column in columns))
