"""Plans what each row of a register would do: read and compared with the list, one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ladder_assess.core.activities.activity_record import (
    WORDS,
    ActivityRecord,
    Value,
    known_answers,
)
from ladder_assess.core.activities.history import Facts
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.way_back import readable
from ladder_assess.core.common.shortening import one_line, shortened
from ladder_assess.core.common.spreadsheet_cells import column_name
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Contradiction, Questionnaire
from ladder_assess.core.register.cells import is_null
from ladder_assess.core.register.columns import (
    ID,
    NAME,
    RegisterColumn,
    fold,
    is_number,
    register_columns,
)
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.headings.column_names_elsewhere import is_elsewhere
from ladder_assess.core.register.identity import ID_LIMIT, KnownIds, NamesAsIds, id_key
from ladder_assess.core.register.importing import NEW, SAME, PlannedRow, plan_row
from ladder_assess.core.register.meanings.said import NO_MEANINGS, Meanings
from ladder_assess.core.register.notes import Notes
from ladder_assess.core.register.points import part_thousands
from ladder_assess.core.register.reading import ColumnReading
from ladder_assess.core.register.rows.facts import RowFacts, RowRules
from ladder_assess.core.register.rows.reader import RowReader
from ladder_assess.core.register.rows.seen import RowsSeen
from ladder_assess.core.register.stand_in import NONE, stand_in
from ladder_assess.core.register.state import LEAVE_HIDDEN, Findings
from ladder_assess.core.register.titles import ending_rows, title_rows
from ladder_assess.services.common.product import Product
from ladder_assess.services.register.export_register import numbers_without_id
from ladder_assess.services.register.latest_rows import LatestRows
from ladder_assess.services.register.whole_rows import whole_rows
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.sheet_cells import without_end
from ladder_assess.storage.register import imports as register_imports
from ladder_assess.storage.register import rows as register_rows
from ladder_assess.storage.register.imports import ImportJob
from ladder_assess.storage.register.table import RegisterTable, TableRow

# Rows that are in memory at once; how far it has come is said after each.
AT_ONCE = 250
SHOWN = 60
# Activities that are named of those that the file leaves out.
NAMED = 10
# What a workbook has wrong of a cell, and is nothing wrong where it belongs.
RIGHT_ELSEWHERE = ("is_date", "merged_down")

Planned = tuple[int, PlannedRow | tuple[Flaw, ...], str]


def plan_rows(
    product: Product,
    wanted: ImportJob,
    table: RegisterTable,
    findings: Findings,
    means: Meanings = NO_MEANINGS,
) -> Findings:
    """Keep what becomes of every row, so many a transaction, so that a page can say how far it has
    come and others can write meanwhile; what was found, with what someone should know of it.
    """
    leave = findings.take_hidden == LEAVE_HIDDEN
    rows = [row for row in table.rows if not (leave and row.hidden)]
    planner = _Planner(product, wanted.portfolio, table, findings, rows, means)
    found = planner.planned()
    done = remarked = 0
    while some := list(islice(found, AT_ONCE)):
        done += len(some)
        kept = register_rows.as_kept(wanted, some)
        with product.database.writing() as connection:
            register_rows.add_rows(connection, wanted, kept, done)
        planned = (row for _, row, _ in some if isinstance(row, PlannedRow) and row.kind != SAME)
        remarked += sum(bool(contradictions_in(product, row.after)) for row in planned)
    return replace(findings, remarked=remarked, notes=planner.notes())


def contradictions_in(product: Product, record: ActivityRecord) -> tuple[Contradiction, ...]:
    """The pairs of answers of an activity that can hardly both be right, by the newest rules."""
    answers = known_answers(product.newest.questionnaire, record)
    return product.newest.assessor.contradictions.among(answers)


class _Planner:
    """Plans the rows of one file."""

    def __init__(
        self,
        product: Product,
        portfolio: Portfolio,
        table: RegisterTable,
        findings: Findings,
        rows: list[TableRow],
        means: Meanings,
    ) -> None:
        self._product, self._portfolio, self._rows = product, portfolio, rows
        self._reading: ColumnReading = findings.reading
        self._take_alike, self._row_words = findings.take_alike, findings.row_words
        # A code is of one activity alone, whoever says what.
        self._take_equal = findings.take_equal and self._reading.id_from_name
        questionnaire = product.definitions.questionnaire
        columns = register_columns(questionnaire)
        headings = [heading or column_name(at) for at, heading in enumerate(table.headings)]
        which = [columns[name] if name else None for name in self._reading.columns]
        at = stand_in([row.cells for row in rows], self._reading)
        self._call_by = "" if at == NONE else headings[at]
        pointed = _pointed(table, rows, which)
        rules = _rules(findings, called_by=at, pointed=pointed, means=means)
        self._reader = RowReader(questionnaire, headings, which, rules)
        self._known: KnownIds
        # What the list has by number and is not met in the file.
        self._missing: dict[int, str]
        self._known, self._missing = register_imports.known_activities(product.database, portfolio)
        self._names = frozenset(map(fold, filter(None, self._missing.values())))
        # Ids that the file names as they are: none of them is meant by another.
        self._taken = {id_key(_id_of(row, self._reading)) for row in rows}
        self._seen = RowsSeen()
        # By id or name: what rows say in all their cells, and the number of the first that does.
        self._said: dict[str, dict[tuple[str, ...], int]] = {}
        self._by_name = NamesAsIds(self._taken)
        self._rules_at = findings.place_of_rules
        self._whole = whole_rows(table, rows, which)
        self._latest, self._take_latest = LatestRows(rows, self._reading), findings.take_latest
        self._titles, self._ends = _no_activities(rows, self._reading)
        if findings.take_titles:
            self._titles = frozenset()

    def planned(self) -> Iterator[Planned]:
        """What becomes of each row."""
        for at, row in enumerate(self._rows):
            if self._is_passed_over(at, row):
                continue
            identity = ""
            try:
                given = self._read(row)
                if given is None:
                    continue
                identity = given.id
                planned = self._plan(given, self._named(row))
                _ensure_offered(self._product, planned)
                self._seen.note(planned, identity, self._names)
                self._seen.leave_empty(self._row_words(row.number), self._reader)
                yield row.number, planned, identity
            except BadRow as bad:
                named = bool(_text_of(row, self._reading, NAME))
                waits, told_again = self._reader.waits, self._latest.has_others(at)
                self._seen.refuse(bad.flaws, named=named, waits=waits, told_again=told_again)
                identity = identity or _id_of(row, self._reading)
                self._numbers_of(identity)
                self._meet_by_name(_text_of(row, self._reading, NAME))
                yield row.number, bad.flaws, identity[:SHOWN]
            finally:
                code = _id_of(row, self._reading)[:SHOWN]
                self._seen.leave_unread(self._row_words(row.number), code, self._reader)

    def _is_passed_over(self, at: int, row: TableRow) -> bool:
        """Is a row none that could be an activity? Then it is noted."""
        note: Callable[[str], None]
        if self._take_latest and self._latest.is_earlier(at):
            self._seen.earlier_rows += 1
            return True
        if at in self._titles or at in self._ends:
            text = next(cell.strip() for cell in row.cells if cell.strip())
            note = self._seen.title if at in self._titles else self._seen.end
        else:
            text, note = self._all_of_bare(row), self._seen.pass_over
        if text:
            note(text[:SHOWN])
        return bool(text)

    def _all_of_bare(self, row: TableRow) -> str:
        """All that stands in a row that has one cell alone and is no activity: the title of a
        section, a day that is not planned yet, or what a list ends with. Empty for other rows.
        """
        columns = self._reading.columns
        filled = [at for at, cell in enumerate(row.cells) if cell and not cell.isspace()]
        columns_of_each = {at for at, column in enumerate(columns) if column in (ID, NAME)}
        # That a cell holds a day, in a workbook, is nothing wrong.
        wrong = any(
            flaw.id not in RIGHT_ELSEWHERE or (flaw.id == "merged_down" and at in columns_of_each)
            for at, flaw in row.wrong.items()
        )
        if len(filled) != 1 or wrong or NAME not in columns:
            return ""
        text, column = row.cells[filled[0]].strip(), columns[filled[0]]
        if column == NAME or is_null(text):
            return ""
        if column != ID:
            return text
        # A code alone is an activity that is not described yet; words are none.
        known = self._known.numbers_of(id_key(text))
        return text if WORDS.fullmatch(text) and not known else ""

    def _read(self, row: TableRow) -> RowFacts | None:
        """What a row says, None where an earlier one says the same: in every cell or, beneath the
        same code, in all that is read.
        """
        try:
            whole = row.number in self._whole
            given = self._reader.read(row.cells, row.wrong, whole=whole)
        except BadRow:
            self._by_name.next_of(id_key(_id_of(row, self._reading)))
            raise
        said = self._said.setdefault(given.id, {})
        cells = tuple(without_end(row.cells if given.by_name else self._cells_read(row)))
        if cells in said and not self._take_equal:
            self._seen.repeats += 1
            return None
        first = next(iter(said.values()), 0)
        alone = given.by_name and not self._reading.id_from_name
        is_code = alone and given.id in self._taken
        if is_code or (first and not given.by_name):
            # The name of a row without a code may be the code of another.
            first = self._row_of(given.id) if is_code else first
            raise BadRow([Flaw("id_twice", self._reader.id_heading, self._row_words(first))])
        said[cells] = row.number
        if not given.by_name:
            return given
        self._seen.by_name += alone
        if first:
            self._seen.double(given.id)
        return replace(given, id=self._by_name.next_of(given.id))

    def _cells_read(self, row: TableRow) -> list[str]:
        return [cell for cell, read in zip(row.cells, self._reading.columns, strict=False) if read]

    def _row_of(self, identity: str) -> int:
        rows = (r.number for r in self._rows if id_key(_id_of(r, self._reading)) == identity)
        return next(rows, 0)

    def _named(self, row: TableRow) -> str:
        """The earlier version of the questions that a row says it answers; empty for none."""
        at = self._rules_at
        named = row.cells[at].strip() if at is not None and at < len(row.cells) else ""
        if named and named not in (*self._product.earlier, self._product.stamp):
            self._seen.strange_rules[named[:SHOWN]] = None
        return named if named in self._product.earlier else ""

    def _plan(self, given: RowFacts, named: str) -> PlannedRow:
        """What becomes of a row, taken for an activity with another id where someone said so. What
        is new is described by the version that the row answers, as far as that has its answers.
        """
        product, portfolio = self._product, self._portfolio
        numbers = self._numbers_of(given.id)
        offered = "" if numbers else self._known.offer(given.id, self._taken)
        if offered:
            self._taken.add(id_key(offered))
            if self._take_alike:
                numbers = self._numbers_of(offered)
        records = _records(product, portfolio, numbers)
        keeps = bool(named) and _offers_all(product.earlier[named].questionnaire, given.facts)
        stamp = named if keeps else product.stamp
        planned = plan_row(given, records, stamp, self._reader.id_heading)
        if planned.kind == NEW:
            return replace(planned, alike=offered, answered_by=named)
        # What the activity is described by itself is nothing to be told.
        return replace(planned, answered_by=named if named != planned.after.stamp else "")

    def _numbers_of(self, identity: str) -> list[int]:
        """The numbers of the activities that a row is about, which are met with that."""
        found = self._known.numbers_of(identity)
        found = found or numbers_without_id(self._product, self._portfolio, identity)
        for number in found:
            self._missing.pop(number, None)
        return found

    def _meet_by_name(self, name: str) -> None:
        """An activity that a row names is not gone from the file, although the row is wrong."""
        if name and fold(name) in self._names:
            self._missing = {n: of for n, of in self._missing.items() if fold(of) != fold(name)}

    def notes(self) -> Notes:
        """What someone should know of the rows that were planned, and of what none is about."""
        return replace(
            self._seen.notes(self._reader),
            call_by=self._call_by,
            missing=len(self._missing),
            missing_at=tuple(islice(self._missing.items(), NAMED)),
        )


def _rules(
    findings: Findings, *, called_by: int, pointed: frozenset[int], means: Meanings
) -> RowRules:
    """How rows are to be read, as was said of the file."""
    return RowRules(
        id_from_name=findings.reading.id_from_name,
        orders=tuple(findings.orders),
        lenient=findings.take_unread,
        without_words=findings.take_words,
        names_serve=not findings.refuse_unnumbered,
        without_rest=findings.take_overfull,
        called_by=called_by if findings.take_called else NONE,
        pointed=pointed,
        means=means,
    )


def _pointed(
    table: RegisterTable, rows: Sequence[TableRow], columns: Sequence[RegisterColumn | None]
) -> frozenset[int]:
    """Places of numbers whose points part thousands; in workbooks they never do."""
    numbers = [] if table.sheet else [at for at, c in enumerate(columns) if c and is_number(c)]
    elsewhere = is_elsewhere(table.headings)
    return frozenset(
        at
        for at in numbers
        if part_thousands((r.cells[at] for r in rows if at < len(r.cells)), elsewhere=elsewhere)
    )


def _no_activities(
    rows: Sequence[TableRow], reading: ColumnReading
) -> tuple[frozenset[int], frozenset[int]]:
    """Places of the rows that are titles of sections, and of those that a list ends with."""
    columns = reading.columns
    if NAME not in columns:
        return frozenset(), frozenset()
    name, identity = columns.index(NAME), columns.index(ID) if ID in columns else -1
    cells, numbers = [row.cells for row in rows], [row.number for row in rows]
    return title_rows(cells, name, identity, numbers), ending_rows(cells, name, numbers)


def _offers_all(questionnaire: Questionnaire, given: Facts) -> bool:
    """Does a version of the questions have every answer of a row?"""
    coded = questionnaire.coded
    return all(
        value is None or readable(questionnaire, key, value)
        for key, value in given.items()
        if key in coded
    )


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


def _records(product: Product, portfolio: Portfolio, numbers: list[int]) -> list[ActivityRecord]:
    found = (activities.find_activity(product.database, portfolio, n) for n in numbers)
    return [record for record in found if record is not None]


def _id_of(row: TableRow, reading: ColumnReading) -> str:
    """What stands in the column of the id, to name a row that is wrong by."""
    named = NAME if reading.id_from_name else ID
    text = _text_of(row, reading, named)
    return shortened(one_line(text), ID_LIMIT) if named == NAME else text


def _text_of(row: TableRow, reading: ColumnReading, name: str) -> str:
    """What stands in a column of a row."""
    if name not in reading.columns:
        return ""
    at = reading.columns.index(name)
    return row.cells[at].strip() if at < len(row.cells) else ""
