"""Answers that were collected elsewhere, as they are read out of a table: which column is which
question, which cell which answer, and what is wrong with which cell.

A column is told by a question's id, name or exact words, and a cell by an answer's id, words or
number in the codebook; a mapping says the same of others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.finding import plain_words
from ladder_assess.core.common.shortening import shortened
from ladder_assess.core.instruments.asking import NOT_ASKED as NOT_ASKED_WORD
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN, Option

MOST_ROWS, MOST_COLUMNS, MOST_FLAWS = 5_000, 1_000, 200
# No cell of answers is as long, and of one that is wrong so much is shown.
LONGEST_CELL, SHOWN = 4_000, 60
GROUP = "form"
BETWEEN = ";"
LEFT_OUT, NOT_KNOWN = ("", "-9", "-6", NOT_ASKED_WORD), ("-8", UNKNOWN, "don't know", "don’t know")
# What may be wrong.
NO_ANSWER, NO_GROUP, NOT_ASKED, NOTHING = "no_answer", "no_group", "not_asked", "nothing"
TOO_LONG, TWICE, NO_COLUMN, TOO_MANY = "too_long", "twice", "no_column", "too_many"
DIFFERS, OTHER_ROWS = "differs", "other_rows"
NO_ITEM, NO_OPTION, NO_QUESTION = "no_item", "no_option", "no_question"
# A row with the line on which it starts.
Line = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Flaw:
    """What is wrong in a line of the table, or of the `mapping`, in which column, with which
    cell.
    """

    what: str
    line: int = 1
    column: str = ""
    cell: str = ""
    mapping: bool = False


@dataclass(frozen=True)
class BroughtRow:
    """What one person answered, of which group (its form), on which line."""

    form: str
    values: Mapping[str, Value]
    line: int = 0


@dataclass(frozen=True)
class Meant:
    """What a mapping says: the item of a column, and the option of a cell in a column."""

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Brought:
    """What a table holds: its rows, the question of each column that is read, the columns that are
    not, and what is wrong; where anything is, no row counts. It has `width` columns.
    """

    width: int = 0
    # What cells of each question say, as most are the same.
    known: dict[tuple[str, str], Value | None] = field(default_factory=dict)
    rows: list[BroughtRow] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)


def plain(text: str) -> str:
    """A text as it is compared: without case, accents and punctuation, where any letter is left."""
    return " ".join(plain_words(text)) or text.strip()


def read_mapping(
    instrument: Instrument, header: Sequence[str], rows: Iterable[Line]
) -> tuple[Meant, list[Flaw]]:
    """A mapping from its table: `column` and `item`, and with `answer` and `option` what a cell of
    the column stands for.
    """
    names = [plain(name) for name in header]
    flaws = [Flaw(NO_COLUMN, 1, each, mapping=True) for each in ("column", "item")
             if each not in names]  # fmt: skip
    if flaws:
        return Meant(), flaws
    columns, answers = dict[str, str](), dict[tuple[str, str], str]()
    for line, row in rows:
        if len(columns) > MOST_ROWS or len(flaws) > MOST_FLAWS:
            flaws.append(Flaw(TOO_MANY, line, mapping=True))
            break
        said = dict(zip(names, (cell.strip() for cell in row), strict=False))
        column, item = plain(said.get("column", "")), said.get("item", "")
        if item not in instrument.items and item != GROUP:
            flaws.append(Flaw(NO_ITEM, line, "item", _beginning(item), mapping=True))
            continue
        columns[column] = item
        if said.get("answer") and said.get("option"):
            offered = instrument.form_ids if item == GROUP else instrument.items[item].option_ids
            if said["option"] not in (*offered, UNKNOWN):
                wrong = _beginning(said["option"])
                flaws.append(Flaw(NO_OPTION, line, "option", wrong, mapping=True))
            answers[column, plain(said["answer"])] = said["option"]
    return Meant(columns, answers), flaws


def read_answers(
    instrument: Instrument,
    header: Sequence[str],
    rows: Iterable[Line],
    meant: Meant,
    *,
    short: bool,
) -> Brought:
    """The answers of a table, or all that is wrong with it."""
    found = Brought(len(header))
    places = _places(instrument, header, meant, found, short=short)
    if instrument.forms and GROUP not in found.taken.values():
        found.flaws.append(Flaw(NO_COLUMN, 1, GROUP))
    if not set(found.taken.values()) - {GROUP}:
        found.flaws.append(Flaw(NO_QUESTION))
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(found.rows) >= MOST_ROWS:
            found.flaws.append(Flaw(TOO_MANY, line))
            break
        found.rows.append(_row(instrument, line, row, places, found, meant))
        if len(found.flaws) > MOST_FLAWS:
            break
    return found


def differences(first: Brought, second: Brought) -> list[Flaw]:
    """Where the same sheets were typed in otherwise the second time: of each row in the order of
    the files, with both answers.
    """
    headings = {item: heading for heading, item in [*second.taken.items(), *first.taken.items()]}
    found = []
    for one, other in zip(first.rows, second.rows, strict=False):
        if one.form != other.form:
            found.append(Flaw(DIFFERS, one.line, GROUP, f"{one.form} / {other.form}"))
        for item in sorted({*one.values, *other.values}, key=list(headings).index):
            said = _shown(one.values.get(item)), _shown(other.values.get(item))
            if said[0] != said[1]:
                found.append(Flaw(DIFFERS, one.line, headings[item], " / ".join(said)))
    if len(first.rows) != len(second.rows):
        longer = max(first.rows, second.rows, key=len)
        found.append(Flaw(OTHER_ROWS, longer[min(len(first.rows), len(second.rows))].line))
    return found


def known_by(rows: Iterable[BroughtRow]) -> str:
    """By what answers are known again, however a file has them: with other line ends, columns and
    words for the same, or in another order.
    """
    said = sorted(repr((row.form, sorted(row.values.items()))) for row in rows)
    return sha256("\n".join(said).encode()).hexdigest()


def _shown(value: Value | None) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else BETWEEN.join(value) or NONE_OF_THESE


def _places(
    instrument: Instrument, header: Sequence[str], meant: Meant, found: Brought, *, short: bool
) -> dict[int, tuple[str, str]]:
    """Which question each column is: its heading and the item, by its place."""
    known = {"group": GROUP, GROUP: GROUP} if instrument.forms else {}
    for item in instrument.asked(short=short):
        known |= {plain(each): item.id for each in (item.ask, item.label, item.id) if each}
    places = dict[int, tuple[str, str]]()
    for place, heading in enumerate(header):
        asked = meant.columns.get(plain(heading)) or known.get(plain(heading), "")
        if not asked:
            found.left.append(heading)
        elif asked in found.taken.values():
            found.flaws.append(Flaw(TWICE, 1, heading))
        else:
            found.taken[heading] = asked
            places[place] = heading, asked
    return places


def _row(
    instrument: Instrument,
    line: int,
    row: Sequence[str],
    places: Mapping[int, tuple[str, str]],
    found: Brought,
    meant: Meant,
) -> BroughtRow:
    form, values = "", dict[str, Value]()
    if len(row) > found.width:
        found.flaws.append(Flaw(TOO_LONG, line))
    cells = {item: (heading, row[place].strip()) for place, (heading, item) in places.items()
             if place < len(row)}  # fmt: skip
    if instrument.forms and GROUP in cells:
        form = _group(instrument, *cells[GROUP], meant)
        if not form:
            heading, cell = cells[GROUP]
            found.flaws.append(Flaw(NO_GROUP, line, heading, _beginning(cell)))
    for item_id, (heading, cell) in cells.items():
        if item_id == GROUP or cell in LEFT_OUT:
            continue
        item = instrument.items[item_id]
        if form and item.forms and form not in item.forms:
            found.flaws.append(Flaw(NOT_ASKED, line, heading, _beginning(cell)))
            continue
        if (item_id, cell) not in found.known:
            found.known[item_id, cell] = _value(item, heading, cell, meant)
        value = found.known[item_id, cell]
        if value is None:
            found.flaws.append(Flaw(NO_ANSWER, line, heading, _beginning(cell)))
        else:
            values[item_id] = value
    if not counted(instrument, values, form) and not found.flaws:
        found.flaws.append(Flaw(NOTHING, line))
    return BroughtRow(form, values, line)


def _group(instrument: Instrument, heading: str, cell: str, meant: Meant) -> str:
    said = meant.answers.get((plain(heading), plain(cell)), cell)
    names = {plain(each): form.id for form in instrument.forms for each in (form.name, form.id)}
    return names.get(plain(said), "")


def _value(item: InstrumentItem, heading: str, cell: str, meant: Meant) -> Value | None:
    """What a cell says; None where it is no answer to the question."""
    if len(cell) > LONGEST_CELL:
        return None
    if plain(cell) in map(plain, NOT_KNOWN) or cell in NOT_KNOWN:
        return UNKNOWN
    if item.answer != "many":
        return _option(item, heading, cell, meant)
    if plain(cell) == NONE_OF_THESE and NONE_OF_THESE not in item.rank:
        return ()
    # What is said twice is looked up once.
    parts = {part.strip() for part in cell.split(BETWEEN)}
    chosen = [_option(item, heading, part, meant) for part in parts]
    if None in chosen:
        return None
    return tuple(option for option in item.option_ids if option in chosen)


def _option(item: InstrumentItem, heading: str, cell: str, meant: Meant) -> str | None:
    said = meant.answers.get((plain(heading), plain(cell)), cell.strip())
    return _names(item.options).get(plain(said)) or (said if said == UNKNOWN else None)


@lru_cache(maxsize=256)
def _names(options: tuple[Option, ...]) -> Mapping[str, str]:
    """The option of each name: its number in the codebook, its words and its id."""
    return {
        name: option.id
        for number, option in enumerate(options, start=1)
        for name in (str(number), plain(option.text), plain(option.id))
    }


def _beginning(text: str) -> str:
    return shortened(text, SHOWN)
