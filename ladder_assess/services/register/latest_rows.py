"""Which of the rows with the same number or code and the same name is the latest, as in a log that
has a row for each change.
"""

import re
from collections.abc import Sequence

from ladder_assess.core.register.columns import ID, NAME, fold
from ladder_assess.core.register.days.which_day import is_of_the_record
from ladder_assess.core.register.identity import id_key
from ladder_assess.core.register.reading import ColumnReading
from ladder_assess.storage.register.table import TableRow

# What can be told to be later than another as it is written: 2024-02-03 10:15, seconds since 1970.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d.*|1\d{9}(?:\d{3})?")
NOWHERE = -1


class LatestRows:
    """The latest of some rows that tell of the same activity: by when each was written, where a
    column says that, and else the last in the file.
    """

    def __init__(self, rows: Sequence[TableRow], reading: ColumnReading) -> None:
        self._rows, self._places = rows, [_place_of(name, reading) for name in (ID, NAME)]
        self._written = _place_of_moments(rows, reading.headings)
        self._of: dict[tuple[str, str], list[int]] = {}
        for at in range(len(rows)) if NOWHERE not in self._places else ():
            if (key := self._key(at))[0]:
                self._of.setdefault(key, []).append(at)
        self._latest = {key: max(found, key=self._rank) for key, found in self._of.items()}

    def has_others(self, at: int) -> bool:
        """Does another row tell of the same activity?"""
        return len(self._of.get(self._key(at), ())) > 1

    def is_earlier(self, at: int) -> bool:
        """Does another row tell later of the same activity?"""
        return self.has_others(at) and self._latest[self._key(at)] != at

    def _key(self, at: int) -> tuple[str, str]:
        identity, name = (self._cell(at, place) for place in self._places)
        return id_key(identity), fold(name)

    def _rank(self, at: int) -> tuple[str, int]:
        return self._cell(at, self._written), at

    def _cell(self, at: int, place: int) -> str:
        cells = self._rows[at].cells
        return cells[place].strip() if 0 <= place < len(cells) else ""


def _place_of(name: str, reading: ColumnReading) -> int:
    return reading.columns.index(name) if name in reading.columns else NOWHERE


def _place_of_moments(rows: Sequence[TableRow], headings: Sequence[str]) -> int:
    """The place of the first column that says of every row when it was written."""
    for place, heading in enumerate(headings):
        if is_of_the_record(heading):
            cells = (row.cells[place] if place < len(row.cells) else "" for row in rows)
            if all(MOMENT.fullmatch(cell.strip()) for cell in cells):
                return place
    return NOWHERE
