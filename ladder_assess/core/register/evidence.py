"""What the values of a column say of which column it is, for or against what its heading says.

Names and free texts can be anything but numbers, days and addresses; whatever has options, rungs,
numbers or days is known by how many of its values can be read as such.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice

from ladder_assess.core.activities.status import STATUS, stage_of
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.cells import is_null, reader_of, rung_texts, tidy, without_points
from ladder_assess.core.register.columns import ID, NAME, RegisterColumn, is_number
from ladder_assess.core.register.common_forms import names_a_form
from ladder_assess.core.register.days.dates import (
    ASK,
    DAY_FIRST,
    MONTH_FIRST,
    is_open,
    leaning_of,
    order_of,
    read_day,
)
from ladder_assess.core.register.days.order_said import by_heading, by_writing
from ladder_assess.core.register.days.periods import FINANCIAL, are_financial
from ladder_assess.core.register.days.serials import day_by_seconds, serial_day
from ladder_assess.core.register.days.spans import is_no_day, year_alone
from ladder_assess.core.register.days.yearless import is_open as is_yearless
from ladder_assess.core.register.days.yearless import (
    is_yearless_day,
    order_without_year,
)
from ladder_assess.core.register.headings.column_names import DATES
from ladder_assess.core.register.headings.column_names_elsewhere import is_elsewhere
from ladder_assess.core.register.looks import (
    are_counted,
    are_figures,
    has_a_word,
    is_amount,
    is_code,
    is_day,
    is_decimal,
    is_like_a_day,
    is_no_text,
    is_time,
    is_whole_day,
    is_words,
    tells,
)
from ladder_assess.core.register.meanings.likely import BRIEF, LikelyAnswers
from ladder_assess.core.register.meanings.said import answers_of

# Distinct values of a column that are looked at; with fewer filled cells nothing is concluded.
MOST_VALUES, FEWEST = 300, 3
# Shares of the values: fewer than these can be read, or differ, where they speak against a column.
READABLE, DIFFERENT = 0.5, 0.5
SOME_DIFFERENT = SOME_DAYS = 0.1
# A name or id stands in nearly every row: what is filled in some is another's.
FILLED = 0.9
# Some activities have no code yet: in a short list one or two, in a long one more.
FEW_WITHOUT, MOST_HAVE_ONE, HAVE_ONE = 2, 0.85, 0.75
OFTEN_DIFFERENT, ENOUGH_DIFFERENT, SURELY_DIFFERENT = 0.9, 0.97, 0.99
FIVE = 5
EXAMPLES = 3
# So many rows, and such a share of them, name a common form in a column that says of which kind
# activities are.
SOME_NAMED, NAMED_FORMS = 2, 0.2
OF_THE_KIND = ("unknown_beside", "repeated", "number_large", "too_long")
LONGEST, A_SENTENCE = 300, 40


def values_of(cells: Iterable[str]) -> Counter[str]:
    """The values of a column and how often each stands there, less what counts as empty."""
    counted = Counter(cells)
    found: Counter[str] = Counter()
    for text, times in counted.items():
        plain = tidy(text)
        if plain and not is_null(plain):
            found[plain] += times
    return found


class Evidence:
    """What the columns of a file hold; `values` has those of each, by place: see `values_of`."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        columns: Mapping[str, RegisterColumn],
        values: Sequence[Counter[str]],
    ) -> None:
        self._questionnaire, self._columns, self._values = questionnaire, columns, values
        self._readers: dict[str, Callable[[str], object]] = {}
        # Asked of the same values for many a column and reason.
        self._is_day, self._is_no_text = cache(is_day), cache(is_no_text)

    def contradicts(
        self, place: int, name: str, *, guessed: bool = False, exact: bool = False
    ) -> bool:
        """Do most values speak against this column? More is asked of one that is only `guessed`,
        and of names less where the heading is `exact`: ten grants can have one title.
        """
        values = self._values[place]
        if name == ID and self._lacks_ids(place, guessed=guessed):
            return True
        if values.total() < FEWEST:
            # A word for a day, such as `finished`, may be one for anything else, and what is called
            # a date may be the day of a month. So may what is called feedback be any text.
            sure = exact and name not in DATES and not self.is_choice(name)
            if not guessed or not values or sure:
                return guessed and not values
            return self._share(values, name, years=exact) < READABLE
        if name == ID:
            measures = guessed and self._mostly(values, _is_a_measure)
            measures = measures or (guessed and self._mostly(values, is_whole_day))
            words = guessed and not exact and self._mostly(values, is_words)
            few = guessed and not exact and not self._is_of_each(place)
            return measures or words or few or self._repeats(values, guessed=guessed, exact=exact)
        if name == NAME and guessed and self._mostly(values, is_code):
            return True
        share = self._share(values, name, years=exact or not guessed, sure=not guessed)
        if name == NAME and guessed and values.total() >= FIVE:
            different = SOME_DIFFERENT if exact else DIFFERENT
            return share < READABLE or len(values) < different * values.total()
        return share < READABLE

    def _lacks_ids(self, place: int, *, guessed: bool) -> bool:
        """Do more rows have nothing there than there are activities whose code is still to come?"""
        if not guessed:
            return not self.is_filled(place, READABLE)
        rows = max(found.total() for found in self._values)
        some = max(HAVE_ONE * rows, min(MOST_HAVE_ONE * rows, rows - FEW_WITHOUT))
        return self._values[place].total() < min(some, rows - 1)

    def values(self, place: int) -> Mapping[str, int]:
        """What stands in a column, and how often."""
        return self._values[place]

    def is_choice(self, name: str) -> bool:
        """Does a column hold a rung or one of some answers?"""
        column = self._columns.get(name)
        return column is not None and bool(answers_of(column))

    def is_answer(self, name: str) -> bool:
        """Does a column hold one of some answers?"""
        column = self._columns.get(name)
        return bool(column and column.item and column.item.options and not column.part)

    def fits_any(self, place: int, name: str) -> bool:
        """Can any value be read as one of a column?"""
        return any(self._reads(name, text) for text in self._values[place])

    def order(self, place: int) -> str:
        """Which of day and month comes first in a column (see dates), or that these are financial
        years, or days that lack their year (see yearless).
        """
        values = _with_days(self._values[place])
        if yearless := order_without_year(values):
            return yearless
        if are_financial(values):
            return FINANCIAL
        return order_of(values) if self._mostly(values, self._is_day) else ""

    def leaning(self, place: int) -> str:
        """Which of day and month more values of a column put first: see dates."""
        return leaning_of(self._values[place])

    def has_days(self, place: int, *, some: bool = False) -> bool:
        """Are most values of a column days, or `some` of them?"""
        values = _with_days(self._values[place])
        share = SOME_DAYS if some else READABLE
        return values.total() >= FEWEST and self._mostly(values, self._is_day, share)

    def has_years(self, place: int) -> bool:
        """Are most values of a column years alone?"""
        values = self._values[place]
        return values.total() >= FEWEST and self._mostly(values, lambda t: bool(year_alone(t)))

    def has_yearless_days(self, place: int) -> bool:
        """Are most values of a column days and months without a year?"""
        values = self._values[place]
        return values.total() >= FEWEST and self._mostly(values, is_yearless_day)

    def names_forms(self, place: int) -> bool:
        """Do some values of a column name common forms of activity?"""
        values = self._values[place]
        named = sum(times for text, times in values.items() if names_a_form(text))
        return named >= max(SOME_NAMED, NAMED_FORMS * values.total())

    def has_unread_days(self, place: int) -> bool:
        """Are most values of a column days in words that nobody knows, with their years?"""
        values = self._values[place]
        return values.total() >= FEWEST and self._mostly(
            values, lambda text: is_like_a_day(text) and not self._is_day(text)
        )

    def has_times(self, place: int) -> bool:
        """Are most values of a column times of day?"""
        return self._mostly(self._values[place], is_time)

    def has_texts(self, place: int) -> bool:
        """Are most values of a column sentences?"""
        values = self._values[place]
        return values.total() >= FEWEST and self._mostly(
            values, lambda text: len(text) >= A_SENTENCE and is_words(text)
        )

    def has_prose(self, place: int) -> bool:
        """Do most values of a column tell something in words, and most of them in one row alone?"""
        values = self._values[place]
        return (
            values.total() >= FEWEST
            and not self.shares_names(place)
            and self._mostly(values, tells)
        )

    def has_decimals(self, place: int) -> bool:
        """Are most values of a column figures with a part behind the point?"""
        return self._mostly(self._values[place], is_decimal)

    def open_days(self, place: int) -> tuple[str, ...]:
        """Some values of a column that can be read as two days, and one of those that say the day
        first and one that say the month first, where there are such.
        """
        values = self._values[place]
        said = [
            next((t for t in values if read_day(t, order) and not read_day(t, other)), "")
            for order, other in ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST))
        ]
        clear = [text for text in said if text]
        return (*islice(filter(is_open, values), EXAMPLES - len(clear)), *clear)

    def yearless_days(self, place: int) -> tuple[str, ...]:
        """Some values of a column whose days lack their year."""
        return tuple(islice(_with_days(self._values[place]), EXAMPLES))

    def is_bare(self, place: int) -> bool:
        """Is nothing there, although there is in others?"""
        return not self._values[place] and any(self._values)

    def is_filled(self, place: int, share: float = FILLED) -> bool:
        """Do so many of the rows of the fullest column have something there, or all but one?"""
        rows = max(found.total() for found in self._values)
        return self._values[place].total() >= min(share * rows, rows - 1)

    def is_of_nearly_each(self, place: int) -> bool:
        """Have all rows but a tenth, or two, something there that no other has, and no measure?"""
        values = self._values[place]
        rows = max(found.total() for found in self._values)
        if rows < FIVE or len(values) < min(OFTEN_DIFFERENT * rows, rows - 2):
            return False
        measures = self._mostly(values, _is_a_measure) or self._mostly(values, is_decimal)
        return not measures and (are_counted(values) or not are_figures(values))

    def _is_of_each(self, place: int) -> bool:
        """Has nearly each row something there that no other has, or a code but for some rows that
        have none yet?
        """
        values = self._values[place]
        rows = max(found.total() for found in self._values)
        codes = self._mostly(values, is_code) and not are_figures(values)
        have = values.total() if codes else rows
        return len(values) >= SURELY_DIFFERENT * have

    def likely_name(self, places: Iterable[int]) -> int | None:
        """The first of some columns that looks like the names of activities."""
        return next((place for place in places if self._looks_like_names(place)), None)

    def has_words(self, place: int) -> bool:
        """Are there words in most cells, and no more of them than an answer has?"""
        values = self._values[place]
        brief = self._mostly(values, lambda text: len(text.split()) <= BRIEF)
        return bool(values) and brief and self._mostly(values, has_a_word)

    def words(self, places: Iterable[int]) -> int | None:
        """The first of some columns that has words in most rows, most of them not in others."""
        return next((place for place in places if self._has_words(place)), None)

    def shares_names(self, place: int) -> bool:
        """Do most rows share what stands in a column with others?"""
        values = self._values[place]
        return len(values) < DIFFERENT * values.total()

    def repeated_words(self, places: Iterable[int], share: float = 0) -> int | None:
        """Of some columns that have words in most rows, so many of them different, the one with
        most that differ, although many rows share them; the first of several.
        """
        have = [place for place in places if self._has_some_words(place, share)]
        return max(have, key=lambda place: len(self._values[place]), default=None)

    def likely_id(self, places: Iterable[int]) -> int | None:
        """The first of some columns that looks like a number or code of each activity."""
        return next((place for place in places if self._looks_like_ids(place)), None)

    def _share(self, values: Counter[str], name: str, *, years: bool, sure: bool = False) -> float:
        """The share of the values that the column can hold; of dates also years and numbers, where
        its heading leaves no doubt that they are.
        """
        column = self._columns[name]
        seen = values.most_common(MOST_VALUES)
        if column.name == STATUS:
            good = sum(times for text, times in seen if stage_of(text))
        elif column.item is None or column.part == "note" or self._is_text(column):
            good = sum(times for text, times in seen if not self._is_no_text(text))
        elif column.item.answer == "date" and not column.part:
            seen = [(text, times) for text, times in seen if not is_no_day(text)]
            numbers = (year_alone, serial_day) if years else ()
            sure_days = (day_by_seconds, *numbers)
            good = sum(
                t for text, t in seen if self._is_day(text) or any(f(text) for f in sure_days)
            )
        elif answers_of(column):
            good = sum(
                times
                for text, times in seen
                if self._reads(name, text) or self._likely.fits(column, text)
            )
        else:
            good = sum(times for text, times in seen if self._reads(name, text))
        # That all goes on still speaks against no column of days, and for none.
        return good / sum(times for _, times in seen) if seen else float(sure)

    @staticmethod
    def _is_text(column: RegisterColumn) -> bool:
        known = ("one", "many", "rung", "number", "date", "link")
        return not column.part and column.item is not None and column.item.answer not in known

    def _reads(self, name: str, text: str) -> bool:
        if name not in self._readers:
            self._readers[name] = reader_of(self._columns[name], self._rungs)
        if is_number(self._columns[name]):
            # Whether points part thousands is seen later; they speak against no number.
            text = without_points(text)
        try:
            self._readers[name](text)
        except ValueError as error:
            # Answers that cannot stand together, and numbers that are too large, are of the kind.
            return getattr(error, "flaw", "") in OF_THE_KIND
        return True

    @cached_property
    def _likely(self) -> LikelyAnswers:
        return LikelyAnswers(self._questionnaire)

    @cached_property
    def _rungs(self) -> Mapping[str, str]:
        return rung_texts(self._questionnaire)

    @classmethod
    def _repeats(cls, values: Counter[str], *, guessed: bool, exact: bool) -> bool:
        """Does too much stand there several times for an id, or is it a measure? By the last word
        of a heading alone, as in `budget code`, it is hardly one where it is not each row's own.
        """
        if not guessed:
            return values.total() >= FIVE and len(values) < DIFFERENT * values.total()
        if exact and len(values) < ENOUGH_DIFFERENT * values.total():
            return True
        decimals = cls._mostly(values, is_decimal)
        return decimals and not (exact and are_counted(values))

    @staticmethod
    def _mostly(values: Counter[str], test: Callable[[str], bool], share: float = READABLE) -> bool:
        seen = values.most_common(MOST_VALUES)
        good = sum(times for text, times in seen if test(text))
        return bool(seen) and good >= share * sum(times for _, times in seen)

    def _looks_like_names(self, place: int) -> bool:
        values = self._values[place]
        if values.total() < FEWEST or len(values) < OFTEN_DIFFERENT * values.total():
            return False
        # Remarks in a few rows look like names, and name nothing.
        if values.total() < READABLE * max(found.total() for found in self._values):
            return False
        return self._mostly(values, lambda text: 8 <= len(text) <= LONGEST and " " in text) and (
            not self.contradicts(place, NAME, guessed=True)
        )

    def _has_words(self, place: int) -> bool:
        return (
            not self.shares_names(place)
            and self._has_some_words(place)
            and not self.contradicts(place, NAME, guessed=True)
        )

    def _has_some_words(self, place: int, share: float = 0) -> bool:
        values = self._values[place]
        return (
            values.total() >= FEWEST
            and len(values) > max(1, share * values.total())
            and self.is_filled(place, READABLE)
            and self._mostly(values, has_a_word)
            and not self._mostly(values, self._is_no_text)
        )

    def _looks_like_ids(self, place: int) -> bool:
        values = self._values[place]
        # Beneath a heading that says nothing of it, codes are such where each row has one.
        whole = self.is_filled(place, SURELY_DIFFERENT)
        if values.total() < FIVE or not (whole and self._is_of_each(place)):
            return False
        return (
            self._mostly(
                values,
                lambda text: is_code(text) and not self._is_day(text) and not _is_a_measure(text),
            )
            and not self._mostly(values, is_decimal)
            and not are_figures(values)
        )


