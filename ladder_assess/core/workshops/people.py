"""Who says to be in a room, and what whoever runs it may do with a name: hide it, or take whoever
bears it out.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NAME = 40
# On a screen that is read from far away, the last to come.
MOST_ON_SCREEN = 8
HIDDEN, REMOVED = "hidden", "removed"
HIDE, SHOW, REMOVE, LET_IN = "hide", "show", "remove", "let-in"
# What each step makes of somebody; nothing is noted of whom neither was done to.
LEADS_TO = {HIDE: HIDDEN, SHOW: "", REMOVE: REMOVED, LET_IN: ""}


@dataclass(frozen=True)
class Person:
    """Somebody in a room by a key that is not that of any vote, and the name that they chose, told
    apart from those of others. `state` is empty where nothing was done to them.
    """

    key: str
    name: str
    state: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """What may be done with them."""
        if self.state == REMOVED:
            return (LET_IN,)
        return (SHOW if self.state == HIDDEN else HIDE, REMOVE)


def read_name(typed: str) -> str:
    """A name as it was typed; empty, which is none, where nothing of it can be seen."""
    seen = any(unicodedata.category(sign)[0] in "LNPS" for sign in typed)
    return typed if seen else ""


def number_among(name: str, others: Iterable[str]) -> int:
    """By which number somebody is told apart from `others`, as these are shown: 1 where nobody else
    has their name.
    """
    taken, number = {_heard(other) for other in others}, 1
    while _heard(shown_as(name, number)) in taken:
        number += 1
    return number


def shown_as(name: str, number: int) -> str:
    """A name as it is shown: the second Ann is “Ann (2)”."""
    return name if number == 1 else f"{name} ({number})"


def _heard(name: str) -> str:
    """A name as it is called across the room."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def listed(people: Iterable[Person]) -> tuple[Person, ...]:
    """People by their names."""
    return tuple(sorted(people, key=lambda each: (each.name.casefold(), each.key)))


@dataclass(frozen=True)
class NamesShown:
    """The names of those who came last, for everyone to see, and how many more there are."""

    last: tuple[str, ...]
    more: int


def shown_to_all(people: Iterable[Person]) -> NamesShown:
    """The names that are not hidden, of `people` in the order in which they came."""
    names = [each.name for each in people if not each.state]
    return NamesShown(tuple(names[-MOST_ON_SCREEN:]), max(len(names) - MOST_ON_SCREEN, 0))
