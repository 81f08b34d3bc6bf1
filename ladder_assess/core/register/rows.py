"""Reads the rows of a register: what each says, or all that is wrong with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.legible import legible
from ladder_assess.core.common.part_dates import first_day, last_day, of_month, of_year
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.cells import (
    LEFT_EMPTY,
    NO_NUMBER,
    Reader,
    WrongCell,
    accepted_texts,
    any_text,
    is_null,
    is_rough,
    reader_of,
    rung_texts,
    tidy,
    without_points,
)
from ladder_assess.core.register.columns import (
    ID,
    NAME,
    RegisterColumn,
    fold,
    is_a_result,
    is_date,
    is_number,
)
from ladder_assess.core.register.days.asides import is_unended, says_more, without_asides
from ladder_assess.core.register.days.dates import (
    FIRST_YEAR,
    MONTH_FIRST,
    ReadDay,
    is_far,
    is_no_such_day,
)
from ladder_assess.core.register.days.periods import NAMED, YEAR, named_part
from ladder_assess.core.register.days.serials import day_by_seconds, serial_day
from ladder_assess.core.register.days.spans import is_no_day, read_in_column, year_alone
from ladder_assess.core.register.days.yearless import IN_YEAR, read_of_year
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.identity import id_key
from ladder_assess.core.register.markup import without_markup
from ladder_assess.core.register.meanings.said import NO_MEANINGS, AnswersMet, Meanings
from ladder_assess.core.register.shortening import one_line, shortened
from ladder_assess.core.register.stand_in import NONE

SHOWN = 60
# What is wrong with a date or number, without which an activity is one all the same.
UNREAD = frozenset(
    ("date", "date_month_first", "no_such_day", "date_far", "date_1900", "number", "number_large")
)
# What is said of cells that are merged, whichever way.
MERGED = {"merged_down": "merged", "merged_across": "merged"}
# The place of what is wrong with a row as a whole.
WHOLE_ROW = -1
# A date of this kind is the last that something went on.
STARTS, ENDS = "start_date", "end_date"
DESCRIPTION = "description"
# What is owed to what people say, and how decisions are made where it binds.
OWED, BINDING, DECIDED = "response", "binding", "decision_rule"
THEIRS = ("community_within_limits", "community")
# What is shortened rather than refused.
MAY_BE_LONG = (NAME, DESCRIPTION)


@dataclass(frozen=True)
class RowFacts:
    """What a row says: its id and, by key (see core.history), every fact that is not left empty.

    `whole_name` is a name that had to be shortened, as far as a description has room for it, where
    nothing else describes the activity.
    `by_name` says that there is no id and the name serves as one.
    """

    id: str
    facts: Mapping[str, Value]
    whole_name: str = ""
    by_name: bool = False


@dataclass
class Met:
    """What the rows that were read had in them, counted over all: `nulls` are cells that count as
    empty, by what stands there; `months` and `periods` (by kind) days of which only that is given,
    `spans` such of several days and `both` those of which both ends were taken; `long_names` and
    `long_texts` what was too long for an activity and was shortened; `rough` numbers of about so
    many, `about` days with a word such as onwards; `merged_down` cells that stand for those below
    them too; `marked_up` texts that markup was taken out of; `called` rows that were called by
    another of their cells; `not_owed` words on what came of it that were left out, as the community
    decides.
    """

    nulls: Counter[str] = field(default_factory=Counter)
    months: int = 0
    periods: Counter[str] = field(default_factory=Counter)
    spans: int = 0
    both: int = 0
    long_names: int = 0
    long_texts: int = 0
    rough: int = 0
    merged_down: int = 0
    about: int = 0
    marked_up: int = 0
    called: int = 0
    not_owed: int = 0


class RowReader:
    """Reads rows whose cells stand in some columns of a questionnaire.

    `columns` has a column for each place, None where what stands there is left out. With
    `id_from_name` the name of an activity serves as its id.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        headings: Sequence[str],
        columns: Sequence[RegisterColumn | None],
        *,
        id_from_name: bool = False,
        orders: Sequence[str] = (),
        lenient: bool = False,
        names_serve: bool = False,
        without_rest: bool = False,
        called_by: int = NONE,
        pointed: frozenset[int] = frozenset(),
        means: Meanings = NO_MEANINGS,
    ) -> None:
        """`orders` says by place which of day and month comes first: see dates. With `lenient` a
        date or number that cannot be read is left empty, with `names_serve` a name is the id of
        a row without one, with `without_rest` what stands beneath no heading is left out; what has
        no name is called by what stands at the place `called_by`, points part thousands at the
        places `pointed`, and `means` is what words mean that are no answers.
        """
        self._lenient, self._names_serve, self._without_rest = lenient, names_serve, without_rest
        self.met, self._called_by, self._pointed = Met(), called_by, pointed
        # Whether the last row was taken without what stands beneath no heading as somebody said
        # so, and what that was where it was taken as all else is in its place.
        self.has_rest = False
        self.rest: list[str] = []
        # Whether nothing is wrong with the last row but words whose meaning nobody has said.
        self.waits = False
        self._asked = 0
        # Whether the file itself says that the cell being read holds a day.
        self._is_day = False
        # The days of the last row, where it ends before it starts.
        self.backwards = ""
        # Of the last row, dates that are not kept, as they are before 1900 or after 2100, numbers
        # from so many to so many, of which none is taken, and what could not be read.
        self.far: list[str] = []
        self.ranges: list[str] = []
        self.unread: list[str] = []
        self._not_kept = {"date_far": self.far, "number_range": self.ranges}
        # What this product wrote is as it was typed: no markup is taken out of it.
        self._is_own = any(is_a_result(heading) for heading in headings)
        self._limits = {key: questionnaire.items[key].limit for key in MAY_BE_LONG}
        self._orders = orders
        self._headings = headings
        self._columns = columns
        self._id_from = NAME if id_from_name else ID
        rungs = rung_texts(questionnaire)
        # Words that are no answers, as far as somebody said what they mean and not.
        self.answers = AnswersMet(columns, rungs, means)
        self._read = [
            self._reader(place, column, rungs) if column else None
            for place, column in enumerate(columns)
        ]
        self._answers = [_texts_of(column) for column in columns]
        self._joins = sum(bool(column and column.name == DESCRIPTION) for column in columns) > 1
        self._seen: dict[tuple[int, str], Value] = {}
        # Where no other column says it, several days say when an activity began and ended.
        self._is_only_day = sum(bool(column and is_date(column)) for column in columns) == 1
        self._other_end: dict[str, str] = {}
        # The facts of the last row that its own words give, as somebody said what they mean.
        self._by_word: set[str] = set()
        self.id_heading = self._heading_of(self._id_from)

    def read(
        self, cells: Sequence[str], wrong: Mapping[int, Flaw], *, whole: bool = False
    ) -> RowFacts:
        """What a row says; `wrong` is what the file itself has wrong, by place. What stands beneath
        no heading is left out of one that is `whole` without it.

        Raises BadRow with everything that is wrong with it.
        """
        self.waits = False
        self.unread.clear()
        if WHOLE_ROW in wrong:
            raise BadRow([wrong[WHOLE_ROW]])
        facts: dict[str, Value] = {}
        flaws: list[Flaw] = []
        self._other_end.clear()
        self._by_word.clear()
        self.far.clear()
        self.ranges.clear()
        self._asked = 0
        for place, column in enumerate(self._columns):
            if column is None:
                continue
            cell = cells[place] if place < len(cells) else ""
            flaw = wrong.get(place)
            if flaw and not (_is_right(flaw, column) or self._is_alone(flaw, place, wrong)):
                flaws.append(flaw._replace(id=MERGED.get(flaw.id, flaw.id)))
            elif cell:
                self._is_day = flaw is not None and flaw.id == "is_date"
                self.met.merged_down += flaw is not None and flaw.id == "merged_down"
                self._add(place, column, cell, facts, flaws)
        facts |= self._other_end
        self.backwards = _backwards(facts)
        owed = self._leave_owed_open(facts)
        rest = [f for place, f in wrong.items() if place >= len(self._columns)]
        if not (self._without_rest or whole):
            flaws += rest
        called = NAME not in facts and self._call(facts, cells)
        long = self._shorten(facts)
        own, name = facts.pop(ID, ""), facts.get(NAME, "")
        identity = own or (name if self._id_from == NAME or self._names_serve else "")
        if not identity and not any(flaw.column == self.id_heading for flaw in flaws):
            flaws.append(Flaw("no_name" if self._id_from == NAME else "required", self.id_heading))
        if flaws:
            self.waits = self._asked == len(flaws)
            raise BadRow(flaws)
        self.has_rest = bool(rest) and not whole
        self.rest = [flaw.found for flaw in rest] if whole else []
        self.met.called += called
        self.met.not_owed += owed
        self.met.long_names += bool(long[NAME])
        whole_name = long[NAME] if DESCRIPTION not in facts else ""
        described = shortened(whole_name, self._limits[DESCRIPTION])
        self.met.long_texts += bool(long[DESCRIPTION]) or described != whole_name
        return RowFacts(id_key(str(identity)), facts, described, not own)

    def _is_alone(self, flaw: Flaw, place: int, wrong: Mapping[int, Flaw]) -> bool:
        """Is a cell merged with such beside it alone that are not read? Then what stands there is
        the first column's.
        """
        others = (at for at, other in wrong.items() if other.found == flaw.found and at != place)
        read = (at for at in others if at < len(self._columns) and self._columns[at])
        return flaw.id == "merged_across" and next(read, None) is None

    def _leave_owed_open(self, facts: dict[str, Value]) -> bool:
        """Leave out what a word such as "yes" was said to mean for what is owed to people, where
        they decide themselves: whether it binds is nothing that the word says. Was there such one?
        """
        open_ = OWED in self._by_word and facts.get(DECIDED) in THEIRS and facts[OWED] != BINDING
        if open_:
            del facts[OWED]
        return open_

    def _call(self, facts: dict[str, Value], cells: Sequence[str]) -> bool:
        """Give a row without a name what stands elsewhere in it; was there something?"""
        at = self._called_by
        text = tidy(cells[at]) if 0 <= at < len(cells) else ""
        if called := "" if is_null(text) else without_markup(text):
            facts[NAME] = called
        return bool(called)

    def _shorten(self, facts: dict[str, Value]) -> dict[str, str]:
        """Shorten a name and a description that are too long, the whole name before what the file
        describes the activity by; returns each that was, as it stood there.
        """
        long = dict.fromkeys(MAY_BE_LONG, "")
        for key in MAY_BE_LONG:
            if not isinstance(text := facts.get(key, ""), str) or not text:
                continue
            plain = one_line(text) if key == NAME else text
            if key == DESCRIPTION and long[NAME]:
                plain = f"{long[NAME]}\n\n{text}"
            facts[key] = shortened(plain, self._limits[key])
            long[key] = text if facts[key] != plain else ""
        return long

    def _add(
        self,
        place: int,
        column: RegisterColumn,
        cell: str,
        facts: dict[str, Value],
        flaws: list[Flaw],
    ) -> None:
        known = self._seen.get((place, cell))
        if known is not None:
            facts[column.key] = known
            return
        read = self._read[place]
        text = without_points(tidy(cell)) if place in self._pointed else tidy(cell)
        if not text or read is None:
            return
        no_day = (is_date(column) and _is_no_day(column, text)) or (
            is_number(column) and fold(text) in NO_NUMBER
        )
        if no_day or (is_null(text) and fold(text) not in self._answers[place]):
            self.met.nulls[text] += 1
            return
        if not self._is_own and _is_text(column):
            plain = without_markup(text)
            self.met.marked_up += plain != text
            if not plain:
                return
            text = plain
        try:
            value = read(text)
        except WrongCell as error:
            if (kept := self._not_kept.get(error.flaw)) is not None:
                kept.append(legible(text)[:SHOWN])
                return
            if self._lenient and error.flaw in UNREAD:
                self.unread.append(legible(text)[:SHOWN])
                return
            self.answers.note(place, text)
            self._asked += self.answers.asks(place, text)
            found = legible(text)[:SHOWN]
            flaws.append(Flaw(error.flaw, self._headings[place], found, error.wanted))
            return
        meant = self.answers.note(place, text)
        if not meant or value != LEFT_EMPTY:
            facts[column.key] = self._beside_others(place, column, value, facts)
            self._by_word |= {column.key} if meant else set()
        self._count(place, column, cell, text, value, meant=meant)

    def _beside_others(
        self, place: int, column: RegisterColumn, value: Value, facts: Mapping[str, Value]
    ) -> Value:
        """What a cell says; where several columns say what happens, below what the one before it
        says, each text with the name of its column.
        """
        if column.name != DESCRIPTION or not self._joins:
            return value
        heading = self._headings[place]
        told = f"{heading}: {value}" if heading else str(value)
        return f"{facts[DESCRIPTION]}\n\n{told}" if DESCRIPTION in facts else told

    def _count(
        self, place: int, column: RegisterColumn, cell: str, text: str, value: Value, *, meant: bool
    ) -> None:
        if column.item is None:
            return
        self.met.rough += column.item.answer == "number" and is_rough(text)
        if column.item.options and not meant:
            # There are few options, and many rows that name them.
            self._seen[place, cell] = value

    def _reader(self, place: int, column: RegisterColumn, rungs: Mapping[str, str]) -> Reader:
        if column.name in MAY_BE_LONG:
            return any_text()
        if column.item is None or column.part or column.item.answer != "date":
            return reader_of(column, rungs, self.answers.means(place))
        order = self._orders[place] if place < len(self._orders) else ""

        def day(text: str) -> str:
            ends = column.name == ENDS
            found = _day_of(text, order, last=ends)
            if found is None:
                raise WrongCell(_no_day(text, order))
            if self._is_day and found.day.year == FIRST_YEAR:
                # Spreadsheets show the number 16.01 as 16-Jan, which is of no other year.
                raise WrongCell("date_1900")
            self.met.months += found.month_alone
            self.met.about += says_more(text) and not found.is_span
            self.met.periods[found.period] += 1
            if found.is_span:
                self.met.spans += 1
                other = _day_of(text, order, last=not ends)
                if self._is_only_day and other:
                    self.met.both += 1
                    self._other_end[STARTS if ends else ENDS] = other.day.isoformat()
            return _as_known(found, text)

        return day

    def _heading_of(self, name: str) -> str:
        for heading, column in zip(self._headings, self._columns, strict=True):
            if column and column.name == name:
                return heading
        return name


