"""The third pass over a questionnaire, for maintainers alone: can people answer it as worded?

Reading age, length, two ideas in one question, and negatives. What is passed over is data
(`questionnaires/wording.yaml`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.checks.instruments.scores import scale_of
from ladder_assess.core.checks.items import all_items
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, texts, within
from ladder_assess.core.checks.readability import reading_age, words_of

Data = Mapping[str, Any]
MOST_WORDS = 25
OLDEST = 12
FORMULAS_AGREEING = 2
# Under this many words the formulas say nothing; such a page counts with the others alone.
FEWEST_WORDS = 40
JOINED = re.compile(r"\b(and|or|as well as)\b|\b/\b", re.I)
NEGATIVE = re.compile(
    r"\b(not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|unless|cannot"
    r"|[a-z]+n['’]t|un(?:able|likely|clear|fair|helpful|usual|willing)|lack\w*|fail\w*|refus\w*"
    r"|avoid\w*|prevent\w*)\b",
    re.I,
)
BESIDE_PAGES = (
    (("contradictions",), "ask", "what is asked of contradictions"),
    (("clearer", "items"), "says", "what is said of clearer questions"),
    (("clearer", "rules"), "before", "what is said of rules as they were"),
    (("clearer", "rules"), "now", "what is said of rules that changed"),
    (("clearer", "rules"), "why", "what is said of why rules changed"),
)
NOT = re.compile(r"\b(not|cannot|[a-z]+n['’]t)\b", re.I)


@dataclass(frozen=True)
class PassedOver:
    """`familiar` words do not make a text harder; `one_idea` are words with an and or an or between
    them that are one idea.
    """

    familiar: frozenset[str] = frozenset()
    one_idea: tuple[str, ...] = ()


def passed_over(data: object) -> PassedOver:
    """What stands in `wording.yaml`, as far as it has the right shape."""
    if not isinstance(data, Mapping):
        return PassedOver()
    phrases = (entry.get("words") for _, entry in entries(data, "one_idea"))
    return PassedOver(
        frozenset(word for _, word in texts(data, "familiar")),
        tuple(words for words in phrases if isinstance(words, str)),
    )


def wording_problems(data: object, over: PassedOver) -> list[Problem]:
    """What is wrong with the wording of a questionnaire, with rules or without."""
    if not isinstance(data, Mapping):
        return []
    return [
        *_hard_to_read(data, over),
        *_too_long_on_topics(data),
        *(
            problem
            for path, item in all_items(data)
            if isinstance(item.get("ask"), str)
            for check in CHECKS
            for problem in check(data, (*path, "ask"), item, over)
        ),
    ]


def unused_exceptions(over: PassedOver, data: Mapping[str, object]) -> Iterator[Problem]:
    """What is passed over although no question of any questionnaire has it."""
    asks = [str(item.get("ask")) for part in data.values() for _, item in all_items(part)]
    for place, words in enumerate(over.one_idea):
        if not any(words in ask for ask in asks):
            message = f"no question has the words `{words}`"
            yield Problem(Name.UNUSED_EXCEPTION, ("one_idea", place), message)


def _hard_to_read(data: Data, over: PassedOver) -> Iterator[Problem]:
    """Each page is measured, and the whole, which takes in the pages with few words."""
    whole: list[str] = []
    for path, section in entries(data, "sections"):
        page = list(_read_on(path, section))
        whole += page
        yield from _age(page, path, "this page", over)
    for keys, key, what in BESIDE_PAGES:
        said = [row[key] for _, row in entries(data, *keys) if isinstance(row.get(key), str)]
        yield from _age(said, keys, what, over)
    yield from _age(whole, ("sections",), "the questionnaire", over)
    well = [text for _, text in _done_well(data)]
    yield from _age(well, ("dimensions",), "what is said of topics done well", over)


def _too_long_on_topics(data: Data) -> Iterator[Problem]:
    for path, text in _done_well(data):
        yield from _words(text, path)


def _done_well(data: Data) -> Iterator[tuple[Path, str]]:
    """What topics look like where they are done well, and the examples: each its place and text."""
    for path, dimension in entries(data, "dimensions"):
        for below in (("well",), ("well", "example")):
            found: Any = dimension
            for key in below:
                found = found.get(key) if isinstance(found, Mapping) else None
            if isinstance(found, Mapping) and isinstance(found.get("text"), str):
                yield (*path, *below, "text"), found["text"]


def _read_on(path: Path, section: Data) -> Iterator[str]:
    """What people read on a page before they look at the answers."""
    for part in (section, *(item for _, item in within(path, section, "items"))):
        for key in ("lead", "ask", "hint", "find_out"):
            if isinstance(part.get(key), str):
                yield part[key]


def _age(read: list[str], path: Path, what: str, over: PassedOver) -> Iterator[Problem]:
    if sum(len(words_of(text)) for text in read) < FEWEST_WORDS:
        return
    ages = reading_age(read, over.familiar)
    if sum(age > OLDEST for age in ages) >= FORMULAS_AGREEING:
        found = ", ".join(f"{age:.1f}" for age in ages)
        message = f"{what} asks for a reader of more than {OLDEST} years by several formulas"
        yield Problem(Name.HARD_TO_READ, path, f"{message}: {found}")


def _length(data: Data, path: Path, item: Data, over: PassedOver) -> Iterator[Problem]:
    yield from _words(item["ask"], path)


def _words(text: str, path: Path) -> Iterator[Problem]:
    count = len(text.split())
    if count > MOST_WORDS:
        message = f"expected at most {MOST_WORDS} words, found {count}"
        yield Problem(Name.TOO_MANY_WORDS, path, message)


def _two_ideas(data: Data, path: Path, item: Data, over: PassedOver) -> Iterator[Problem]:
    left = item["ask"]
    for words in over.one_idea:
        left = left.replace(words, "…")
    found = JOINED.search(left)
    if found:
        message = f"expected one idea, found two joined by `{found[0]}`; ask twice, or say why not"
        yield Problem(Name.TWO_IDEAS, path, f"{message} in wording.yaml")


def _negatives(data: Data, path: Path, item: Data, over: PassedOver) -> Iterator[Problem]:
    """Two negatives in a question; or a `not` in a statement, with which people may disagree."""
    found = [match[0] for match in NEGATIVE.finditer(item["ask"])]
    if len(found) > 1:
        message = f"expected no more than one negative, found {', '.join(found)}"
        yield Problem(Name.DOUBLE_NEGATIVE, path, message)
    elif NOT.search(item["ask"]) and "disagree" in scale_of(data, item):
        message = f"to disagree with `{found[0]}` is a double negative; say it without"
        yield Problem(Name.DOUBLE_NEGATIVE, path, message)


CHECKS: tuple[Callable[[Data, Path, Data, PassedOver], Iterator[Problem]], ...] = (
    _length,
    _two_ideas,
    _negatives,
)
