"""Reads the cells of a register's row: what each says, or what is wrong with it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.core.register.columns import ID, NAME, Column, fold
from ladder_assess.core.register.dates import DAY_FIRST, read_day
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.identity import id_key

ID_LIMIT, NOTE_LIMIT, LINK_LIMIT = 200, 1000, 500
SHOWN = 60
# The place of what is wrong with a row as a whole.
WHOLE_ROW = -1
NOT_KNOWN = ("unknown", "don't know", "not known")
NONE = ("none", "none of these")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Nothing is seen of them, and they tell two texts apart that look the same.
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
SEPARATORS = re.compile(r"[;\n]")
WHOLE = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.0+)?")
WEB_LINK = re.compile(r"https?://[^\s<>\"]+")
# What systems write where there is nothing; it counts as empty unless it is an answer.
NULLS = frozenset(
    ("null", "(null)", "nil", "n/a", "n.a.", "#n/a", "nan", "#null!", "-", "--", "–", "—")
)
# A date of this kind is the last that something went on.
ENDS = "end_date"


@dataclass(frozen=True)
class Given:
    """What a row says: its id and, by key (see core.history), every fact that is not left empty."""

    id: str
    facts: Mapping[str, Value]


class _Wrong(ValueError):
    """What is wrong with a cell: the id of a flaw, and what could stand there."""

    def __init__(self, flaw: str, wanted: str = "") -> None:
        super().__init__(flaw)
        self.flaw, self.wanted = flaw, wanted


class RowReader:
    """Reads rows whose cells stand in some columns of a questionnaire.

    `columns` has a column for each place, None where what stands there is left out. With
    `id_from_name` the name of an activity serves as its id.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        headings: Sequence[str],
        columns: Sequence[Column | None],
        *,
        id_from_name: bool = False,
        orders: Sequence[str] = (),
    ) -> None:
        """`orders` says by place which of day and month comes first: see dates."""
        # Cells that count as empty, by what stands there, and days of which only the month does.
        self.nulls: Counter[str] = Counter()
        self.months = 0
        self._orders = orders
        self._headings = headings
        self._columns = columns
        self._id_from = NAME if id_from_name else ID
        rungs = rung_texts(questionnaire)
        self._read = [
            self._reader(place, column, rungs) if column else None
            for place, column in enumerate(columns)
        ]
        self._answers = [_texts_of(column) for column in columns]
        self._seen: dict[tuple[int, str], Value] = {}
        self.id_heading = self._heading_of(self._id_from)

    def read(self, cells: Sequence[str], wrong: Mapping[int, Flaw]) -> Given:
        """What a row says; `wrong` is what the file itself has wrong, by place.

        Raises BadRow with everything that is wrong with it.
        """
        if WHOLE_ROW in wrong:
            raise BadRow([wrong[WHOLE_ROW]])
        facts: dict[str, Value] = {}
        flaws: list[Flaw] = []
        for place, column in enumerate(self._columns):
            if column is None:
                continue
            cell = cells[place] if place < len(cells) else ""
            flaw = wrong.get(place)
            if flaw and not (flaw.id == "is_date" and column.item and column.item.answer == "date"):
                flaws.append(flaw)
            elif cell:
                self._add(place, column, cell, facts, flaws)
        flaws += [f for place, f in wrong.items() if place >= len(self._columns)]
        identity = facts.pop(ID, "") or (facts.get(NAME, "") if self._id_from == NAME else "")
        if not identity and not any(flaw.column == self.id_heading for flaw in flaws):
            flaws.append(Flaw("required", self.id_heading))
        if flaws:
            raise BadRow(flaws)
        return Given(id_key(str(identity)), facts)

    def _add(
        self, place: int, column: Column, cell: str, facts: dict[str, Value], flaws: list[Flaw]
    ) -> None:
        known = self._seen.get((place, cell))
        if known is not None:
            facts[column.key] = known
            return
        read = self._read[place]
        text = tidy(cell)
        if not text or read is None:
            return
        if is_null(text) and fold(text) not in self._answers[place]:
            self.nulls[text] += 1
            return
        try:
            facts[column.key] = value = read(text)
        except _Wrong as error:
            found = CONTROLS.sub("\ufffd", text)[:SHOWN]
            flaws.append(Flaw(error.flaw, self._headings[place], found, error.wanted))
            return
        if column.item and column.item.options:
            # There are few options, and many rows that name them.
            self._seen[place, cell] = value

    def _reader(self, place: int, column: Column, rungs: Mapping[str, str]) -> "Reader":
        if column.item is None or column.part or column.item.answer != "date":
            return reader_of(column, rungs)
        order = self._orders[place] if place < len(self._orders) else DAY_FIRST

        def day(text: str) -> str:
            found = read_day(text, order, last_of_month=column.name == ENDS)
            if found is None:
                raise _Wrong("date")
            self.months += found.month_alone
            return found.day.isoformat()

        return day

    def _heading_of(self, name: str) -> str:
        for heading, column in zip(self._headings, self._columns, strict=True):
            if column and column.name == name:
                return heading
        return name