def _day_of(text: str, order: str, *, last: bool) -> ReadDay | None:
    if IN_YEAR.fullmatch(order):
        return read_of_year(text, order, last=last)
    found = read_in_column(text, order, last_of_month=last)
    found = found or year_alone(text, order, last_of_year=last)
    return found or serial_day(text) or day_by_seconds(text)


def _no_day(text: str, order: str) -> str:
    """What is wrong with a text of which no day is read."""
    if is_far(text):
        return "date_far"
    if is_no_such_day(text):
        return "no_such_day"
    return "date_month_first" if order == MONTH_FIRST else "date"


def _as_known(found: ReadDay, text: str) -> str:
    """A day, or its month, year or part of a year where no more was written."""
    written = found.day.isoformat()
    if found.period in NAMED and (part := named_part(text) or named_part(without_asides(text))):
        return part
    if found.is_span:
        return written
    return (
        of_year(written)
        if found.period == YEAR
        else of_month(written)
        if found.month_alone
        else written
    )


def _backwards(facts: Mapping[str, Value]) -> str:
    """The days of an activity that ends before it starts; empty for others."""
    days = [str(facts.get(key, "")) for key in (STARTS, ENDS)]
    if not all(days) or first_day(days[0]) <= last_day(days[1]):
        return ""
    begun, ended = first_day(days[0]), last_day(days[1])
    return f"{begun.day}/{begun.month}/{begun.year} – {ended.day}/{ended.month}/{ended.year}"


def _is_no_day(column: RegisterColumn, text: str) -> bool:
    """Is there no day in a text for a column of dates? What goes on has no end."""
    return is_no_day(text) or (column.name == ENDS and is_unended(text))


def _is_right(flaw: Flaw, column: RegisterColumn) -> bool:
    """Is something that a file has wrong right in a column? A day is in one of days, and a cell
    over several rows in one of what several activities share.
    """
    if column.item is None or column.part:
        return False
    if flaw.id == "is_date":
        return column.item.answer == "date"
    return flaw.id == "merged_down" and not (column.name == NAME or column.item.options)


def _is_text(column: RegisterColumn) -> bool:
    """Does a column hold what people write as they like?"""
    if column.item is None:
        return False
    coded = ("one", "many", "rung", "number", "date", "link")
    return column.part == "note" or (not column.part and column.item.answer not in coded)


def _texts_of(column: RegisterColumn | None) -> frozenset[str]:
    """The texts, folded, that are answers in a column although they look like nothing."""
    if column is None or column.item is None or column.part:
        return frozenset()
    return frozenset(accepted_texts(column.item)) if column.item.options else frozenset()
