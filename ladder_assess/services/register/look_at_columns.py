"""Looks at the columns of a register: what each is, and what has to be asked."""

from collections.abc import Mapping
from dataclasses import replace

from ladder_assess.core.register.cells import tidy
from ladder_assess.core.register.columns import ID, ID_FROM_NAME, NAME, Headings
from ladder_assess.core.register.days.dates import ASK
from ladder_assess.core.register.days.yearless import in_year
from ladder_assess.core.register.evidence import Evidence, asked_orders, open_examples
from ladder_assess.core.register.headings.remembered import memory_keys
from ladder_assess.core.register.headings.turned import MOST_ROWS, names_below
from ladder_assess.core.register.reading import ColumnReading, read_headings
from ladder_assess.core.register.split_days import SplitDay, guess_split_days
from ladder_assess.core.register.state import Findings
from ladder_assess.services.register.whole_rows import whole_short_rows
from ladder_assess.storage.register.table import RegisterTable

# Under this, what someone said of the days in a column is remembered.
ORDER_OF = "order of: "
# Rows that are named of many.
FEW = 5
# So many rows of a text have all their cells where some with fewer are odd.
NEARLY_ALL = 0.9


def look_at_columns(
    table: RegisterTable,
    known: Headings,
    before: Findings,
    remembered: Mapping[str, str],
    evidence: Evidence,
    splits: Mapping[int, SplitDay],
) -> Findings:
    """What the header and the values say, with what someone has said of them."""
    reading = _reading(table, known, before, remembered, evidence, splits)
    orders = _orders(table, before, remembered, evidence)
    return replace(
        _of_file(table, reading),
        columns=reading.columns,
        guesses=reading.guesses,
        chosen=before.chosen,
        id_from_name=reading.id_from_name,
        again=before.again,
        against=reading.against,
        maybe=reading.maybe,
        orders=orders,
        said_orders=before.said_orders,
        open_days=open_examples(evidence, orders),
        take_hidden=before.take_hidden,
        take_alike=before.take_alike,
        take_titles=before.take_titles,
        take_equal=before.take_equal,
        take_unread=before.take_unread,
        refuse_unnumbered=before.refuse_unnumbered,
        take_overfull=before.take_overfull,
        take_called=before.take_called,
        said_words=before.said_words,
        take_words=before.take_words,
        take_latest=before.take_latest,
        wanted_sheet=before.wanted_sheet,
        said=before.said,
        said_heading=before.said_heading,
        shared=tuple(
            at
            for at, both in enumerate(zip(reading.guesses, reading.maybe, strict=False))
            if NAME in both and evidence.shares_names(at)
        ),
        turned=_turned(table, known),
        joined=tuple((place, *split.places) for place, split in splits.items()),
        without_id=_without_id(table, reading),
    )


def _without_id(table: RegisterTable, reading: ColumnReading) -> int:
    """How many rows have a name, and nothing where most likely ids stand."""
    both = [c or guess for c, guess in zip(reading.columns, reading.guesses, strict=True)]
    if not {ID, NAME} <= {*both}:
        return 0
    places = both.index(ID), both.index(NAME)
    cells = ([*row.cells, *[""] * len(both)] for row in table.rows)
    said = ([tidy(row[at]) for at in places] for row in cells)
    return sum(bool(name) and not identity for identity, name in said)


def _turned(table: RegisterTable, known: Headings) -> tuple[str, ...]:
    below = (row.cells[0] for row in table.rows[: MOST_ROWS + 1] if row.cells)
    return names_below((*table.headings[:1], *below), table.headings, known)


def _of_file(table: RegisterTable, reading: ColumnReading) -> Findings:
    """What is found in a file, nearly whatever its columns are."""
    short = _short_rows(table, reading)
    return Findings(
        headings=table.headings,
        examples=table.examples,
        header_row=table.row,
        sheet=table.sheet,
        others=table.others,
        encoding=table.encoding,
        words=table.words,
        hidden_rows=sum(row.hidden for row in table.rows),
        hidden_columns=table.hidden_columns,
        out_of_sight=table.out_of_sight,
        sheet_open=table.sheet_open,
        alike=table.alike,
        titles=table.titles,
        sections=table.sections,
        headed_again=table.headed_again,
        tall=table.tall,
        kinds_at=table.kinds_at,
        written_once=table.written_once,
        other_at=table.other_at,
        other_rows=table.other_rows,
        loose=len(table.loose),
        loose_at=table.loose[:FEW],
        letters=table.letters,
        short=len(short),
        short_at=tuple(short[:FEW]),
    )


def _short_rows(table: RegisterTable, reading: ColumnReading) -> list[int]:
    """The numbers of rows of a text that have fewer cells than nearly all others: where one is left
    out, what is behind it stands beneath another name, but where the last alone are seen to be
    left out. Workbooks end each row where it is empty.
    """
    wide = len(table.headings)
    rows = [] if table.sheet else [row for row in table.rows if row.cells]
    short = [row for row in rows if len(row.cells) < wide]
    if not short or len(rows) - len(short) < NEARLY_ALL * len(rows):
        return []
    whole = whole_short_rows(table, short, reading.columns)
    return [row.number for row in short if row.number not in whole]


def _reading(
    table: RegisterTable,
    known: Headings,
    before: Findings,
    remembered: Mapping[str, str],
    evidence: Evidence,
    splits: Mapping[int, SplitDay],
) -> ColumnReading:
    """How the columns are read."""
    filled = [bool(examples) for examples in table.examples]
    reading = read_headings(
        table.headings,
        known,
        filled=filled,
        id_from_name=remembered.get(ID_FROM_NAME) == NAME,
        evidence=evidence,
    )
    reading = guess_split_days(reading, splits, known)
    # Where nothing else finds an activity again, its name does, and nobody is asked.
    found = {*reading.columns, *reading.guesses}
    reading = replace(reading, id_from_name=ID not in found and NAME in found)
    if before.chosen is not None and len(before.chosen) == len(table.headings):
        return replace(reading, columns=before.chosen, id_from_name=before.id_from_name, against=())
    # What nobody sees is not read unasked.
    said = known.said(table.headings)
    hidden = {at for at in table.hidden_columns if said[at] is None}
    asked = [(at in hidden and bool(c)) for at, c in enumerate(reading.columns)]
    both = zip(reading.columns, reading.guesses, asked, strict=True)
    guesses = tuple(column or guess if ask else guess for column, guess, ask in both)
    columns = tuple(None if a else c for c, a in zip(reading.columns, asked, strict=True))
    return replace(reading, columns=columns, guesses=guesses)


def _orders(
    table: RegisterTable, before: Findings, remembered: Mapping[str, str], evidence: Evidence
) -> tuple[str, ...]:
    """Which of day and month comes first in each column, as its values or somebody decided, and of
    which year its days are.
    """
    found, keys = [], memory_keys(table.headings)
    for place, order in enumerate(asked_orders(evidence, table.headings)):
        said = before.said_orders[place] if place < len(before.said_orders) else ""
        known = said or remembered.get(ORDER_OF + keys[place], "")
        found.append(known if order == ASK and known else in_year(order, known))
    return tuple(found)
