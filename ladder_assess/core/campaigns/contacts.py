"""Contacts of a round: the people who are sent an invitation, read from a file or from lines.

Everything wrong is said by row and column. Nobody stands on a list twice, and whoever asked for no
more mail is left out.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ladder_assess.core.common.legible import CONTROLS, TURNS
from ladder_assess.core.people.mail_address import mail_address, split_name

MOST_CONTACTS = 50_000
LONGEST_NAME, LONGEST_FIELD, MOST_FIELDS = 100, 200, 10
# Of a text that is shown because it is wrong.
SHOWN = 60

ADDRESS, NAME, GROUP = "address", "name", "group"
# What people call these columns, folded: see `folded`.
CALLED: Mapping[str, tuple[str, ...]] = {
    ADDRESS: (
        "address", "e mail", "email", "e mail address", "email address", "mail", "mail address",
        "contact email", "work email", "primary email", "emailadresse", "e mail adresse",
        "adresse", "courriel", "correo", "correo electronico", "ebost", "cyfeiriad ebost",
    ),
    NAME: (
        "name", "full name", "contact", "contact name", "display name", "person", "first name",
        "enw", "nom", "nombre", "vorname",
    ),
    GROUP: ("group", "form", "respondent group", "type of respondent", "grwp", "gruppe"),
}  # fmt: skip
COLUMNS = {called: column for column, names in CALLED.items() for called in names}
# What messages fill in by themselves: no column of a file may be called so.
FILLED_IN = ("link", "closes", "organisation", NAME)
APART = re.compile(r"[\W_]+")
# Between an address and what follows it on a typed line.
BETWEEN = re.compile(r"[\t,;]")


class ContactFlaw(NamedTuple):
    """Something wrong with a row: what, in which column of the file, and what stands there."""

    id: str
    column: str = ""
    found: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody to invite. `key` is that of the mailbox, `form` the group that they answer as, empty
    where there are no groups; `fields` are further words for messages, by name.
    """

    address: str
    key: str
    name: str = ""
    form: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class WrongRow(NamedTuple):
    """A row that cannot be taken: its number in the file, and all that is wrong with it."""

    line: int
    flaws: tuple[ContactFlaw, ...]


class Line(NamedTuple):
    """A row of a file: its number, its cells, and what its reader found wrong with some, by place
    (the whole row: -1).
    """

    number: int
    cells: Sequence[str]
    wrong: Mapping[int, ContactFlaw] = {}


@dataclass(frozen=True)
class ContactList:
    """What a file holds: people to invite, rows that are wrong, and how many stand there twice, are
    on the list already, or asked for no more mail. `fields` are names of further words.
    """

    contacts: tuple[Contact, ...] = ()
    wrong: tuple[WrongRow, ...] = ()
    twice: int = 0
    known: int = 0
    unsubscribed: int = 0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groups:
    """The groups of a round: the id of each by what it may be called, folded, and the one that is
    meant where a row names none (empty where each row has to). No groups at all: `ids` is empty.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""


def folded(text: str) -> str:
    """A heading or a group's name, in which case and signs make no difference."""
    return APART.sub(" ", text.casefold()).strip()


def field_name(heading: str) -> str:
    """What a column is called in messages: letters, digits and underscores."""
    return APART.sub("_", heading.casefold()).strip("_")[:SHOWN]


def column_places(headings: Sequence[str]) -> dict[str, int]:
    """Where the columns stand that have a meaning, the first of several that are called alike."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = COLUMNS.get(folded(heading))
        if column is not None:
            found.setdefault(column, place)
    return found


def read_contacts(
    headings: Sequence[str],
    lines: Iterable[Line],
    groups: Groups,
    known: Collection[str] = (),
    refuses: Callable[[str], bool] = lambda _: False,
) -> ContactList:
    """The people in the rows of a file. `known` are the keys of those who are on the list already,
    and `refuses` says by the key whether somebody asked for no more mail.
    """
    table = _Table(headings, groups)
    seen: set[str] = set()
    good: list[Contact] = []
    wrong: list[WrongRow] = []
    counts = {"twice": 0, "known": 0, "unsubscribed": 0}
    for line in lines:
        found = table.contact(line)
        if not isinstance(found, Contact):
            wrong.append(WrongRow(line.number, found))
            continue
        why = (
            "twice" if found.key in seen
            else "known" if found.key in known
            else "unsubscribed" if refuses(found.key)
            else ""
        )  # fmt: skip
        seen.add(found.key)
        if why:
            counts[why] += 1
        else:
            good.append(found)
    return ContactList(
        tuple(good), tuple(wrong), **counts, fields=_filled(table.fields.values(), good)
    )


def _filled(names: Iterable[str], contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Of some further words, those that anybody has."""
    there = {name for contact in contacts for name in contact.fields}
    return tuple(name for name in names if name in there)


