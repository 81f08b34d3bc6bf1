"""Reads a register that someone sent: which column is which, and what each row would do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import (
    ID_FROM_NAME,
    LEFT_OUT,
    NAME,
    Headings,
    is_date,
    register_columns,
)
from ladder_assess.core.register.days.yearless import in_year, is_open
from ladder_assess.core.register.evidence import Evidence, values_of
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.core.register.headings.first_row import ACTIVITY
from ladder_assess.core.register.headings.remembered import choices_to_remember, memory_keys
from ladder_assess.core.register.meanings.said import Meanings, meaning_key, meanings_from
from ladder_assess.core.register.state import ASKING, FAILED, SHOWN, Findings, SentRegister
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.services.register.first_row import first_row_of, without_heading
from ladder_assess.services.register.join_days import join_days
from ladder_assess.services.register.look_at_columns import ORDER_OF, look_at_columns
from ladder_assess.services.register.plan_rows import plan_rows
from ladder_assess.storage.common.instance import ensure_free
from ladder_assess.storage.register import imports as register_imports
from ladder_assess.storage.register import rows as register_rows
from ladder_assess.storage.register.imports import ImportJob
from ladder_assess.storage.register.table import RegisterTable
from ladder_assess.storage.register.tables import read_table, sheet_titles

# Under this with the names of all sheets of a workbook, which of them is the list.
SHEET_OF = "sheet of: "
# Under this with all headings, what becomes of rows that are hidden.
HIDDEN_OF = "hidden rows of: "
# Under this with all headings, how rows are taken that would be wrong otherwise.
ROWS_OF = "wrong rows of: "
KEPT_FOR_NEXT = ("refuse_unnumbered", "take_unread", "take_latest", "take_called")
NOTHING_SAID: Mapping[str, Any] = {}


def send_register(
    product: Product, portfolio: Portfolio, sent: SentRegister, request: str, *, free: int = 0
) -> int:
    """Keep a file to be read in the background, in place of what the same person had not imported;
    returns the number of its import. Raises DiskFull where less than `free` bytes of the disk would
    be left.
    """
    ensure_free(product.database.path.parent, len(sent.content), free)
    database = product.database
    with database.writing() as connection:
        number = register_imports.add_import(connection, portfolio, sent, request)
    for old in register_imports.unfinished(database, portfolio, sent.author.account, number):
        in_pieces(product, partial(register_imports.drop_import, portfolio=portfolio, register=old))
    return number


def choose_columns(
    product: Product,
    portfolio: Portfolio,
    register: int,
    chosen: tuple[str, ...],
    *,
    id_from_name: bool,
    orders: tuple[str, ...] = (),
    take_hidden: str = "",
    sheet: str = "",
    heading: str = "",
) -> bool:
    """Read a file again with these columns, one for each heading, and remember them for the next.

    `orders` has for each heading which of day and month comes first, where someone has said so, and
    `take_hidden` what becomes of hidden rows; `sheet` is the one that this is said of, and
    `heading` says whether its first row is one.

    Returns whether it was still waiting to be imported.
    """
    found = register_imports.find_import(product.database, portfolio, register)
    if found is None:
        return False
    findings = replace(
        found.findings,
        chosen=chosen,
        columns=chosen,
        id_from_name=id_from_name,
        said_orders=orders,
        take_hidden=take_hidden or found.findings.take_hidden,
        wanted_sheet=sheet or found.findings.wanted_sheet,
        said_heading=heading or found.findings.said_heading,
        said_words=False,
        again=False,
    )
    # What an activity says is no name of a column.
    named = () if heading == ACTIVITY else findings.headings
    days = zip(findings.orders, orders, strict=False)
    said = tuple(in_year(order, told) if is_open(order) else told for order, told in days)
    remembered = _to_remember(named, chosen, said)
    remembered[ID_FROM_NAME] = NAME if id_from_name else LEFT_OUT
    remembered |= _sheet_to_remember(found.findings, sheet)
    if take_hidden:
        remembered[_hidden_key(findings.headings)] = take_hidden
    with product.database.writing() as connection:
        return register_imports.choose_columns(
            connection, portfolio, register, findings, remembered
        )


def read_again(
    product: Product,
    portfolio: Portfolio,
    register: int,
    *,
    take: Mapping[str, Any] = NOTHING_SAID,
    sheet: str = "",
    said: Mapping[str, str] | None = None,
) -> bool:
    """Read a file again, with what is to be taken otherwise (`take` has fields of Findings, such as
    `take_alike`), or another sheet of it, where what was `said` of headings of this one holds too.

    Returns whether it was still waiting to be imported.
    """
    found = register_imports.find_import(product.database, portfolio, register)
    if found is None:
        return False
    findings = replace(found.findings, again=False, **take)
    remembered = _to_remember_of_rows(found.findings, take)
    if sheet and sheet in findings.sheets_to_choose:
        here = found.findings.headings
        keys = dict(zip(here, memory_keys(here), strict=True))
        told = {keys[heading]: column for heading, column in (said or {}).items() if heading}
        remembered = _sheet_to_remember(found.findings, sheet)
        findings = Findings(wanted_sheet=sheet, said=tuple(told.items()))
    with product.database.writing() as connection:
        return register_imports.choose_columns(
            connection, portfolio, register, findings, remembered
        )


def say_meanings(product: Product, portfolio: Portfolio, register: int, meanings: Meanings) -> bool:
    """Read a file again with what words of it mean, by column and word, and remember that for the
    next; OPEN for those of which nobody says it. Returns whether it was still waiting to be
    imported.
    """
    found = register_imports.find_import(product.database, portfolio, register)
    if found is None:
        return False
    remembered = {meaning_key(column, word): said for (column, word), said in meanings.items()}
    findings = replace(found.findings, again=False, said_words=True)
    with product.database.writing() as connection:
        return register_imports.choose_columns(
            connection, portfolio, register, findings, remembered
        )


def _to_remember(
    headings: tuple[str, ...], chosen: tuple[str, ...], orders: tuple[str, ...]
) -> dict[str, str]:
    """What was said of the columns, by their headings, for the next file."""
    days = choices_to_remember(headings, orders)
    return {
        **choices_to_remember(headings, chosen),
        **{ORDER_OF + key: order for key, order in days.items() if order},
    }


def _to_remember_of_rows(findings: Findings, take: Mapping[str, Any]) -> dict[str, str]:
    """What was said of rows that are wrong, for the next file with these columns."""
    return {
        _rows_key(name, findings.headings): name if take[name] else ""
        for name in KEPT_FOR_NEXT
        if name in take
    }


def _rows_key(name: str, headings: Sequence[str]) -> str:
    return f"{ROWS_OF}{name}: " + "\n".join(memory_keys(headings))


def _sheet_to_remember(findings: Findings, sheet: str) -> dict[str, str]:
    titles = (*findings.sheets, *findings.others)
    return {_sheets_key(titles): sheet} if sheet in findings.sheets_to_choose else {}


def _sheets_key(titles: Iterable[str]) -> str:
    return SHEET_OF + "\n".join(sorted(titles))


def _hidden_key(headings: Sequence[str]) -> str:
    """Under what it is remembered what becomes of hidden rows, for files with these columns."""
    return HIDDEN_OF + "\n".join(memory_keys(headings))


def read_register(product: Product, wanted: ImportJob) -> None:
    """Read a file that was sent, and keep what each row of it would do.

    Where none of it can be read, why is kept in place of that. That it has begun, some rows at a
    time, and what was found are transactions of their own: reading takes a minute, its page says
    how far it has come, and a reading that was cut short is begun anew.
    """
    found = register_imports.state_of(product.database, wanted)
    assert found is not None
    portfolio, register = wanted.portfolio, wanted.register
    in_pieces(product, lambda c: register_imports.drop_some(c, portfolio, register))
    with product.database.writing() as connection:
        numbers = register_imports.start_reading(connection, wanted)
    try:
        findings, settled = _read(product, wanted, found.findings)
    except BadRegister as bad:
        failed = replace(found.findings, flaw=bad.flaw, line=bad.row)
        if bad.sheets.others:
            # Another sheet may be the list.
            failed = Findings(flaw=bad.flaw, line=bad.row, **bad.sheets._asdict())
        finish_reading(product, wanted, ASKING if bad.sheets.others else FAILED, failed)
        return
    counts = register_rows.count_rows(product.database, wanted.portfolio, wanted.register)
    state = SHOWN if settled else ASKING
    finish_reading(product, wanted, state, replace(findings, counts=counts), numbers)


def finish_reading(
    product: Product, wanted: ImportJob, state: str, findings: Findings, numbers: int = 0
) -> None:
    """Keep what was found in a file, and the state that this leads to."""
    with product.database.writing() as connection:
        register_imports.finish_reading(connection, wanted, state, findings, numbers)


def _read(product: Product, wanted: ImportJob, before: Findings) -> tuple[Findings, bool]:
    """What is found in a file, and whether nothing has to be asked: then its rows are planned."""
    questionnaire = product.definitions.questionnaire
    columns = register_columns(questionnaire)
    remembered = register_imports.remembered_columns(product.database, wanted.portfolio)
    known = Headings(columns, {**remembered, **dict(before.said)})
    content = register_imports.content_of(product.database, wanted)
    before = _with_sheet(before, content, remembered)
    table, evidence_of = read_table(content, known, before.wanted_sheet), _evidence(questionnaire)
    evidence = evidence_of(table)
    first = first_row_of(table, known, evidence, before.said_heading)
    whole, splits = join_days(without_heading(table) if first.headless else table)
    # Looking at all values takes as long as the rest: once will do where nothing has changed.
    evidence = evidence if whole is table else evidence_of(whole)
    table = whole
    if any(row.hidden for row in table.rows) and not before.take_hidden:
        said = remembered.get(_hidden_key(table.headings), "")
        before = replace(before, take_hidden=said)
    before = replace(before, **_said_of_rows(before, remembered, table.headings))
    findings = look_at_columns(table, known, before, remembered, evidence, splits)
    findings = replace(findings, **asdict(first))
    dates = {name for name, column in columns.items() if is_date(column)}
    settled = findings.is_settled(dates)
    if settled:
        means = meanings_from(remembered, columns)
        findings = plan_rows(product, wanted, table, findings, means)
    return findings, settled


def _said_of_rows(
    before: Findings, remembered: Mapping[str, str], headings: Sequence[str]
) -> dict[str, Any]:
    """How rows are taken, as somebody said of an earlier file and not yet of this one."""
    kept = (n for n in KEPT_FOR_NEXT if remembered.get(_rows_key(n, headings)) == n)
    return dict.fromkeys(kept, True)


def _evidence(questionnaire: Questionnaire) -> Callable[[RegisterTable], Evidence]:
    columns = register_columns(questionnaire)

    def of(table: RegisterTable) -> Evidence:
        # A row that is the same in every cell is read once.
        rows = dict.fromkeys(tuple(row.cells) for row in table.rows)
        values = [values_of(_cells_at(rows, place)) for place in range(len(table.headings))]
        return Evidence(questionnaire, columns, values)

    return of


def _with_sheet(before: Findings, content: bytes, remembered: Mapping[str, str]) -> Findings:
    """The same, with the sheet that someone chose before in a workbook with the same sheets."""
    if before.wanted_sheet or not any(key.startswith(SHEET_OF) for key in remembered):
        return before
    return replace(before, wanted_sheet=remembered.get(_sheets_key(sheet_titles(content)), ""))


def _cells_at(rows: Iterable[tuple[str, ...]], place: int) -> Iterator[str]:
    return (cells[place] for cells in rows if place < len(cells))
