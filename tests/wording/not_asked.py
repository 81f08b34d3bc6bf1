"""Which sentences say that something does not hold, and when each of them may be said.

Found by reading all templates of activities and plans and all modules of publishing. A sentence may
be said only if it is so however the questions are answered that nobody asked or that are not known:
`true` is asked of many such answers, by the rules written out plainly in tests.core.naive.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.core import naive

Answers = Mapping[str, Any]


class Case(NamedTuple):
    """What was said of an activity: the version of the rules, the known answers, and the rungs that
    were claimed and intended.
    """

    version: int
    known: Answers
    claimed: int | None = None
    intended: int | None = None


True_ = Callable[[Case, dict[str, Any], tuple[str, ...]], bool]
# What the test writes before a cell of the table of activities in short.
IN_SHORT = "cautions-and-traps"


class Saying(NamedTuple):
    """A sentence: the message that says it, empty where nothing may, how it reads in pages,
    pictures and files, and what has to be so of every way to answer the rest. That is also given
    the groups of the pattern.
    """

    name: str
    message: str
    words: re.Pattern[str]
    true: True_


def _rung(case: Case, a: dict[str, Any]) -> int:
    return naive.rung(a, case.version)


def _nothing_heard(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    silent = a["information"] == "none" and a["dialogue"] == "none"
    return _rung(case, a) == 0 and silent


def _below_intended(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended is not None and _rung(case, a) < case.intended


def _has_reached(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.intended is not None and _rung(case, a) >= case.intended


def _below_claim(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.claimed is not None and _rung(case, a) < case.claimed


def _above_claim(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return case.claimed is not None and _rung(case, a) > case.claimed


def _not_that_rung(case: Case, a: dict[str, Any], found: tuple[str, ...]) -> bool:
    return naive.chain_rung(a, case.version) < int(found[0])


def _at_the_top(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return _rung(case, a) == 8


def _rests_on_none(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """No step in one known answer moves it, whatever the others are."""
    return all(_rung(case, moved) == _rung(case, a) for moved in _steps(case, a))


def _steps(case: Case, a: dict[str, Any]) -> list[dict[str, Any]]:
    moved = []
    for item in case.known:
        options = list(naive.PLACE.get(item, ()))
        if item in naive.PLACE and item in a:
            at = options.index(a[item])
            moved += [{**a, item: o} for o in options[max(at - 1, 0) : at + 2] if o != a[item]]
    return moved


def _no_caution(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return not naive.cautions(a, case.version) and not naive.traps(a, case.version)


def _no_share(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return _rung(case, a) < 6


def _a_share(case: Case, a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return _rung(case, a) >= 6


def _has_functions(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    """Only a known answer says that there are none."""
    return "functions" in case.known


def _none_chosen(case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return any(value == () or value == [] for value in case.known.values())


def _never(_case: Case, _a: dict[str, Any], _found: tuple[str, ...]) -> bool:
    return False


def _saying(name: str, message: str, words: str, true: True_) -> Saying:
    return Saying(name, message, re.compile(words), true)


SAYINGS = (
    # templates/plan/print/fit.html, on the result page, in the plan and in its files
    _saying(
        "off the ladder",
        "people hear nothing about it and cannot answer back",
        "people hear nothing about it and cannot answer back",
        _nothing_heard,
    ),
    _saying(
        "not reached",
        "By the facts it has not reached that.",
        r"By the facts it has not reached that\.",
        _below_intended,
    ),
    _saying(
        "meant otherwise",
        "It was meant for rung %(rung)s, and by the facts",
        r"It was meant for rung \d, and by the facts it",
        _below_intended,
    ),
    _saying(
        "reached",
        "and it has reached that. It need not go higher.",
        r"and it has reached that\. It need not go higher",
        _has_reached,
    ),
    _saying(
        "where meant", "It is where it was meant to be", "It is where it was meant", _has_reached
    ),
    _saying("lower", "The facts place it lower.", r"The facts place it lower\.", _below_claim),
    _saying("higher", "The facts place it higher.", r"The facts place it higher\.", _above_claim),
    # templates/activities/activity/reasons.html
    _saying(
        "not shown",
        "the facts do not show it",
        r"(\d)\. [^:.]+: the facts do not show it",
        _not_that_rung,
    ),
    # templates/activities/activity/result.html and evidence.html, templates/plan/print/short.html
    _saying(
        "highest",
        "Nothing: it stands on the highest rung.",
        r"Nothing: it stands on the highest rung\.",
        _at_the_top,
    ),
    _saying(
        "on the highest",
        "It is on the highest rung.",
        r"It is on the highest rung\.",
        _at_the_top,
    ),
    _saying(
        "rests on none",
        "The placement rests on no single answer",
        "The placement rests on no single answer",
        _rests_on_none,
    ),
    # templates/plan/print/short.html
    _saying("no caution in short", "None", f"(?<={IN_SHORT}: )None(?= end)", _no_caution),
    # publishing/activities/sheet.py, on the page of pictures and on the one-page sheet
    _saying("no share", "They do not in %(below)s.", r"They do not in 1\b", _no_share),
    _saying(
        "a share",
        "(rung 6 or higher) in %(shared)s",
        r"\(rung 6 or higher\) in 1\b",
        _a_share,
    ),
    # templates/activities/activity/typology.html, templates/plan/print/activity_pages/typology.html
    _saying(
        "no phases", "Phases with people in them", "Phases with people in them", _has_functions
    ),
    _saying("no functions", "none.", r"[Cc]o-(?:commissioning|delivery): none\.", _has_functions),
    # publishing/plan/workbook.py, the answers in print and on the page
    _saying("none of these", "None of these", "None of these(?!:)", _none_chosen),
    # What stood there once, and may not again.
    _saying("none holds", "", r"\bNone holds\b|\b[Nn]o cautions?\b(?! of)", _never),
    _saying("nothing to find out", "", "[Nn]othing to find out", _never),
)


def sayings_in(text: str) -> list[tuple[Saying, tuple[str, ...]]]:
    """The sentences of this kind in what a page, a picture or a file says, one after another."""
    plain = " ".join(text.split())
    return [
        (saying, tuple(found.groups()))
        for saying in SAYINGS
        for found in saying.words.finditer(plain)
    ]
