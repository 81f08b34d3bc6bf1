"""Margins, by which answers are weighed, as they are read out of a table: a row for each answer to
a question, with its percentage of all people. Everything wrong is said by line and column.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ladder_assess.core.campaigns.brought import Line, plain
from ladder_assess.core.common.shortening import shortened

QUESTION, ANSWER, PERCENT = COLUMNS = ("question", "answer", "percent")
MOST_MARGINS, MOST_LINES, MOST_FLAWS = 4, 1_000, 50
# Of a cell that is wrong so much is shown.
SHOWN = 60
ALL_OF_THEM, ROUNDED = 100, 0.5
NUMBER = re.compile(r"(?P<number>[0-9]{1,3}([.,][0-9]{1,6})?)\s*%?")
# What may be wrong.
NO_COLUMN, NO_QUESTION, NO_ANSWER, NO_PERCENT = (
    "no_column",
    "no_question",
    "no_answer",
    "no_percent",
)
LEFT_OUT, TWICE, NOT_ALL, TOO_MANY, NOTHING = "left_out", "twice", "not_all", "too_many", "nothing"


@dataclass(frozen=True)
class WeighableQuestion:
    """A question that people can be weighed by: what it may be called, and what each answer may
    be, by its id; the first of these is how it is written.
    """

    id: str
    names: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class MarginFlaw:
    """What is wrong in a line of the table, in which column, with which cell."""

    what: str
    line: int = 1
    column: str = ""
    cell: str = ""


@dataclass
class ReadMargins:
    """The percentages of each question that the table has any of, and all that is wrong: then none
    of them counts.
    """

    margins: dict[str, dict[str, float]] = field(default_factory=dict)
    flaws: list[MarginFlaw] = field(default_factory=list)


def percentage(text: str) -> float | None:
    """The number of a percentage from 0 to 100, with decimals or without; None of other texts."""
    found = NUMBER.fullmatch(text.strip())
    number = float(found["number"].replace(",", ".")) if found else ALL_OF_THEM + 1.0
    return number if number <= ALL_OF_THEM else None


def add_up(total: float) -> bool:
    """Do percentages come to 100, but for what was rounded?"""
    return abs(total - ALL_OF_THEM) <= ROUNDED


def read_margins(
    questions: Iterable[WeighableQuestion], header: Sequence[str], rows: Iterable[Line]
) -> ReadMargins:
    """The margins of a table. Of a question whose percentages are all empty nothing is read."""
    found, names = ReadMargins(), [plain(name) for name in header]
    found.flaws += [MarginFlaw(NO_COLUMN, column=each) for each in COLUMNS if each not in names]
    if found.flaws:
        return found
    # Ids last: each is that of one question, and words may be those of two.
    asked = list(questions)
    known = {plain(name): each for each in asked for name in each.names}
    known |= {plain(each.id): each for each in asked}
    lines, empty = dict[str, int](), dict[tuple[str, str], int]()
    for line, row in rows:
        said = dict(zip(names, (cell.strip() for cell in row), strict=False))
        _take(found, known, lines, empty, line, said)
        if line > MOST_LINES or len(found.flaws) > MOST_FLAWS:
            found.flaws.append(MarginFlaw(TOO_MANY, line))
            break
    _check(found, {each.id: each for each in asked}, lines, empty)
    return found


def _take(
    found: ReadMargins,
    known: Mapping[str, WeighableQuestion],
    lines: dict[str, int],
    empty: dict[tuple[str, str], int],
    line: int,
    said: Mapping[str, str],
) -> None:
    """Take one line in: the percentage of an answer, or an empty one."""
    question = known.get(plain(said.get(QUESTION, "")))
    if question is None:
        found.flaws.append(_flaw(NO_QUESTION, line, QUESTION, said))
        return
    answers = {plain(name): o for o, names in question.answers.items() for name in names}
    answer = answers.get(plain(said.get(ANSWER, "")))
    if answer is None:
        found.flaws.append(_flaw(NO_ANSWER, line, ANSWER, said))
        return
    text, key = said.get(PERCENT, ""), (question.id, answer)
    if key in empty or answer in found.margins.get(question.id, {}):
        found.flaws.append(_flaw(TWICE, line, ANSWER, said))
    elif not text:
        empty[key] = line
    elif (number := percentage(text)) is None:
        found.flaws.append(_flaw(NO_PERCENT, line, PERCENT, said))
    else:
        lines.setdefault(question.id, line)
        found.margins.setdefault(question.id, {})[answer] = number


def _flaw(what: str, line: int, column: str, said: Mapping[str, str]) -> MarginFlaw:
    return MarginFlaw(what, line, column, shortened(said.get(column, ""), SHOWN))


def _check(
    found: ReadMargins,
    known: Mapping[str, WeighableQuestion],
    lines: Mapping[str, int],
    empty: Mapping[tuple[str, str], int],
) -> None:
    """Is every answer there of the questions that have percentages, and do they come to 100?"""
    for (question, answer), line in empty.items():
        if question in found.margins:
            cell = known[question].answers[answer][0]
            found.flaws.append(MarginFlaw(LEFT_OUT, line, PERCENT, shortened(cell, SHOWN)))
    if found.flaws:
        return
    for question, shares in found.margins.items():
        missing = [names[0] for o, names in known[question].answers.items() if o not in shares]
        line, total = lines[question], sum(shares.values())
        for each in missing:
            found.flaws.append(MarginFlaw(LEFT_OUT, line, ANSWER, shortened(each, SHOWN)))
        if not missing and not add_up(total):
            found.flaws.append(MarginFlaw(NOT_ALL, line, PERCENT, f"{total:g}"))
    if len(found.margins) > MOST_MARGINS:
        found.flaws.append(MarginFlaw(TOO_MANY, max(lines.values()), QUESTION))
    if not found.margins and not found.flaws:
        found.flaws.append(MarginFlaw(NOTHING, column=PERCENT))
