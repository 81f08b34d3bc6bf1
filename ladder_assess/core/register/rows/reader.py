"""Reads the rows of a register: what each says, or all that is wrong with it."""

from collections.abc import Mapping, Sequence

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.common.legible import legible
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
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.identity import id_key
from ladder_assess.core.register.markup import without_markup
from ladder_assess.core.register.meanings.said import AnswersMet
from ladder_assess.core.register.rows.day_cells import DayCells, backwards, has_no_day
from ladder_assess.core.register.rows.facts import DESCRIPTION, Met, RowFacts, RowRules
from ladder_assess.core.register.rows.joined_texts import joined
from ladder_assess.core.register.rows.long_texts import MAY_BE_LONG, LongTexts

SHOWN = 60
# What is wrong with a date or number, without which an activity is one all the same.
UNREAD = frozenset(
    ("date", "date_month_first", "no_such_day", "date_far", "date_1900", "number", "number_large")
)
# What is said of cells that are merged, whichever way.
MERGED = {"merged_down": "merged", "merged_across": "merged"}
# The place of what is wrong with a row as a whole.
WHOLE_ROW = -1
# What is owed to what people say, and how decisions are made where it binds.
OWED, BINDING, DECIDED = "response", "binding", "decision_rule"
THEIRS = ("community_within_limits", "community")
# The rules where nobody said anything.
AS_THEY_ARE = RowRules()


