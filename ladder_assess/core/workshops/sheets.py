"""Facts that people answered on paper, keyed in: a line for each sheet, a number for each fact."""

import re
from collections.abc import Sequence

from ladder_assess.core.questionnaire.questionnaire import Item

# Of each fact, the number of the answer from 1; this where none was marked.
Sheet = tuple[int, ...]
BLANK = 0
BLANKS, BETWEEN = "-?0", re.compile(r"[\s,;.|]+")


class WrongSheet(ValueError):
    """A line that is no sheet: its number, how many answers it has, and the first `fact` that has
    no such answer, by its number; 0 where there are too few or too many.
    """

    def __init__(self, line: int, answers: int, fact: int = 0) -> None:
        super().__init__(f"line {line} is no sheet")
        self.line, self.answers, self.fact = line, answers, fact


def read_sheets(typed: str, items: Sequence[Item]) -> list[Sheet]:
    """The sheets that were typed; empty lines are none. Raises WrongSheet."""
    lines = enumerate(map(_signs, typed.splitlines()), start=1)
    return [_sheet(line, signs, items) for line, signs in lines if signs]


def _signs(line: str) -> str:
    return BETWEEN.sub("", line)


def _sheet(line: int, signs: str, items: Sequence[Item]) -> Sheet:
    if len(signs) != len(items):
        raise WrongSheet(line, len(signs))
    for fact, (sign, item) in enumerate(zip(signs, items, strict=True), start=1):
        if sign not in BLANKS and sign not in _numbers(item):
            raise WrongSheet(line, len(signs), fact)
    return tuple(BLANK if sign in BLANKS else int(sign) for sign in signs)


def _numbers(item: Item) -> list[str]:
    return [str(number) for number, _ in enumerate(item.option_ids, start=1)]
