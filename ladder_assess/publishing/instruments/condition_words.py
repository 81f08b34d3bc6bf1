"""Of whom a question is asked, in words: which answers to which earlier questions lead to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.questionnaire.answers import atom_holds
from ladder_assess.core.questionnaire.conditions import AllOf, AnyOf, Atom, Condition, Not
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.publishing.charts import Speech

Items = Mapping[str, InstrumentItem]


@dataclass(frozen=True)
class _Answers:
    """Any of some answers to an item; with `but`, of several that it takes, all others."""

    item: str
    options: frozenset[str]
    but: bool = False


@dataclass(frozen=True)
class _Joined:
    """Any of some parts, or all of them."""

    any: bool
    parts: tuple["_Part", ...]


_Part = _Answers | _Joined


def runs_of(items: Iterable[Item]) -> Iterator[tuple[Condition | None, list[Item]]]:
    """Questions that follow each other and are asked of the same people, with the condition."""
    for when, run in groupby(items, lambda item: getattr(item, "when", None)):
        yield when, list(run)


def for_whom(items: Iterable[Item], of: Instrument, speech: Speech) -> dict[str, str]:
    """Of whom questions are asked that not everybody is, by the id of the first of those that
    follow each other and are asked of the same people.
    """
    firsts = (of.items[run[0].id] for when, run in runs_of(items) if when is not None)
    return {item.id: only_for(item, of, speech) for item in firsts}


def only_for(item: InstrumentItem, of: Instrument, speech: Speech) -> str:
    """Of whom a question is asked; nothing where everybody is."""

    def called(other: InstrumentItem) -> str:
        return f"“{speech.gettext(other.label)}”"

    if item.when is None:
        return ""
    answers = answers_in_words(item.when, of.items, speech, called)
    return speech.gettext("Only for those who answered %(answers)s.", answers=answers)


def on_paper(pages: Iterable[Page], of: Instrument, speech: Speech) -> dict[str, str]:
    """The same on paper, where questions have numbers: who skips some goes on with the one after
    them.
    """
    items = [of.items[item.id] for page in pages for item in page.items]
    numbers = {item.id: number for number, item in enumerate(items, start=1)}

    def called(item: InstrumentItem) -> str:
        return speech.gettext("question %(number)s", number=numbers[item.id])

    found = dict[str, str]()
    for when, run in runs_of(items):
        if when is not None:
            answers = answers_in_words(when, of.items, speech, called)
            found[run[0].id] = _skip(numbers[run[0].id], numbers[run[-1].id], answers, speech)
            found[run[0].id] += " " + _otherwise(numbers[run[-1].id] + 1, len(items), speech)
    return found


def _skip(first: int, last: int, answers: str, speech: Speech) -> str:
    if first == last:
        return speech.gettext(
            "Answer question %(number)s only if you answered %(answers)s.",
            number=first,
            answers=answers,
        )
    return speech.gettext(
        "Answer questions %(first)s to %(last)s only if you answered %(answers)s.",
        first=first,
        last=last,
        answers=answers,
    )


def _otherwise(after: int, of: int, speech: Speech) -> str:
    if after > of:
        return speech.gettext("Otherwise go on to the end.")
    return speech.gettext("Otherwise go on with question %(number)s.", number=after)


def answers_in_words(
    when: Condition, items: Items, speech: Speech, called: Callable[[InstrumentItem], str]
) -> str:
    """The answers that a condition wants, such as “Yes” to “Volunteers”; `called` says what each
    question is called.
    """
    return _said(_plain(when, items), items, speech, called)


def _plain(when: Condition, items: Items, holds: bool = True) -> _Part:
    """A condition as answers that are joined, where it `holds` or else where it does not."""
    match when:
        case Atom(name, _, option) if items[name].answer == "many":
            return _Answers(name, frozenset({option}), not holds)
        case Atom(name):
            item = items[name]
            offered = (o for o in item.option_ids if atom_holds(when, item, o) is holds)
            return _Answers(name, frozenset(offered))
        case Not(part):
            return _plain(part, items, not holds)
        case AllOf(parts) | AnyOf(parts):
            return _joined(
                isinstance(when, AnyOf) is holds, [_plain(p, items, holds) for p in parts]
            )


def _joined(of_any: bool, parts: list[_Part]) -> _Part:
    """Parts together: those of the same item in one, and those joined alike side by side."""
    found: list[_Part] = []
    for part in parts:
        for each in part.parts if isinstance(part, _Joined) and part.any is of_any else (part,):
            same = next((other for other in found if _is_one(other, each, of_any)), None)
            if same is None:
                found.append(each)
            elif isinstance(same, _Answers) and isinstance(each, _Answers):
                together = same.options | each.options
                found[found.index(same)] = _Answers(each.item, together, each.but)
    inside = [part for part in found if not _is_spare(part, found)]
    return inside[0] if len(inside) == 1 else _Joined(of_any, tuple(inside))


def _is_spare(part: _Part, beside: list[_Part]) -> bool:
    """Does another part say as much by itself: of “A, and (A, or B)”, the second?"""
    return isinstance(part, _Joined) and any(other in part.parts for other in beside)


def _is_one(one: _Part, other: _Part, of_any: bool) -> bool:
    """Are two parts one when they are joined?"""
    if not (isinstance(one, _Answers) and isinstance(other, _Answers) and one.item == other.item):
        return False
    return one == other or (of_any and not one.but and not other.but)


def _said(
    part: _Part, items: Items, speech: Speech, called: Callable[[InstrumentItem], str]
) -> str:
    if isinstance(part, _Answers):
        return _answers(part, items[part.item], speech, called(items[part.item]))
    texts = []
    for each in part.parts:
        text = _said(each, items, speech, called)
        texts.append(f"({text})" if isinstance(each, _Joined) else text)
    first, last = "; ".join(texts[:-1]), texts[-1]
    if part.any:
        return speech.gettext("%(first)s, or %(last)s", first=first, last=last)
    return speech.gettext("%(first)s, and %(last)s", first=first, last=last)


def _answers(part: _Answers, item: InstrumentItem, speech: Speech, question: str) -> str:
    texts = [f"“{speech.gettext(o.text)}”" for o in item.options if o.id in part.options]
    answers = texts[-1]
    if texts[:-1]:
        first = ", ".join(texts[:-1])
        answers = speech.gettext("%(first)s or %(last)s", first=first, last=texts[-1])
    if part.but:
        answers = speech.gettext("anything but %(answers)s", answers=answers)
    return speech.gettext("%(answers)s to %(question)s", answers=answers, question=question)