class RowReader:
    """Reads rows whose cells stand in some columns of a questionnaire, by some rules.

    `columns` has a column for each place, None where what stands there is left out. What was met in
    all rows is counted in `met`; of the last row, `backwards` is its days where it ends before it
    starts, `far` dates that are not kept, as they are before 1900 or after 2100, `ranges` numbers
    from so many to so many, of which none is taken, and `unread` what could not be read; `waits` is
    whether nothing is wrong with it but words whose meaning nobody has said; and `has_rest` whether
    it was taken without what stands beneath no heading as somebody said so, `rest` what that was
    where it was taken as all else is in its place.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        headings: Sequence[str],
        columns: Sequence[RegisterColumn | None],
        rules: RowRules = AS_THEY_ARE,
    ) -> None:
        self._rules, self._headings, self._columns = rules, headings, columns
        self.met = Met()
        self.has_rest = self.waits = False
        self.backwards = ""
        self.rest: list[str] = []
        self.far: list[str] = []
        self.ranges: list[str] = []
        self.unread: list[str] = []
        self._not_kept = {"date_far": self.far, "number_range": self.ranges}
        self._asked = 0
        # What this product wrote is as it was typed: no markup is taken out of it.
        self._is_own = any(is_a_result(heading) for heading in headings)
        self._id_from = NAME if rules.id_from_name else ID
        self.id_heading = self._heading_of(self._id_from)
        self._long = LongTexts(questionnaire)
        self._days = DayCells(columns, rules.orders, self.met)
        rungs = rung_texts(questionnaire)
        # Words that are no answers, as far as somebody said what they mean and not.
        self.answers = AnswersMet(columns, rungs, rules.means)
        self._read = [
            self._reader(place, column, rungs) if column else None
            for place, column in enumerate(columns)
        ]
        self._answers = [_texts_of(column) for column in columns]
        self._joins = sum(bool(column and column.name == DESCRIPTION) for column in columns) > 1
        self._seen: dict[tuple[int, str], Value] = {}
        # The facts of the last row that its own words give, as somebody said what they mean.
        self._by_word: set[str] = set()
        self._as_written: dict[str, str] = {}

    def read(
        self, cells: Sequence[str], wrong: Mapping[int, Flaw], *, whole: bool = False
    ) -> RowFacts:
        """What a row says; `wrong` is what the file itself has wrong, by place. What stands beneath
        no heading is left out of one that is `whole` without it.

        Raises BadRow with everything that is wrong with it.
        """
        self._forget_row()
        if WHOLE_ROW in wrong:
            raise BadRow([wrong[WHOLE_ROW]])
        facts: dict[str, Value] = {}
        flaws = self._add_cells(cells, wrong, facts)
        self.backwards = backwards(facts)
        owed = self._leave_owed_open(facts)
        rest = [f for place, f in wrong.items() if place >= len(self._columns)]
        if not (self._rules.without_rest or whole):
            flaws += rest
        called = NAME not in facts and self._call(facts, cells)
        long = self._long.shorten(facts)
        own, name = facts.pop(ID, ""), facts.get(NAME, "")
        identity = own or (name if self._id_from == NAME or self._rules.names_serve else "")
        if not identity and not any(flaw.column == self.id_heading for flaw in flaws):
            flaws.append(Flaw("no_name" if self._id_from == NAME else "required", self.id_heading))
        if flaws:
            self.waits = self._asked == len(flaws)
            raise BadRow(flaws)
        self.has_rest = bool(rest) and not whole
        self.rest = [flaw.found for flaw in rest] if whole else []
        self.met.called += called
        self.met.not_owed += owed
        self.met.long_names += long.name
        self.met.long_texts += long.text
        written = dict(self._as_written)
        return RowFacts(id_key(str(identity)), facts, long.whole_name, not own, written)

    def _forget_row(self) -> None:
        self.waits = False
        self._asked = 0
        of_days = self._as_written, self._days.other_end
        for of_row in (self.unread, self.far, self.ranges, self._by_word, *of_days):
            of_row.clear()

    def _add_cells(
        self, cells: Sequence[str], wrong: Mapping[int, Flaw], facts: dict[str, Value]
    ) -> list[Flaw]:
        """Add what each cell says, and return what is wrong with some."""
        flaws: list[Flaw] = []
        for place, column in enumerate(self._columns):
            if column is None:
                continue
            cell = cells[place] if place < len(cells) else ""
            flaw = wrong.get(place)
            if flaw and not (_is_right(flaw, column) or self._is_alone(flaw, place, wrong)):
                flaws.append(flaw._replace(id=MERGED.get(flaw.id, flaw.id)))
            elif cell:
                self._days.is_day = flaw is not None and flaw.id == "is_date"
                self.met.merged_down += flaw is not None and flaw.id == "merged_down"
                self._add(place, column, cell, facts, flaws)
        facts |= self._days.other_end
        return flaws

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
        at = self._rules.called_by
        text = tidy(cells[at]) if 0 <= at < len(cells) else ""
        if called := "" if is_null(text) else without_markup(text):
            facts[NAME] = called
        return bool(called)

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
        text = without_points(tidy(cell)) if place in self._rules.pointed else tidy(cell)
        if not text or read is None:
            return
        if self._says_nothing(place, column, text):
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
            wrong = self._wrong(error, place, text)
            if not wrong:
                self._as_written[column.key] = legible(text)[:SHOWN]
            flaws += wrong
            return
        if is_date(column) and value == LEFT_EMPTY:
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
        if DESCRIPTION not in facts:
            return told
        return joined(str(facts[DESCRIPTION]), told)

    def _says_nothing(self, place: int, column: RegisterColumn, text: str) -> bool:
        """Does a text count as empty, in a column where it is no answer?"""
        if is_date(column) and has_no_day(column, text):
            return True
        if is_number(column) and fold(text) in NO_NUMBER:
            return True
        return is_null(text) and fold(text) not in self._answers[place]

    def _wrong(self, error: WrongCell, place: int, text: str) -> list[Flaw]:
        """What is wrong with a cell, if it is not left empty."""
        found = legible(text)[:SHOWN]
        if (kept := self._not_kept.get(error.flaw)) is not None:
            kept.append(found)
            return []
        if self._rules.lenient and error.flaw in UNREAD:
            self.unread.append(found)
            return []
        self.answers.note(place, text)
        asks = self.answers.asks(place, text)
        if self._rules.without_words and asks:
            self.met.left_open += 1
            return []
        self._asked += asks
        return [Flaw(error.flaw, self._headings[place], found, error.wanted)]

    def _count(
        self, place: int, column: RegisterColumn, cell: str, text: str, value: Value, *, meant: bool
    ) -> None:
        if column.item is None:
            return
        if column.name == STATUS:
            self.met.statuses[legible(text)[:SHOWN]] += 1
        if column.item.answer == "number" and is_rough(text):
            self.met.rough += 1
            self._as_written[column.key] = legible(text)[:SHOWN]
        if column.item.options and not meant:
            # There are few options, and many rows that name them.
            self._seen[place, cell] = value

    def _reader(self, place: int, column: RegisterColumn, rungs: Mapping[str, str]) -> Reader:
        if column.name in MAY_BE_LONG:
            return any_text()
        if is_date(column):
            return self._days.reader(place, column)
        return reader_of(column, rungs, self.answers.means(place))

    def _heading_of(self, name: str) -> str:
        for heading, column in zip(self._headings, self._columns, strict=True):
            if column and column.name == name:
                return heading
        return name


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
