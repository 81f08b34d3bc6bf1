"""When two ids of a register are the same, and when somebody should be asked whether they are."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ladder_assess.core.common.shortening import one_line

ID_LIMIT = 200
# What is left of a long name beside the longest number.
ALIKE = ID_LIMIT - 12
# Nothing is seen of them: marks of format, and those that choose how a character looks.
LOOKS = re.compile("[\ufe00-\ufe0f\u180b-\u180d\u034f]")
HYPHENS = re.compile("[\u2010-\u2015\u2212\u2043\u00ad\ufe58\ufe63\uff0d_/. -]+")
ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def id_key(text: str) -> str:
    """What two ids have in common that are the same: their letters, however they are stored and
    on however many lines.
    """
    if text.isascii():
        return one_line(text).strip()
    # What is not seen goes first, so that ends of lines beside it are read as if it was not there.
    seen = "".join(c for c in LOOKS.sub("", text) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", one_line(seen).replace("\u00a0", " ")).strip()


def alike_key(text: str) -> str:
    """What two ids have in common that may be the same: A1 and a1, 1 and 001, kinds of hyphen."""
    folded = unicodedata.normalize("NFKC", id_key(text)).casefold()
    return ZEROS.sub("", HYPHENS.sub("-", folded).strip("-"))


class NamesAsIds:
    """Ids made of names, each of its own: what is called the same need not be the same.

    `names` are all that stand in a file, as `id_key` makes them, so that none is taken twice. Files
    in the same order give the same ids again.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._taken = set(names)
        self._given: set[str] = set()
        # The last number of those that begin alike: searched on from there, long names that differ
        # at their ends alone take no longer than others.
        self._last: dict[str, int] = {}

    def next_of(self, name: str) -> str:
        """The id of the next activity with a name: the name itself, then `name (2)` and so on; none
        is longer than an id may be. Of a row that is wrong it goes unused, so that mending that row
        moves no other.
        """
        if name not in self._given:
            self._given.add(name)
            return name
        number = self._last.get(name[:ALIKE], 1) + 1
        while (found := _numbered(name, number)) in self._taken:
            number += 1
        self._last[name[:ALIKE]] = number
        self._taken.add(found)
        return found


def _numbered(name: str, number: int) -> str:
    end = f" ({number})"
    return name[: ID_LIMIT - len(end)] + end


@dataclass
class KnownIds:
    """The ids of a list's activities, each with the numbers of those that have it."""

    numbers: Mapping[str, list[int]]
    ids: Mapping[str, str]
    _alike: dict[str, list[str]] = field(default_factory=dict)

    def numbers_of(self, identity: str) -> list[int]:
        """The numbers of the activities with an id."""
        return self.numbers.get(id_key(identity), [])

    def offer(self, identity: str, taken: Iterable[str]) -> str:
        """The one id of the list that another may be meant for; empty where there is none.

        `taken` are the keys of ids that are spoken for already.
        """
        found = [key for key in self._alike.get(alike_key(identity), ()) if key not in taken]
        return self.ids[found[0]] if len(found) == 1 else ""


def known_ids(pairs: Iterable[tuple[str, int]]) -> KnownIds:
    """The ids of a list, of pairs of an id and a number."""
    numbers: dict[str, list[int]] = {}
    ids: dict[str, str] = {}
    for identity, number in pairs:
        key = id_key(identity)
        numbers.setdefault(key, []).append(number)
        ids.setdefault(key, identity)
    alike: dict[str, list[str]] = {}
    for key in ids:
        alike.setdefault(alike_key(key), []).append(key)
    return KnownIds(numbers, ids, alike)
