"""What each column of a file of answers holds, in which words it was asked, and by which number
each answer stands where a program wants numbers.

A question of which several answers can be chosen is one column for each of them, 1 for chosen. What
was not known, left out and not asked are numbers of their own below zero, which programs for
statistics take out of what they count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.asking import asking
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

LEFT_OUT, DONT_KNOW, NOT_OFFERED, SKIPPED = -9, -8, -7, -6
# Whatever is from one of these to the other is no answer that counts; of a survey in which somebody
# may not be asked a question, to SKIPPED.
MISSING = (LEFT_OUT, NOT_OFFERED)
NO, YES = 0, 1
NUMBER, GROUP, VERSION, WEIGHT = "number", "form", "version", "weight"
# Longer names are no names to SPSS, in bytes of UTF-8.
LONGEST_NAME = 64


@dataclass(frozen=True)
class Code:
    """An answer: the number that stands for it, its id in the definition, and its wording; no
    wording where it is whether one of several was chosen.
    """

    number: int
    id: str
    text: str = ""


@dataclass(frozen=True)
class Variable:
    """A column. `option` is the answer that it is about where the question takes several, else
    empty; `codes` are the answers in the order in which they were offered. `ordered` is so where
    each is more, or less, than the one before.
    """

    name: str
    item: str
    ask: str
    option: str
    option_text: str
    ordered: bool
    codes: tuple[Code, ...]

    def number(self, values: Mapping[str, Value]) -> int:
        """The number that stands for what somebody answered."""
        value = values.get(self.item)
        if value is None:
            return LEFT_OUT
        if value == UNKNOWN:
            return DONT_KNOW
        if self.option:
            chosen = (value,) if isinstance(value, str) else value
            return YES if self.option in chosen else NO
        return next((code.number for code in self.codes if code.id == value), NOT_OFFERED)


def not_asked(instrument: Instrument, row: AnswerRow, *, short: bool) -> frozenset[str]:
    """The items that somebody was not asked, by what they answered to earlier ones. Of who answered
    another version nothing is told: there it may have been otherwise.
    """
    if not instrument.skips or row.version != instrument.version:
        return frozenset()
    items = list(instrument.asked(row.form, short=short))
    asked = {item.id for item in asking(instrument).asked(items, row.values)}
    return frozenset(item.id for item in items if item.id not in asked)


def codebook(instrument: Instrument, *, short: bool) -> tuple[Variable, ...]:
    """A variable for each question of all groups, or for each answer to one that takes several, in
    the order in which they are asked.
    """
    asked = instrument.asked(short=short)
    return tuple(variable for item in asked for variable in _variables(item))


def group_codes(instrument: Instrument) -> tuple[Code, ...]:
    """By which number each group stands; none where all are one."""
    return tuple(Code(at, form.id, form.name) for at, form in enumerate(instrument.forms, start=1))


def _variables(item: InstrumentItem) -> Iterator[Variable]:
    if item.answer == "many":
        for option in item.options:
            chosen = (Code(NO, "no"), Code(YES, "yes"))
            name = f"{item.id}.{option.id}"
            yield Variable(name, item.id, item.ask, option.id, option.text, False, chosen)
        return
    offered = enumerate(item.options, start=1)
    codes = tuple(Code(at, option.id, _wording(item, at)) for at, option in offered)
    ordered = item.ordered or item.of_agreement or bool(item.dimension)
    yield Variable(item.id, item.id, item.ask, "", "", ordered, codes)


def _wording(item: InstrumentItem, at: int) -> str:
    """What an answer is called; the ends of two poles say which they are."""
    text, poles = item.options[at - 1].text, item.poles
    if poles is not None and at in (1, len(item.options)):
        return f"{text}: {poles.low if at == 1 else poles.high}"
    return text
