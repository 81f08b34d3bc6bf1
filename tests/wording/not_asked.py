"""Which sentences say that something does not hold, and when each of them may be said.

No message that speaks of absence is left out (`absence`). A sentence may be said only if it is so
however the questions are answered that nobody asked or that are not known: `true` is asked of many
such answers.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ladder_assess.core.questionnaire.questionnaire import Rule
from tests.wording import truths
from tests.wording.messages import Message
from tests.wording.truths import VERSIONS, True_

# Where a sentence of one word is said.
ONE_WORD = {
    "no caution in short": ("templates/plan/print/short.html",),
    "no functions": ("templates/plan/print/activity_pages/typology.html",),
    "none of functions": ("templates/activities/activity/typology.html",),
}
# What the test writes before a cell of the table of activities in short, before what is said of a
# kind, and before what stands below a name.
IN_SHORT, OF_KIND, IN_CELL = "cautions-and-traps", "kind", "cell"


class Saying(NamedTuple):
    """A sentence: the message that says it, empty where nothing may, how it reads in pages,
    pictures and files, and what has to be so of every way to answer the rest, or of `some` way.
    That is also given the groups of the pattern.
    """

    name: str
    message: str
    words: re.Pattern[str]
    true: True_
    some: bool = False

    def says(self, message: Message) -> bool:
        """Is it said by this message? A single word says it alone in its own place."""
        if not self.message or " " in self.message:
            return bool(self.message) and self.message in message.one
        return self.message == message.one and message.source in ONE_WORD.get(self.name, ())


def _saying(name: str, message: str, words: str, true: True_, *, some: bool = False) -> Saying:
    return Saying(name, message, re.compile(words), true, some)


def _plain(text: str) -> str:
    return re.escape(" ".join(text.split()))


def _as_it_is(true: True_, *messages: str, some: bool = False) -> Iterator[Saying]:
    """Sentences into which nothing is put, so that they read as they are written."""
    for message in messages:
        yield _saying(message, message, _plain(message), true, some=some)


_OF_MESSAGES = (
    # Where it stands, beside what it was meant to be and believed to be, on every page and file
    *_as_it_is(
        truths.nothing_heard,
        "people hear nothing about it and cannot answer back",
        "people would hear nothing about it and could not answer back",
        "it was off the ladder: people heard nothing about it and could not answer back",
    ),
    *_as_it_is(
        truths.below_intended,
        "By the facts it has not reached that.",
        "By the facts it did not reach that.",
        "As planned, it would not reach that.",
    ),
    _saying(
        "meant otherwise",
        "It was meant for rung %(rung)s, and by the facts",
        r"It was meant for rung \d, and by the facts it",
        truths.below_intended,
    ),
    *_as_it_is(
        truths.has_reached,
        "and it has reached that. It need not go higher.",
        "It need not go higher.",
        "It is where it was meant to be",
        "It has reached what it was meant for",
    ),
    *_as_it_is(truths.below_claim, "The facts place it lower."),
    *_as_it_is(truths.above_claim, "The facts place it higher."),
    *_as_it_is(truths.meant_for_nothing, "It was not meant to have people taking part"),
    *_as_it_is(
        truths.not_said,
        "Nobody has said which rung it was meant to be on",
        "No activity says which rung it was meant to be on",
    ),
    # What it rests on, and what could still move it
    _saying(
        "not shown",
        "the facts do not show it",
        r"(\d)\. [^:.]+: the facts do not show it",
        truths.not_that_rung,
    ),
    *_as_it_is(
        truths.in_a_trap,
        "Here they do not decide: these answers keep it low, whatever else is so.",
        "Here it does not decide: the answers named above keep it low.",
    ),
    *_as_it_is(
        truths.at_the_top, "Nothing: it stands on the highest rung.", "It is on the highest rung."
    ),
    *_as_it_is(
        truths.at_the_top,
        "No rung is ruled out: by what is known, it may stand on the highest.",
        some=True,
    ),
    *_as_it_is(truths.rests_on_none, "The placement rests on no single answer"),
    *_as_it_is(
        truths.no_answer_moves_the_range,
        "no step up or down in a single answer given would move the range",
    ),
    _saying(
        "rests on one",
        "It rests on one answer: a step up or down in it",
        r"(?:It|The placement) rests on (one|\d+) answers?: a step",
        truths.rests_on,
    ),
    _saying(
        "one decides",
        "Of the answers given, one decides: a step up or down in it would move the range.",
        r"Of the answers given, (one|\d+) decides?: a step",
        truths.decided_by,
    ),
    *_as_it_is(truths.decided_by_one, "which rests on a single answer"),
    *_as_it_is(truths.never, "Documented answers alone give the same place."),
    *_as_it_is(truths.same_rung, "Nothing that was not asked can change the placement."),
    *_as_it_is(truths.no_evidence, "Nobody has said yet that an answer is written down or"),
    # Cautions, of which a cell of a table says in a word that there are none
    _saying("no caution in short", "None", f"(?<={IN_SHORT}: )None(?= end)", truths.no_caution),
    # Counted over a list
    _saying("no share", "Below rung 6: %(below)s.", r"Below rung 6: 1\b", truths.no_share),
    _saying(
        "a share",
        "(rung 6 or higher) in %(shared)s",
        r"\(rung 6 or higher\) in 1\b",
        truths.a_share,
    ),
    _saying(
        "little say",
        "have little say in %(marked)s",
        r"have little say in 1\b",
        truths.works_without_say,
    ),
    _saying(
        "without power",
        "labour without power: %(marked)s",
        r"labour without power: 1\b",
        truths.works_without_say,
    ),
    # What kind it is
    *_as_it_is(truths.has_functions, "Phases with people in them"),
    _saying(
        "no functions",
        "none.",
        r"[Cc]o-(?:commissioning|delivery): none\.",
        truths.has_functions,
    ),
    _saying(
        "none of functions",
        "None",
        f"(?<={OF_KIND}: )None(?= end)",
        truths.has_functions,
    ),
    _saying("none of these", "None of these", "None of these(?!:)", truths.none_chosen),
    *_as_it_is(
        truths.one_person,
        "is for one person and has no rung",
        "None of them has a rung.",
        "a service to one person",
        "A service to one person: it has a kind",
        "One person’s service: no rung",
        "No ladder: a service to one person",
        "no place on the ladder",
    ),
    _saying(
        "no ladder in a list",
        "One person’s service: no ladder",
        f"(?<={IN_CELL}: )One person’s service: no ladder",
        truths.one_person,
    ),
    # What stood there once, and may not again
    _saying("none holds", "", r"\bNone holds\b|\b[Nn]o cautions?\b(?! of)", truths.never),
    _saying("nothing to find out", "", "[Nn]othing to find out", truths.never),
    _saying("nothing behind it", "", "[Nn]othing written stands behind", truths.never),
    _saying("no co-production", "", r"[Cc]o-production: none\b", truths.never),
)


def _certain(rule: Rule, version: int, true: True_) -> Iterator[Saying]:
    """What a rule says where it certainly holds, in each of its wordings."""
    for text in (rule.text, *(read.text for read in rule.reads)):
        yield _saying(f"{rule.id}, version {version}", "", _plain(text), _under(version, true))


def _under(version: int, true: True_) -> True_:
    """Versions share texts: each answers for its own activities."""
    return lambda case, a, found: case.version != version or true(case, a, found)


def _of_rules() -> Iterator[Saying]:
    """What the questionnaire itself says of an activity."""
    for version in VERSIONS:
        rules, tables = truths.rules(version), truths.rules(version).typology
        for rung in rules.chain:
            said = _plain(f"This rung: {rung.line}")
            stands = _under(version, truths.on_rung(rung.number))
            yield _saying(f"rung {rung.number}, version {version}", "", said, stands)
        for rows, true in (
            (rules.cautions, truths.cautioned), (rules.traps, truths.trapped),
            (tables.findings, truths.found_of), (tables.kinds, truths.of_kind),
            (tables.roles, truths.of_role),
        ):  # fmt: skip
            for rule in rows:
                yield from _certain(rule, version, true(rule.id))
        for rule in tables.crossings:
            yield from _certain(rule, version, truths.works_without_say)


SAYINGS = (*_OF_MESSAGES, *_of_rules())


def sayings_in(text: str) -> list[tuple[Saying, tuple[str, ...]]]:
    """The sentences of this kind in what a page, a picture or a file says, one after another."""
    plain = " ".join(text.split())
    return [
        (saying, tuple(found.groups()))
        for saying in SAYINGS
        for found in saying.words.finditer(plain)
    ]
