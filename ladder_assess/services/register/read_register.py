"""Reads a register that someone sent: which column is which, and what each row would do."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ladder_assess.core.activities.draft import Draft, Value, as_activity
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Contradiction
from ladder_assess.core.register.cells import RowReader
from ladder_assess.core.register.columns import (
    ID,
    ID_FROM_NAME,
    LEFT_OUT,
    NAME,
    Headings,
    Reading,
    fold,
    read_headings,
    register_columns,
)
from ladder_assess.core.register.flaws import BadRegister, BadRow, Flaw
from ladder_assess.core.register.importing import SAME, PlannedRow, plan_row
from ladder_assess.core.register.state import ASKING, FAILED, SHOWN, Findings
from ladder_assess.services.common.product import Product
from ladder_assess.services.register.export_register import numbers_without_id
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.sheet_cells import column_name
from ladder_assess.storage.register import imports as register_imports
from ladder_assess.storage.register import rows as register_rows
from ladder_assess.storage.register.imports import Sent, Wanted
from ladder_assess.storage.register.tables import RegisterTable, TableRow, read_table

# Rows that are in memory at once; how far it has come is said after each.
AT_ONCE = 250

Planned = tuple[int, PlannedRow | tuple[Flaw, ...], str]


def send_register(product: Product, portfolio: Portfolio, sent: Sent, request: str) -> int:
    """Keep a file to be read in the background; returns the number of its import."""
    return register_imports.add_import(product.database, portfolio, sent, request)


def choose_columns(
    product: Product,
    portfolio: Portfolio,
    register: int,
    chosen: tuple[str, ...],
    *,
    id_from_name: bool,
) -> bool:
    """Read a file again with these columns, one for each heading, and remember them for the next.

    Returns whether it was still waiting to be imported.
    """
    found = register_imports.find_import(product.database, portfolio, register)
    if found is None:
        return False
    findings = replace(
        found.findings, chosen=chosen, columns=chosen, id_from_name=id_from_name, again=False
    )
    remembered = {
        fold(heading): column
        for heading, column in zip(findings.headings, chosen, strict=True)
        # Of two headings that are the same, nobody knows which the next file means.
        if fold(heading) and _once(heading, findings.headings)
    }
    remembered[ID_FROM_NAME] = NAME if id_from_name else LEFT_OUT
    return register_imports.choose_columns(
        product.database, portfolio, register, findings, remembered
    )


def _once(heading: str, headings: tuple[str, ...]) -> bool:
    return [fold(other) for other in headings].count(fold(heading)) == 1


def read_register(product: Product, wanted: Wanted) -> None:
    """Read a file that was sent, and keep what each row of it would do.

    Where none of it can be read, why is kept in place of that.
    """
    found = register_imports.state_of(product.database, wanted)
    assert found is not None
    numbers = register_imports.start_reading(product.database, wanted)
    remembered = register_imports.remembered_columns(product.database, wanted.portfolio)
    known = Headings(register_columns(product.definitions.questionnaire), remembered)
    try:
        table = read_table(register_imports.content_of(product.database, wanted), known.count)
        findings = _look(table, known, found.findings, remembered)
        settled = findings.reading.settled
        if settled:
            remarked = _plan_all(product, wanted, table, findings)
            findings = replace(findings, remarked=remarked)
    except BadRegister as bad:
        failed = replace(found.findings, flaw=bad.flaw, line=bad.row)
        register_imports.finish_reading(product.database, wanted, FAILED, failed)
        return
    counts = register_rows.count_rows(product.database, wanted.portfolio, wanted.register)
    register_imports.finish_reading(
        product.database,
        wanted,
        SHOWN if settled else ASKING,
        replace(findings, counts=counts),
        numbers,
    )


def _look(
    table: RegisterTable, known: Headings, before: Findings, remembered: dict[str, str]
) -> Findings:
    """What the header says, with what someone has said of it."""
    from_name = remembered.get(ID_FROM_NAME) == NAME
    filled = [bool(examples) for examples in table.examples]
    reading = read_headings(table.headings, known, filled=filled, id_from_name=from_name)
    if ID in reading.columns:
        reading = replace(reading, id_from_name=False)
    if before.chosen is not None and len(before.chosen) == len(table.headings):
        reading = replace(reading, columns=before.chosen, id_from_name=before.id_from_name)
    return Findings(
        headings=table.headings,
        columns=reading.columns,
        guesses=reading.guesses,
        examples=table.examples,
        chosen=before.chosen,
        id_from_name=reading.id_from_name,
        header_row=table.row,
        sheet=table.sheet,
        others=table.others,
        encoding=table.encoding,
        words=table.words,
        again=before.again,
    )


def _plan_all(product: Product, wanted: Wanted, table: RegisterTable, findings: Findings) -> int:
    """Keep what becomes of every row; returns of how many there is a remark."""
    rows = _planned(product, wanted.portfolio, table, findings.reading)
    done = remarked = 0
    while some := list(islice(rows, AT_ONCE)):
        done += len(some)
        register_rows.add_rows(product.database, wanted, some, done)
        planned = (row for _, row, _ in some if isinstance(row, PlannedRow) and row.kind != SAME)
        remarked += sum(bool(contradictions_in(product, row.after)) for row in planned)
    return remarked


def contradictions_in(product: Product, draft: Draft) -> tuple[Contradiction, ...]:
    """The pairs of answers of an activity that can hardly both be right, by the newest rules."""
    answers = as_activity(product.newest.questionnaire, draft).answers
    return product.newest.assessor.contradictions.among(answers)


def _planned(
    product: Product, portfolio: Portfolio, table: RegisterTable, reading: Reading
) -> Iterator[Planned]:
    """What becomes of each row, read and compared with the list one after the other."""
    questionnaire = product.definitions.questionnaire
    columns = register_columns(questionnaire)
    headings = [heading or column_name(at) for at, heading in enumerate(table.headings)]
    which = [columns[name] if name else None for name in reading.columns]
    reader = RowReader(questionnaire, headings, which, id_from_name=reading.id_from_name)
    numbers = register_imports.numbers_by_id(product.database, portfolio)
    lines: dict[str, int] = {}
    for row in table.rows:
        identity = ""
        try:
            given = reader.read(row.cells, row.wrong)
            identity = given.id
            if given.id in lines:
                raise BadRow([Flaw("id_twice", reader.id_heading, str(lines[given.id]))])
            lines[given.id] = row.number
            there = numbers.get(given.id) or numbers_without_id(product, portfolio, given.id)
            drafts = _drafts(product, portfolio, there)
            planned = plan_row(given, drafts, product.stamp, reader.id_heading)
            _ensure_offered(product, planned)
            yield row.number, planned, identity
        except BadRow as bad:
            yield row.number, bad.flaws, identity or _id_of(row, reading)


def _ensure_offered(product: Product, planned: PlannedRow) -> None:
    """Raise BadRow for answers that the activity's own version of the questions does not offer."""
    coded = product.of(planned.after.stamp).questionnaire.coded
    later = [
        Flaw("later_answer", change.key, ", ".join(_texts(change.after)))
        for change in planned.changes
        if change.key in coded
        and change.after not in (None, UNKNOWN)
        and not coded[change.key].offers(change.after or ())
    ]
    if later:
        raise BadRow(later)


def _texts(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _drafts(product: Product, portfolio: Portfolio, numbers: list[int]) -> list[Draft]:
    found = (activities.find_activity(product.database, portfolio, n) for n in numbers)
    return [draft for draft in found if draft is not None]


def _id_of(row: TableRow, reading: Reading) -> str:
    """What stands in the column of the id, to name a row that is wrong by."""
    named = NAME if reading.id_from_name else ID
    at = reading.columns.index(named)
    return row.cells[at].strip()[:60] if at < len(row.cells) else ""
