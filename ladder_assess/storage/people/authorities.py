"""The register of local authorities: read from a file, kept in the database, looked up."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import BinaryIO

from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.storage.common.database import Database, Writing, queries

FILE = "uk-local-authorities.csv"
# Where the built-in file comes from: a key of questionnaires/sources.yaml.
SOURCE = "mysociety-2025"
OWN_COLUMNS = ("code", "name", "gss", "type", "type_name", "nation", "region", "population")
# The columns of mySociety's file, which also holds authorities that are no more.
MYSOCIETY_COLUMNS = (
    "local-authority-code", "official-name", "gss-code", "local-authority-type",
    "local-authority-type-name", "nation", "region", "pop-2020",
)  # fmt: skip
CURRENT = "current-authority"
MOST = 10_000


class BadRegister(ValueError):
    """A file is no register; says in which line (from 1) and what was expected there."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(f"line {line}: {expected}")


def read_authorities(stream: BinaryIO) -> list[Authority]:
    """The current authorities of a file, in its order: mySociety's, or the built-in kind that has
    only what is needed. Raises BadRegister.
    """
    try:
        rows = csv.DictReader(
            io.StringIO(stream.read().decode("utf-8-sig"), newline=""), strict=True
        )
        columns = _columns(rows.fieldnames or ())
        found: dict[str, Authority] = {}
        for row in rows:
            if (row.get(CURRENT) or "True").strip().lower() == "true":
                authority = _authority(row, columns, rows.line_num)
                if authority.code in found:
                    raise BadRegister(
                        rows.line_num, f"the code {authority.code} stands there twice"
                    )
                found[authority.code] = authority
    except (UnicodeDecodeError, csv.Error):
        raise BadRegister(1, "expected a CSV file in UTF-8") from None
    if not 0 < len(found) <= MOST:
        raise BadRegister(1, f"expected 1 to {MOST} current authorities, found {len(found)}")
    return list(found.values())


def _columns(header: Iterable[str]) -> dict[str, str]:
    """For each of our columns, what it is called in the file."""
    names = set(header)
    for known in (OWN_COLUMNS, MYSOCIETY_COLUMNS):
        if set(known) <= names:
            return dict(zip(OWN_COLUMNS, known, strict=True))
    raise BadRegister(1, f"expected the columns {', '.join(MYSOCIETY_COLUMNS)}, {CURRENT}")


def _authority(row: Mapping[str, str | None], columns: Mapping[str, str], line: int) -> Authority:
    values = {own: (row.get(name) or "").strip() for own, name in columns.items()}
    population = values.pop("population")
    missing = [columns[own] for own, value in values.items() if not value]
    if missing:
        raise BadRegister(line, f"expected something in {', '.join(missing)}")
    return Authority(**values, population=_population(population, line))


def _population(typed: str, line: int) -> int | None:
    """A whole number, which may come with a decimal point; None where there is none."""
    whole = typed.removesuffix(".0")
    if not whole:
        return None
    if not (whole.isascii() and whole.isdigit() and len(whole) <= len("100000000")):
        raise BadRegister(line, "expected a population in digits, or nothing")
    return int(whole)


def as_csv(authorities: Iterable[Authority]) -> str:
    """The register in the built-in form, one authority a line by code."""
    text = io.StringIO()
    writer = csv.DictWriter(text, OWN_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(a) for a in sorted(authorities, key=lambda a: a.code))
    return text.getvalue()


def replace_authorities(connection: Writing, authorities: Iterable[Authority]) -> None:
    """Put these authorities in place of all that were kept."""
    queries.forget_authorities(connection)
    for authority in authorities:
        queries.insert_authority(connection, **asdict(authority))


def list_authorities(database: Database) -> list[Authority]:
    """Every authority of the register, by name."""
    return [Authority(**row) for row in queries.list_authorities(database.reading)]


def find_authority(database: Database, code: str) -> Authority | None:
    """The authority with this code."""
    row = queries.find_authority(database.reading, code=code)
    return None if row is None else Authority(**row)


def count_authorities(database: Database) -> int:
    """How many authorities the register has."""
    return int(queries.count_authorities(database.reading)["number"])