def _is_a_measure(text: str) -> bool:
    """Is a text a time of day or money, and so no code?"""
    return is_time(text) or is_amount(text)


def _with_days(values: Counter[str]) -> Counter[str]:
    """The values of a column without what people write for a day that there is none of."""
    return Counter({text: times for text, times in values.items() if not is_no_day(text)})


def asked_orders(evidence: Evidence, headings: Sequence[str]) -> tuple[str, ...]:
    """The order of days in each column; ASK where someone has to say.

    Where nothing decides in a column and nothing more speaks against it, it is as its heading says
    or as in all others where something does: a system writes all its dates alike. Else other dates
    decide, with the month in letters, or the language of the list.
    """
    orders = [evidence.order(place) for place in range(len(headings))]
    decided = {order for order in orders if order in (DAY_FIRST, MONTH_FIRST)}
    days = [place for place, order in enumerate(orders) if order]
    written = by_writing(text for place in days for text in evidence.values(place))
    alike = decided.pop() if len(decided) == 1 else "" if decided else written
    alike = alike or (DAY_FIRST if not decided and is_elsewhere(headings) else "")
    for place, heading in enumerate(headings):
        said = by_heading(heading) or alike
        if orders[place] == ASK and said and evidence.leaning(place) in ("", said):
            orders[place] = said
    return tuple(orders)


def open_examples(evidence: Evidence, orders: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each column whose order or year is open, some of its values that decide nothing."""
    return tuple(
        evidence.open_days(place)
        if order == ASK
        else evidence.yearless_days(place)
        if is_yearless(order)
        else ()
        for place, order in enumerate(orders)
    )
