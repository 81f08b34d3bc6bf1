"""What the values of columns say, as far as guesses ask: see evidence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol


class ValuesSay(Protocol):
    """What the values of columns say: see evidence."""

    def contradicts(
        self, place: int, name: str, *, guessed: bool = False, exact: bool = False
    ) -> bool:
        """Do most values speak against a column?"""

    def values(self, place: int) -> Mapping[str, int]:
        """What stands there, and how often."""

    def is_answer(self, name: str) -> bool:
        """Does a column hold one of some answers?"""

    def is_choice(self, name: str) -> bool:
        """Does a column hold a rung or one of some answers?"""

    def has_words(self, place: int) -> bool:
        """Are there words in most cells?"""

    def fits_any(self, place: int, name: str) -> bool:
        """Can any value be read as one of a column?"""

    def has_years(self, place: int) -> bool:
        """Are there years alone?"""

    def names_forms(self, place: int) -> bool:
        """Do some values name common forms of activity?"""

    def has_unread_days(self, place: int) -> bool:
        """Are there days in words that nobody knows?"""

    def has_yearless_days(self, place: int) -> bool:
        """Are there days and months alone?"""

    def has_texts(self, place: int) -> bool:
        """Are there sentences?"""

    def has_prose(self, place: int) -> bool:
        """Are there sentences that tell something, and that most rows have for themselves?"""

    def has_times(self, place: int) -> bool:
        """Are there times of day?"""

    def has_decimals(self, place: int) -> bool:
        """Are there figures with a part behind the point?"""

    def is_bare(self, place: int) -> bool:
        """Is nothing there, although there is in others?"""

    def is_filled(self, place: int, share: float = 0.9) -> bool:
        """Does nearly every row have something there, or such a share of them?"""

    def is_of_nearly_each(self, place: int) -> bool:
        """Have nearly all rows something there that no other has?"""

    def likely_name(self, places: Iterable[int]) -> int | None:
        """The first that looks like names."""

    def shares_names(self, place: int) -> bool:
        """Do most rows share what stands in a column with others?"""

    def words(self, places: Iterable[int]) -> int | None:
        """The first that has words in most rows."""

    def repeated_words(self, places: Iterable[int], share: float = 0) -> int | None:
        """That which has most words that differ, and so many, although many rows share them."""

    def likely_id(self, places: Iterable[int]) -> int | None:
        """The first that looks like ids."""

    def has_days(self, place: int, *, some: bool = False) -> bool:
        """Are there days, or `some` beside other texts?"""


# For each heading the columns that it may mean, with how near it comes.
Near = Sequence[Sequence[tuple[str, float]]]