class _Table:
    """Which column of a file is which, and how a row of it is read."""

    def __init__(self, headings: Sequence[str], groups: Groups) -> None:
        self.headings = headings
        self.groups = groups
        self.places = column_places(headings)
        taken = {place for column, place in self.places.items() if column != GROUP or groups.ids}
        names = {
            place: field_name(heading)
            for place, heading in enumerate(headings)
            if place not in taken
        }
        kept = [(place, name) for place, name in names.items() if name and name not in FILLED_IN]
        self.fields = dict(kept[:MOST_FIELDS])

    def contact(self, line: Line) -> Contact | tuple[ContactFlaw, ...]:
        """The person in a row, or all that is wrong with it."""
        if -1 in line.wrong:
            return (line.wrong[-1],)
        flaws = [line.wrong[at] for at in sorted(line.wrong) if at in self._read()]
        called, text = split_name(self._cell(line, ADDRESS))
        found = mail_address(text)
        if found is None:
            id_ = "not_an_address" if text.strip() else "no_address"
            flaws.append(self._flaw(id_, ADDRESS, text))
        name = " ".join((self._cell(line, NAME) or called).split())
        form = self._form(line, flaws)
        fields = {f: " ".join(_at(line, place).split()) for place, f in self.fields.items()}
        texts = [(NAME, name, LONGEST_NAME), *((f, t, LONGEST_FIELD) for f, t in fields.items())]
        for column, text, most in texts:
            if len(text) > most:
                flaws.append(self._flaw("too_long", column, str(most)))
            if CONTROLS.search(text) or TURNS.search(text):
                flaws.append(self._flaw("control", column, ""))
        if flaws or found is None:
            return tuple(flaws)
        return Contact(found.shown, found.key, name, form, {f: t for f, t in fields.items() if t})

    def _read(self) -> set[int]:
        return {*self.places.values(), *self.fields}

    def _cell(self, line: Line, column: str) -> str:
        place = self.places.get(column)
        return "" if place is None else _at(line, place)

    def _form(self, line: Line, flaws: list[ContactFlaw]) -> str:
        if not self.groups.ids:
            return ""
        said = self._cell(line, GROUP)
        if not said.strip():
            if not self.groups.otherwise:
                flaws.append(self._flaw("no_group", GROUP, ""))
            return self.groups.otherwise
        found = self.groups.ids.get(folded(said), "")
        if not found:
            flaws.append(self._flaw("unknown_group", GROUP, said))
        return found

    def _flaw(self, id_: str, column: str, found: str) -> ContactFlaw:
        places = {**self.places, **{name: place for place, name in self.fields.items()}}
        place = places.get(column)
        return ContactFlaw(id_, column if place is None else self.headings[place], found[:SHOWN])


def _at(line: Line, place: int) -> str:
    return line.cells[place].strip() if place < len(line.cells) else ""


def with_headings(
    headings: Sequence[str], row: int, lines: Sequence[Line]
) -> tuple[Sequence[str], Sequence[Line]] | None:
    """A file whose columns have names, one of them that of the address; where the row of names is
    somebody's address, the columns are taken by what stands in them. None where no column is known
    to hold addresses.
    """
    if ADDRESS in column_places(headings):
        return headings, lines
    at = next((at for at, text in enumerate(headings) if mail_address(split_name(text)[1])), None)
    if at is None:
        return None
    others = [place for place in range(len(headings)) if place != at]
    names = dict(zip(others, (NAME, GROUP), strict=False))
    made = [ADDRESS if place == at else names.get(place, "") for place in range(len(headings))]
    return made, [Line(row, headings), *lines]


def typed_lines(text: str) -> tuple[tuple[str, ...], list[Line]]:
    """Lines that somebody typed or pasted, one person each, as headings and rows: an address, and
    before or after it a name and then a group, with commas, semicolons or tabs between; or
    Ada Lovelace <ada@example.org>.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return (ADDRESS, NAME, GROUP), [Line(number, _typed(line)) for number, line in lines]


def _typed(line: str) -> list[str]:
    parts = [part.strip() for part in BETWEEN.split(line.strip().rstrip(",;"), maxsplit=2)]
    if len(parts) > 1 and "@" in parts[1] and "@" not in parts[0]:
        parts[:2] = parts[1::-1]
    return parts
