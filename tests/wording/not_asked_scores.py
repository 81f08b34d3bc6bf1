"""Which sentences say of a questionnaire that something does not hold, and when each may be said.

An organisation has answered some questions of an instrument, or said that it does not know; people
have each answered on their own. What they left out was not asked of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.instrument import Dimension, Instrument
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.instruments.wave import response
from ladder_assess.core.plan.of_scores import Advice
from tests.wording.messages import Message

Answers = Mapping[str, Any]
FEWEST = 5


class Round(NamedTuple):
    """What was answered: by the organisation as a whole, or by people, each on their own."""

    instrument: Instrument
    advice: Advice
    own: Answers | None
    people: tuple[Answers, ...] = ()
    form: str = ""


True_ = Callable[[Round, tuple[str, ...]], bool]


class SayingOfScores(NamedTuple):
    """A sentence: the message that says it, how it reads, and when it is so."""

    name: str
    message: str
    words: re.Pattern[str]
    true: True_

    def says(self, message: Message) -> bool:
        """Is it said by this message?"""
        return self.message in message.one


def known(answers: Answers, item: str) -> bool:
    """Is there an answer other than that it is not known?"""
    return bool(answers.get(item, "unknown") != "unknown")


def scored(of: Round, dimension: Dimension) -> bool:
    """Can a topic have a score: are half of its questions answered, or by five people each?"""
    asked = of.instrument.scored(of.form, short=False).get(dimension.id, ())
    given = of.people if of.own is None else (of.own,)
    least = FEWEST if of.own is None else 1
    told = [i for i in asked if sum(known(each, i.id) for each in given) >= least]
    return bool(told) and 2 * len(told) >= len(asked)


def some_unscored(of: Round, _found: tuple[str, ...]) -> bool:
    return not all(scored(of, dimension) for dimension in of.instrument.dimensions)


def none_scored(of: Round, _found: tuple[str, ...]) -> bool:
    return not any(
        scored(of, each) for each in of.instrument.dimensions if each.poles is None
    ) and bool(of.instrument.dimensions)


def so_many_unscored(of: Round, found: tuple[str, ...]) -> bool:
    """Of many topics a picture shows some."""
    unscored = [d for d in of.instrument.dimensions if not scored(of, d) and not d.poles]
    return 1 <= int(found[0]) <= len(unscored)


def poles_unscored(of: Round, _found: tuple[str, ...]) -> bool:
    return any(d.poles and not scored(of, d) for d in of.instrument.dimensions)


def fact_missing(of: Round, _found: tuple[str, ...]) -> bool:
    """Is some fact that decides what sort it is not known?"""
    facts = of.instrument.classification
    return bool(facts and not all(known(of.own or {}, item) for item in facts.items))


def none_so_low(of: Round, _found: tuple[str, ...]) -> bool:
    """Is no score below a bound under which the plan proposes something?"""
    if of.own is None:
        return True
    found = Scorer(of.instrument).score(response(of.instrument, of.own)).dimensions
    scores = {key: found[key].score for key in found}
    return not any(
        score is not None and whole(score) < advice.below
        for key, score in scores.items()
        for advice in of.advice.get(f"{of.instrument.id}.{key}", ())
    )


def none_answered(of: Round, _found: tuple[str, ...]) -> bool:
    """Has some topic no statement with an answer?"""
    groups: dict[str, list[str]] = {}
    for item in of.instrument.items.values():
        groups.setdefault(item.dimension or "", []).append(item.id)
    return any(not any(known(of.own or {}, i) for i in items) for items in groups.values())


def _saying(message: str, true: True_, words: str = "") -> SayingOfScores:
    return SayingOfScores(message, message, re.compile(words or re.escape(message)), true)


def _all() -> Iterator[SayingOfScores]:
    for message in (
        "No score: fewer than half of the questions have an answer",
        "No score: fewer than half of the questions on that topic have an answer.",
        "No score: fewer than half of its questions have five answers",
        "Nothing is scored yet.",
        "No stage is marked as the weakest, because one has no score.",
    ):
        yield _saying(message, some_unscored)
    for message in (
        "There is no score: fewer than half of the questions of each topic have an answer.",
        "No topic has a score yet: of each, fewer than half of the questions have five answers.",
    ):
        yield _saying(message, none_scored)
    yield _saying(
        "%(number)s is not scored, as too few of its questions have enough answers.",
        so_many_unscored,
        r"(\d+) (?:is|are) not scored, as too few of (?:its|their) questions have enough answers\.",
    )
    yield _saying("There is no overall place, because fewer than half", poles_unscored)
    yield _saying("A fact is not known, and it would decide.", fact_missing)
    yield _saying("What sort it is cannot be said yet.", fact_missing)
    yield _saying("No score is so low that the plan proposes something for it.", none_so_low)
    yield _saying("None of these statements has an answer other than “Don’t know”.", none_answered)


SAYINGS_OF_SCORES = tuple(_all())


def sayings_of_scores_in(text: str) -> Iterator[tuple[SayingOfScores, tuple[str, ...]]]:
    """The sentences of this kind in what a page, a picture or a file says."""
    plain = " ".join(text.split())
    for saying in SAYINGS_OF_SCORES:
        for found in saying.words.finditer(plain):
            yield saying, tuple(found.groups())
