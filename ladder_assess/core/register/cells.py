"""Reads one cell of a register: what it says, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import LINK_LIMIT, NOTE_LIMIT
from ladder_assess.core.common.legible import CONTROLS
from ladder_assess.core.common.shortening import one_line
from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.core.register.columns import RegisterColumn, fold
from ladder_assess.core.register.days.dates import is_far, read_day
from ladder_assess.core.register.days.spans import NOTHING_ELSEWHERE
from ladder_assess.core.register.identity import ID_LIMIT

NOT_KNOWN = ("unknown", "don't know", "not known")
NONE = ("none", "none of these")
# The same as the pages show them.
NOT_KNOWN_SHOWN, NONE_SHOWN = "Don't know", "None of these"
# What a word of a file means that somebody wants left empty.
LEFT_EMPTY = ""
# Longer pieces between commas are parts of a text, and no answers.
LONGEST_PIECE = 40
# Nothing is seen of them, and they tell two texts apart that look the same.
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
SEPARATORS = re.compile(r"[;\n]")
DIGITS = (
    r"(?P<digits>[0-9]{1,12}|"
    r"[0-9]{1,3}(?:(?P<mark>[, \u202f’'])[0-9]{3})(?:(?P=mark)[0-9]{3}){0,2})"
)
WHOLE = re.compile(rf"{DIGITS}(?:\.0+)?")
# Thousands as many languages part them, where a column shows that it does: see points.
POINTS = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:\.[0-9]{3}){1,3})(?![0-9.,])")
# How sure a number is, or what it counts, in English and other languages.
BEFORE = (
    "about|around|approx(?:imately|\\.)?|circa|cca|ca?\\.?|nearly|almost|over|more than|at least|"
    "up to|some|est(?:imated|\\.)?|~|>|±|≈|tua|tuag at|dros|env(?:iron|\\.)|plus de|près de|"
    "bis(?: zu)?|höchstens|max(?:imal|imum|\\.)?|jusqu['’]à|hasta|fino a|até|"
    "un[oa]s|aprox(?:imadamente|\\.)?|alrededor de|cerca de|más de|mais de|quasi|oltre|più di|"
    "etwa|rund|ungefähr|über|mehr als|ongeveer|meer dan|ungefär|omkring|över|noin|około|ok\\.|"
    "ponad|asi|"
    "около|примерно|более|близько|понад|приблизно|约|約|およそ|大約|약"
)
BEHIND = (
    "(?:local |young )?(?:people|persons|residents|participants|attendees|respondents|responses|"
    "members|citizens|attended)|o bobl|personnes|habitants|personas|asistentes|participantes|"
    "vecinos|habitantes|pessoas|persones|persone|partecipanti|personen|teilnehmer(?:innen|nde)?|"
    "teilnehmende|menschen|bürger(?:innen)?|deelnemers|personer|deltag[ae]re|deltakere|henkilöä|"
    "osób|uczestników|osob|lidí|účastníků|ľudí|fő|persoane|ljudi|чел\\.?|человек|участник(?:ов|а)|"
    "осіб|учасників|人|名|명"
)
ROUGHLY = re.compile(
    rf"(?:{BEFORE})?\s*{DIGITS}(?:\.0+)?\s*"
    rf"(?:\+|\(?(?:approx(?:imately|\.)?|est(?:imated|\.)?)\)?|{BEHIND})?",
    re.IGNORECASE,
)
LAST_DIGITS = DIGITS.replace("P<", "P<last_").replace("P=", "P=last_")
# From so many to so many, of which no single number can be taken.
RANGE = re.compile(
    rf"(?:(?:between|from|zwischen|von|de|entre|da|tra)\s+)?{DIGITS}\s*"
    rf"(?:[-–—]|to|and|or|bis|und|oder|à|et|ou|a|y|o|e)\s*{LAST_DIGITS}\s*"
    rf"(?:{BEHIND})?",
    re.IGNORECASE,
)
# What people write for a number in other languages that nobody knows.
NO_NUMBER = NOTHING_ELSEWHERE | frozenset(
    (
        "unbekannt", "inconnu", "nc", "desconocido", "sconosciuto", "onbekend", "desconhecido",
        "nieznana", "ddim yn hysbys",
    )
)  # fmt: skip
# What systems write where there is nothing; it counts as empty unless it is an answer.
NULLS = frozenset(
    (
        "null", "(null)", "nil", "n/a", "n.a.", "na", "#n/a", "nan", "#null!", "-", "--", "–", "—",
        "not applicable", "tbc", "tbd", "to be confirmed", "?", "no data", "no date",
        "not available", "not provided", "not stated", "not specified", "unspecified",
    )
)  # fmt: skip


class WrongCell(ValueError):
    """What is wrong with a cell: the id of a flaw, and what could stand there."""

    def __init__(self, flaw: str, wanted: str = "") -> None:
        super().__init__(flaw)
        self.flaw, self.wanted = flaw, wanted


def tidy(text: str) -> str:
    """A text without spaces around it or of another kind, and without what is not seen."""
    plain = UNSEEN.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()


def is_null(text: str) -> bool:
    """Is a text what systems write where there is nothing?"""
    return text.casefold() in NULLS


def accepted_texts(item: Item) -> dict[str, str]:
    """What may be typed for each answer of an item, folded: its id or its text."""
    found = {fold(text): UNKNOWN for text in NOT_KNOWN}
    if item.answer == "many":
        found |= {fold(text): NONE_OF_THESE for text in NONE}
    found |= {fold(option.text): option.id for option in item.options}
    return found | {fold(option.id): option.id for option in item.options}


Reader = Callable[[str], Value]
NOTHING_SAID: Mapping[str, str] = {}


def reader_of(
    column: RegisterColumn, rungs: Mapping[str, str], means: Mapping[str, str] = NOTHING_SAID
) -> Reader:
    """What makes of a text what a column holds; ValueError where it is nothing of the kind.
    `means` has by word, folded, what somebody said that it means: LEFT_EMPTY for nothing.
    """
    item = column.item
    if item is None:
        return _line(ID_LIMIT)
    if column.part == "strength":
        strengths = {fold(strength): strength for strength in EVIDENCE_STRENGTHS}
        return _one(strengths, "option", "\n".join(EVIDENCE_STRENGTHS))
    if column.part == "note":
        return any_text(NOTE_LIMIT)
    if column.part == "link":
        return _link(LINK_LIMIT)
    makers: dict[str, Callable[[], Reader]] = {
        "one": lambda: _one(
            {**means, **accepted_texts(item)}, "option", _shown(item, NOT_KNOWN_SHOWN)
        ),
        "many": lambda: _many(item, means),
        "rung": lambda: _one({**means, **rungs}, "rung"),
        "number": lambda: _number(item.limit),
        "date": lambda: _day,
        "link": lambda: _link(item.limit),
        "text": lambda: _line(item.limit),
    }
    return makers.get(item.answer, lambda: any_text(item.limit))()


def _line(limit: int) -> Reader:
    """Reads a text of one line, as it is typed in a field of one."""
    read = any_text(limit)
    return lambda text: read(one_line(text))


def any_text(limit: int = 0) -> Reader:
    """Reads a text of at most so many characters, 0 for any number."""

    def read(text: str) -> str:
        if CONTROLS.search(text):
            raise WrongCell("control")
        if limit and len(text) > limit:
            raise WrongCell("too_long", str(limit))
        return text

    return read


def _link(limit: int) -> Reader:
    def read(text: str) -> str:
        if not is_web_address(text):
            raise WrongCell("link")
        return str(any_text(limit)(text))

    return read


def _shown(item: Item, *others: str) -> str:
    """What could be typed, as pages show the answers: one a line. Nobody knows their ids."""
    return "\n".join((*(option.text for option in item.options), *others))


def _one(accepted: Mapping[str, str], flaw: str, wanted: str = "") -> Reader:
    def read(text: str) -> str:
        found = accepted.get(fold(text))
        if found is None:
            raise WrongCell(flaw, wanted)
        return found

    return read


def _many(item: Item, means: Mapping[str, str]) -> Reader:
    accepted = {**means, **accepted_texts(item)}
    wanted = _shown(item, NONE_SHOWN, NOT_KNOWN_SHOWN)

    def read(text: str) -> Value:
        chosen = [accepted.get(fold(part)) for part in _parts(text, accepted)]
        if None in chosen:
            raise WrongCell("option", wanted)
        if any(fold(part) in means for part in _parts(text, accepted)):
            # Two words of somebody's own may mean the same.
            chosen = [option for option in dict.fromkeys(chosen) if option != LEFT_EMPTY]
            if not chosen:
                return LEFT_EMPTY
        if len(chosen) > 1 and {UNKNOWN, NONE_OF_THESE} & set(chosen) - set(item.option_ids):
            raise WrongCell("unknown_beside")
        if len(set(chosen)) < len(chosen):
            raise WrongCell("repeated")
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


def strange_parts(
    column: RegisterColumn, text: str, rungs: Mapping[str, str] = NOTHING_SAID
) -> list[str]:
    """What in a cell is none of the answers that a column has."""
    if column.item is None:
        return []
    accepted = rungs if column.item.answer == "rung" else accepted_texts(column.item)
    parts = [text] if column.item.answer != "many" else _parts(text, accepted)
    if column.item.answer == "many" and len(parts) == 1 and fold(text) not in accepted:
        pieces = [piece for piece in text.split(",") if piece.strip()]
        if all(len(piece) <= LONGEST_PIECE for piece in pieces):
            parts = pieces
    return [part.strip() for part in parts if fold(part) not in accepted]


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


def without_points(text: str) -> str:
    """A text without the points that part thousands in it."""
    return POINTS.sub(lambda found: found[1].replace(".", ""), text)


def is_rough(text: str) -> bool:
    """Is a number given as `about 30`, or with words beside it?"""
    return not WHOLE.fullmatch(text) and bool(ROUGHLY.fullmatch(" ".join(text.split())))


def _number(most: int) -> Reader:
    def read(text: str) -> str:
        if fold(text) in map(fold, NOT_KNOWN):
            return UNKNOWN
        found = WHOLE.fullmatch(text) or ROUGHLY.fullmatch(" ".join(text.split()))
        if not found:
            raise WrongCell("number_range" if RANGE.fullmatch(text) else "number")
        number = int("".join(sign for sign in found["digits"] if sign.isdigit()))
        if most and number > most:
            raise WrongCell("number_large", f"{most:,}")
        return str(number)

    return read


def _day(text: str) -> str:
    found = read_day(text)
    if found is None:
        raise WrongCell("date_far" if is_far(text) else "date")
    return found.day.isoformat()