def tidy(text: str) -> str:
    """A text without spaces around it or of another kind, and without what is not seen."""
    plain = UNSEEN.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()


def is_null(text: str) -> bool:
    """Is a text what systems write where there is nothing?"""
    return text.casefold() in NULLS


def _texts_of(column: Column | None) -> frozenset[str]:
    """The texts, folded, that are answers in a column although they look like nothing."""
    if column is None or column.item is None or column.part:
        return frozenset()
    return frozenset(accepted_texts(column.item)) if column.item.options else frozenset()


def accepted_texts(item: Item) -> dict[str, str]:
    """What may be typed for each answer of an item, folded: its id or its text."""
    found = {fold(text): UNKNOWN for text in NOT_KNOWN}
    if item.answer == "many":
        found |= {fold(text): NONE_OF_THESE for text in NONE}
    found |= {fold(option.text): option.id for option in item.options}
    return found | {fold(option.id): option.id for option in item.options}


Reader = Callable[[str], Value]


def reader_of(column: Column, rungs: Mapping[str, str]) -> Reader:
    """What makes of a text what a column holds; ValueError where it is nothing of the kind."""
    item = column.item
    if item is None:
        return _text(ID_LIMIT)
    if column.part == "strength":
        return _one({fold(strength): strength for strength in EVIDENCE_STRENGTHS})
    if column.part == "note":
        return _text(NOTE_LIMIT)
    if column.part == "link":
        return _link(LINK_LIMIT)
    makers: dict[str, Callable[[], Reader]] = {
        "one": lambda: _one(accepted_texts(item)),
        "many": lambda: _many(item),
        "rung": lambda: _one(rungs, "rung"),
        "number": lambda: _number(item.limit),
        "date": lambda: _day,
        "link": lambda: _link(item.limit),
    }
    return makers.get(item.answer, lambda: _text(item.limit))()


def _text(limit: int) -> Reader:
    def read(text: str) -> str:
        if CONTROLS.search(text):
            raise _Wrong("control")
        if limit and len(text) > limit:
            raise _Wrong("too_long", str(limit))
        return text

    return read


def _link(limit: int) -> Reader:
    def read(text: str) -> str:
        if not WEB_LINK.fullmatch(text):
            raise _Wrong("link")
        return str(_text(limit)(text))

    return read


def _one(accepted: Mapping[str, str], flaw: str = "option") -> Reader:
    options = sorted(dict.fromkeys(accepted.values()), key=lambda option: option == UNKNOWN)
    wanted = ", ".join(options) if flaw == "option" else ""

    def read(text: str) -> str:
        found = accepted.get(fold(text))
        if found is None:
            raise _Wrong(flaw, wanted)
        return found

    return read


def _many(item: Item) -> Reader:
    accepted = accepted_texts(item)
    wanted = ", ".join((*item.option_ids, NONE_OF_THESE, UNKNOWN))

    def read(text: str) -> Value:
        chosen = [accepted.get(fold(part)) for part in _parts(text, accepted)]
        if None in chosen:
            raise _Wrong("option", wanted)
        if len(chosen) > 1 and {UNKNOWN, NONE_OF_THESE} & set(chosen) - set(item.option_ids):
            raise _Wrong("unknown_beside")
        if len(set(chosen)) < len(chosen):
            raise _Wrong("repeated")
        if chosen == [UNKNOWN]:
            return UNKNOWN
        return tuple(option for option in item.option_ids if option in chosen)

    return read


def _parts(text: str, accepted: Mapping[str, str]) -> list[str]:
    """Several answers in one cell: one a line, or with semicolons or else commas between them."""
    if fold(text) in accepted:
        return [text]
    parts = [part for part in SEPARATORS.split(text) if part.strip()]
    if len(parts) == 1 and all(fold(part) in accepted for part in text.split(",")):
        return text.split(",")
    return parts


def rung_texts(questionnaire: Questionnaire) -> dict[str, str]:
    """What may be typed for a rung, folded: its number, its names, or both."""
    found = {fold(text): UNKNOWN for text in NOT_KNOWN}
    for rung in questionnaire.rungs:
        number = str(rung.number)
        names = {rung.name, rung.plain} - {""}
        texts = {number, f"{number}.0", f"rung {number}", *names}
        texts |= {f"{number} {name}" for name in names} | {f"{n} {number}" for n in names}
        texts.add(f"{number} {rung.plain} {rung.name}")
        found |= {fold(text): number for text in texts}
    return found


def _number(most: int) -> Reader:
    def read(text: str) -> str:
        if fold(text) in map(fold, NOT_KNOWN):
            return UNKNOWN
        found = WHOLE.fullmatch(text)
        if not found:
            raise _Wrong("number")
        number = int(found[1].replace(",", ""))
        if most and number > most:
            raise _Wrong("number_large", f"{most:,}")
        return str(number)

    return read


def _day(text: str) -> str:
    found = read_day(text)
    if found is None:
        raise _Wrong("date")
    return found.day.isoformat()
