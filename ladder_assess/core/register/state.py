"""How far the import of a register has come, and what was found in its file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ladder_assess.core.activities.history import Author
from ladder_assess.core.common.spreadsheet_cells import column_name
from ladder_assess.core.register.columns import LEFT_OUT, place_of_rules
from ladder_assess.core.register.days.dates import ASK
from ladder_assess.core.register.days.yearless import is_open as is_yearless
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.core.register.notes import NO_NOTES, Notes, notes_from
from ladder_assess.core.register.reading import ColumnReading
from ladder_assess.core.register.sheets import as_one, row_words

WAITING, READING, ASKING, SHOWN = "waiting", "reading", "asking", "shown"
SAVING, DONE, UNDOING, UNDONE, FAILED = "saving", "done", "undoing", "undone", "failed"
STATES = (WAITING, READING, ASKING, SHOWN, SAVING, DONE, UNDOING, UNDONE, FAILED)
DAYS_TO_UNDO = 30
A_DAY = 24 * 60 * 60
READ_HIDDEN, LEAVE_HIDDEN = "read", "leave"


@dataclass(frozen=True)
class Findings:
    """What was found in a file. `columns` has the column of each heading: empty where it is left
    out, None where someone has to say. `chosen` is what someone said, by place.

    `against` are places whose values speak against their heading; `maybe` has for each what it
    might have been, where it is left out. `orders` says of each heading which of day and month
    comes first (see dates), `said_orders` what someone said of that, and `open_days` has values
    that can be read in two ways. `take_hidden` is what someone said of hidden rows, and
    `take_alike` of ids that are alike, and `take_titles` that rows with a name alone are activities
    where they stand as titles do, and `take_equal` that rows are which say the same as one above
    in every cell, and `take_unread` that dates and numbers that cannot be read are left empty, and
    `refuse_unnumbered` that rows without an id are wrong, although their names could serve, and
    `take_overfull` that rows are taken without what stands beneath no heading, and `take_called`
    that such without a name are called by another of their cells, and `take_latest` that of rows
    with the same number or code and the same name the latest is taken alone; `said_words` that
    somebody was asked what words mean, and `take_words` that those which are still open are left
    empty;
    `wanted_sheet` is the one that they chose, and `said` what
    they had said of headings on another. `sheet_open` says that others look as much like a list,
    and `alike` are sheets with the same headings, which can be read as one.
    `joined` has the place of each column that was made of the day, month and year of others, and
    the places of those; `written_once` are such places of months and years that stand once above
    several days. `titles` is how many rows were passed over as titles of sections, and
    `sections` are some of them, `headed_again` how many as they say the headings once more, and
    `tall` how many rows the headings take up, of which `header_row` is the last. `loose` is how
    many rows were read although their quotation marks do not match, and `loose_at` some of these.
    `short` is how many rows have fewer cells than nearly all others, and `short_at` some of these.
    `letters` is how many cells held letters of Windows-1252 as controls.
    `kinds_at` is the row that says what kind of thing each column holds. `other_at` is the row at
    which another list begins, which was not read, and `other_rows` how many rows that has.
    `headless` says that the row where the headings would stand was taken for an activity,
    `heading_open` that somebody has to say what it is, `said_heading` what they said, and
    `first_row` what stands in it, where there is any doubt. `shared` has places of names that
    most rows share with others, and `turned` some names of columns that stand one below another.
    `notes` says what was read in a way that someone should know of, and `without_id` how many rows
    have a name and nothing in the column of ids.

    `again` says that the list has changed since it was last shown; `flaw` why nothing can be read,
    and `line` where. `counts` are rows by kind, `remarked` those with a remark.
    """

    headings: tuple[str, ...] = ()
    columns: tuple[str | None, ...] = ()
    guesses: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    chosen: tuple[str, ...] | None = None
    id_from_name: bool = False
    header_row: int = 1
    sheet: str = ""
    others: tuple[str, ...] = ()
    encoding: str = ""
    words: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    remarked: int = 0
    against: tuple[int, ...] = ()
    maybe: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    said_orders: tuple[str, ...] = ()
    open_days: tuple[tuple[str, ...], ...] = ()
    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()
    out_of_sight: tuple[str, ...] = ()
    take_hidden: str = ""
    take_alike: bool = False
    take_titles: bool = False
    take_equal: bool = False
    take_unread: bool = False
    refuse_unnumbered: bool = False
    take_overfull: bool = False
    take_called: bool = False
    said_words: bool = False
    take_words: bool = False
    take_latest: bool = False
    wanted_sheet: str = ""
    sheet_open: bool = False
    alike: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    joined: tuple[tuple[int, ...], ...] = ()
    written_once: tuple[int, ...] = ()
    titles: int = 0
    sections: tuple[str, ...] = ()
    headed_again: int = 0
    tall: int = 1
    headless: bool = False
    heading_open: bool = False
    said_heading: str = ""
    first_row: tuple[str, ...] = ()
    shared: tuple[int, ...] = ()
    turned: tuple[str, ...] = ()
    kinds_at: int = 0
    other_at: int = 0
    other_rows: int = 0
    loose: int = 0
    loose_at: tuple[int, ...] = ()
    short: int = 0
    short_at: tuple[int, ...] = ()
    letters: int = 0
    notes: Notes = NO_NOTES
    without_id: int = 0
    again: bool = False
    flaw: Flaw | None = None
    line: int = 0
    error: str = ""

    @property
    def asks_for_words(self) -> bool:
        """Has someone to be asked what words of the file mean, before its rows are shown?"""
        return bool(self.notes.strange) and not self.said_words

    @property
    def reading(self) -> ColumnReading:
        """How the columns are read."""
        return ColumnReading(self.headings, self.columns, self.guesses, self.id_from_name)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook that were read."""
        return self.alike if self.alike and self.sheet == as_one(self.alike) else (self.sheet,)

    @property
    def together(self) -> str:
        """The sheets with the same headings as one, where those were not read; empty for none."""
        return as_one(self.alike) if self.sheet != as_one(self.alike) else ""

    @property
    def sheets_to_choose(self) -> tuple[str, ...]:
        """What can be read of a workbook with several sheets, what was read first."""
        several = self.sheets if len(self.sheets) > 1 else ()
        found = (self.sheet, *filter(None, (self.together,)), *several, *self.others)
        return found if len(found) > 1 else ()

    def row_words(self, number: int) -> str:
        """The number of a row, with its sheet where several were read as one."""
        return row_words(number, self.sheets)

    def called(self, place: int) -> str:
        """What a column is called: by its heading or else its letter."""
        return self.headings[place] or column_name(place)

    def order_open(self, place: int) -> bool:
        """Has someone to say which of day and month comes first in a column, or of which year its
        days are?
        """
        order = self.orders[place] if place < len(self.orders) else ""
        return order == ASK or is_yearless(order)

    def lacks_year(self, place: int) -> bool:
        """Has someone to say of which year the days in a column are?"""
        return place < len(self.orders) and is_yearless(self.orders[place])

    def is_settled(self, dates: Collection[str]) -> bool:
        """Is there nothing to be asked? `dates` are the columns that hold days."""
        days = any(
            column in dates and self.order_open(at) for at, column in enumerate(self.columns)
        )
        hidden = bool(self.hidden_rows and not self.take_hidden)
        asked = days or hidden or self.heading_open or (self.sheet_open and not self.wanted_sheet)
        return self.reading.settled and not asked

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are left out, and the letters of those without one."""
        passed: set[int | None] = {place for place, *_ in self.joined}
        passed |= {at for place, *parts in self.joined if self.columns[place] for at in parts}
        passed |= {self.place_of_rules}
        return tuple(
            heading or column_name(at)
            for at, heading in enumerate(self.headings)
            if (heading or self.examples[at]) and self.columns[at] == LEFT_OUT and at not in passed
        )

    @property
    def place_of_rules(self) -> int | None:
        """Where rows say by which version of the questions they were answered, if they do."""
        return place_of_rules(self.headings)

    @property
    def joined_days(self) -> tuple[tuple[str, ...], ...]:
        """The headings of the parts of each day that was joined and is taken."""
        taken = ((place, *parts) for place, *parts in self.joined if self.columns[place])
        return tuple(tuple(self.headings[at] for at in parts) for _, *parts in taken)

    @property
    def carried(self) -> tuple[str, ...]:
        """The headings of months and years that stand once above several days that are taken."""
        taken = {at for place, *parts in self.joined if self.columns[place] for at in parts}
        return tuple(self.headings[at] for at in self.written_once if at in taken)

    def count(self, kind: str) -> int:
        """How many rows there are of a kind."""
        return self.counts.get(kind, 0)

    def as_data(self) -> dict[str, Any]:
        """Ready for JSON, without what is as it always begins."""
        return {key: value for key, value in asdict(self).items() if value != NOTHING_AS_DATA[key]}


NOTHING_AS_DATA = asdict(Findings())


def findings_from(data: Mapping[str, Any]) -> Findings:
    """What `as_data` made, once it has been JSON."""
    # What another version of this product knew of a file, and this one does not, is passed over.
    known = ((key, value) for key, value in data.items() if key in NOTHING_AS_DATA)
    plain: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in known}
    found = Findings(**plain)
    return replace(
        found,
        examples=tuple(tuple(texts) for texts in found.examples),
        open_days=tuple(tuple(texts) for texts in found.open_days),
        joined=tuple(tuple(places) for places in found.joined),
        said=tuple((heading, column) for heading, column in found.said),
        notes=notes_from(data.get("notes", {})),
        flaw=Flaw(*found.flaw) if found.flaw else None,
    )


@dataclass(frozen=True)
class RegisterImport:
    """An import: when it was sent or, once it is done, imported; `done` counts the rows so far."""

    id: int
    name: str
    state: str
    happened: int
    done: int
    findings: Findings

    @property
    def undo_until(self) -> int:
        """The second since 1970 until which it can be undone."""
        return self.happened + DAYS_TO_UNDO * A_DAY

    def can_be_undone(self, now: int) -> bool:
        """Can it be undone now?"""
        return self.state == DONE and now < self.undo_until


@dataclass(frozen=True)
class ShownRow:
    """A row as a page shows it. `changes` are facts, each with what it was and what it becomes;
    `flaws` what is wrong; `after` is the activity's answer document after it. `remarks` ask which
    of two answers is right that can hardly both be. `alike` is the id of the list that a new row
    may be meant for; `answered_by` the earlier version of the questions that it answers, `stamp`
    the one that its activity is described by, and `differently` the items whose answers may read
    differently since.
    """

    line: int
    kind: str
    id: str
    name: str
    number: int
    changes: Sequence[tuple[str, Any, Any]] = ()
    flaws: Sequence[Flaw] = ()
    alike: str = ""
    after: Mapping[str, Any] | None = None
    remarks: Sequence[str] = ()
    answered_by: str = ""
    stamp: str = ""
    differently: Sequence[str] = ()


@dataclass(frozen=True)
class SentRegister:
    """A file that someone sent: its name, its content, by whom and when."""

    name: str
    content: bytes
    author: Author
