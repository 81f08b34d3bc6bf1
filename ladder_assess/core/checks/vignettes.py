"""The second pass over the vignettes, and the proof that each text leads where it says.

What is quoted from a text decides its placement: with these answers alone it is exact, and without
any one of them it is not.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.meaning import duplicates
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts, within
from ladder_assess.core.checks.readability import reading_age
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Placement
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers
from ladder_assess.core.questionnaire.record import Problem as BadAnswer

Data = Mapping[str, Any]
FEWEST_WORDS, MOST_WORDS = 120, 250
FEWEST = 24
OLDEST = 12
FORMULAS_AGREEING = 2
PLACES_IN_THE_GRID = ("who_plans", "who_delivers")
# What each look-alike must be, whatever it is taken for.
ALIKE = {
    "majority_that_advises": {"seats": "advisory", "decision_rule": "advised"},
    "vote_that_may_be_ignored": {"decision_rule": "advised", "override": "freely"},
    "veto_without_seats": {"seats": "none"},
}
LONG_LABEL = 3
ENDING = re.compile(r"(?<=.{5})(?:ation|ing|ship|ism|ion|y)$")
OFFICE = re.compile(
    r"\b(?:london borough|council|city|borough|district|county|metropolitan|royal|corporation"
    r"|authority|combined|the|of|upon|in)\b",
    re.I,
)
SHORTEST_NAME = 4


def vignette_problems(data: object, questionnaire: Questionnaire | None) -> Iterator[Problem]:
    """What is wrong with the meaning of a file of vignettes, but for where they lead."""
    yield from duplicates(data, "vignettes")
    for path, entry in entries(data, "vignettes"):
        answers = entry.get("answers")
        if questionnaire is not None and isinstance(answers, Mapping):
            yield from _answers(questionnaire, answers, (*path, "answers"))
        if isinstance(entry.get("text"), str):
            yield from _length(entry["text"], (*path, "text"))
            yield from _quotations(entry, path)


def _answers(questionnaire: Questionnaire, answers: Data, path: Path) -> Iterator[Problem]:
    bad: list[BadAnswer] = []
    known = read_answers(questionnaire.coded, questionnaire.accepted, dict(answers), bad)
    for item, expected in bad:
        name = Name.UNKNOWN_OPTION if item in questionnaire.coded else Name.UNKNOWN_ITEM
        yield Problem(name, (*path, item), expected)
    for item in answers.keys() - known.keys() - {item for item, _ in bad}:
        message = f"leave out what is {UNKNOWN}: the text does not say it"
        yield Problem(Name.UNKNOWN_OPTION, (*path, item), message)


def _length(text: str, path: Path) -> Iterator[Problem]:
    count = len(text.split())
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        name = Name.TOO_FEW_WORDS if count < FEWEST_WORDS else Name.TOO_MANY_WORDS
        message = f"expected {FEWEST_WORDS} to {MOST_WORDS} words, found {count}"
        yield Problem(name, path, message)


def _quotations(entry: Data, path: Path) -> Iterator[Problem]:
    """Each stands in the text word for word, and shows answers that are given, each once."""
    text, answers = _one_line(entry["text"]), entry.get("answers")
    shown: set[str] = set()
    for below, row in within(path, entry, "shows"):
        says = row.get("says")
        if isinstance(says, str) and _one_line(says) not in text:
            message = "the text does not say this word for word"
            yield Problem(Name.NOT_QUOTED, (*below, "says"), message)
        for place, item in texts(row, "items"):
            where = (*below, "items", place)
            if isinstance(answers, Mapping) and item not in answers:
                message = f"no answer to `{item}` is given{perhaps(item, answers)}"
                yield Problem(Name.UNKNOWN_ITEM, where, message)
            elif item in shown:
                yield Problem(Name.REPEATED, where, f"`{item}` is shown above already")
            shown.add(item)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def vignette_proof(
    data: object, questionnaire: Questionnaire, familiar: Collection[str]
) -> Iterator[Problem]:
    """Where vignettes lead, and whether there are enough of all sorts, if the pass over their
    meaning found them sound. `familiar` words do not make a text harder.
    """
    assessor = Assessor(questionnaire)
    for path, entry in entries(data, "vignettes"):
        answers = _read(questionnaire, entry["answers"])
        yield from _expected(assessor, answers, entry["expected"], (*path, "expected"))
        yield from _shown(assessor, answers, entry, path)
        yield from _stands_for(answers, entry, path)
        for row in assessor.contradictions.among(answers):
            message = f"the answers contradict each other: {row.id}"
            yield Problem(Name.UNEXPLAINED_CONTRADICTION, path, message)
        yield from _age(entry["text"], (*path, "text"), familiar)
    yield from _giveaways(data, questionnaire)
    yield from _coverage(data, questionnaire)


def _read(questionnaire: Questionnaire, answers: Data) -> Answers:
    return read_answers(questionnaire.coded, questionnaire.accepted, dict(answers), [])


def _expected(assessor: Assessor, answers: Answers, said: Data, path: Path) -> Iterator[Problem]:
    """One rung exactly, or none for one person's own service; the trap; the kind and the cell."""
    placed, found = assessor.placer.place(answers), assessor.typologist.read(answers)
    rung = {"low": placed.low, "high": placed.high}
    leads = {} if answers.get("level") == INDIVIDUAL else {**rung, "trap": placed.trap}
    leads = {key: value for key, value in leads.items() if value is not None}
    leads |= {"kind": found.kind, "cell": found.cell}
    if dict(said) != leads or (leads.get("low") != leads.get("high")):
        named = ", ".join(f"{key} {value}" for key, value in leads.items())
        message = f"expected one rung and what the answers lead to, which is {named}"
        yield Problem(Name.UNEXPECTED_PLACEMENT, path, message)


def _shown(assessor: Assessor, answers: Answers, entry: Data, path: Path) -> Iterator[Problem]:
    """The answers that are shown place it alone, and each of them is needed for that."""
    shown = [item for _, row in entries(entry, "shows") for item in row["items"]]
    for item in PLACES_IN_THE_GRID:
        if item not in shown:
            message = f"no sentence shows the answer to `{item}`"
            yield Problem(Name.NOT_SHOWN, (*path, "shows"), message)
    if answers.get("level") == INDIVIDUAL:
        return
    whole = _place(assessor, answers, answers)
    if _place(assessor, answers, shown) != whole:
        message = "the answers that sentences show do not place it exactly: show those that do"
        yield Problem(Name.NOT_SHOWN, (*path, "shows"), message)
        return
    evidence = {item.id for item in assessor.questionnaire.evidence}
    for below, row in within(path, entry, "shows"):
        for place, item in texts(row, "items"):
            left = [other for other in shown if other != item]
            if item in evidence and _place(assessor, answers, left) == whole:
                message = f"`{item}` decides nothing beside the other answers that are shown"
                yield Problem(Name.DECIDES_NOTHING, (*below, "items", place), message)


def _place(
    assessor: Assessor, answers: Answers, items: Iterable[str]
) -> tuple[int, int, str | None]:
    placed: Placement = assessor.placer.place({item: answers[item] for item in items})
    return placed.low, placed.high, placed.trap


def _stands_for(answers: Answers, entry: Data, path: Path) -> Iterator[Problem]:
    for item, option in ALIKE.get(str(entry.get("alike")), {}).items():
        if answers.get(item) != option:
            message = f"for that, `{item}` is `{option}`"
            yield Problem(Name.UNEXPECTED_PLACEMENT, (*path, "alike"), message)


def _age(text: str, path: Path, familiar: Collection[str]) -> Iterator[Problem]:
    ages = reading_age([text], familiar)
    if sum(age > OLDEST for age in ages) >= FORMULAS_AGREEING:
        found = ", ".join(f"{age:.1f}" for age in ages)
        message = f"this asks for a reader of more than {OLDEST} years by several formulas: {found}"
        yield Problem(Name.HARD_TO_READ, path, message)


def _coverage(data: object, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every rung, trap, kind and cell of the typology, and every look-alike, has a vignette."""
    all_of_them = [entry for _, entry in entries(data, "vignettes")]
    said = [entry["expected"] for entry in all_of_them]
    typology = questionnaire.typology
    wanted: dict[str, Iterable[object]] = {
        "low": [rung.number for rung in questionnaire.rungs],
        "trap": [trap.id for trap in questionnaire.traps],
        "kind": [kind.id for kind in typology.kinds],
        "cell": [cell.id for cell in typology.cells],
    }
    for key, those in wanted.items():
        held = {expected.get(key) for expected in said}
        for one in those:
            if one not in held:
                sort = "rung" if key == "low" else key
                yield Problem(Name.NOT_COVERED, ("vignettes",), f"none is of the {sort} {one}")
    for alike in ALIKE.keys() - {entry.get("alike") for entry in all_of_them}:
        yield Problem(Name.NOT_COVERED, ("vignettes",), f"none is {alike}")
    if len(all_of_them) < FEWEST:
        message = f"expected at least {FEWEST}, found {len(all_of_them)}"
        yield Problem(Name.NOT_COVERED, ("vignettes",), message)


def _giveaways(data: object, questionnaire: Questionnaire) -> Iterator[Problem]:
    """The words that give a placement away: names and answers of the questionnaire, and what the
    file itself lists.
    """
    own = [word for _, word in texts(data, "unsaid")] if isinstance(data, Mapping) else []
    patterns = [*_names(questionnaire), *(rf"{re.escape(word)}\b" for word in own)]
    words = re.compile(rf"\b(?:{'|'.join(patterns)})", re.I)
    message = "`{}` gives the answer away; say the fact in other words"
    yield from _said(data, words, Name.GIVES_AWAY, message)


def _names(questionnaire: Questionnaire) -> Iterator[str]:
    """A pattern for each name of a rung, band, trap, kind or cell, with all that is made of it, and
    for what things are called and each longer answer as it stands.
    """
    typology = questionnaire.typology
    names = [name for rung in questionnaire.rungs for name in (rung.name, rung.plain) if name]
    names += [band.name for band in questionnaire.bands]
    names += [rule.name for rule in (*questionnaire.traps, *typology.kinds)]
    for name in (*names, *(cell.name for cell in typology.cells)):
        yield re.escape(ENDING.sub("", name))
    for item in questionnaire.coded.values():
        for option in item.options:
            if item.id == "claimed_labels" or len(option.text.split()) > LONG_LABEL:
                yield rf"{re.escape(option.text)}\b"


def real_names(data: object, authorities: Iterable[str]) -> Iterator[Problem]:
    """The vignettes that name a place with a local authority of its own."""
    places = {
        place
        for name in authorities
        for part in re.split(r", | and ", OFFICE.sub("", name))
        if len(place := _one_line(part)) >= SHORTEST_NAME
    }
    if places:
        named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(places)))})\b")
        message = "`{}` has a local authority; invent another name"
        yield from _said(data, named, Name.REAL_NAME, message)


def _said(data: object, words: re.Pattern[str], name: Name, message: str) -> Iterator[Problem]:
    """The first of some words in each title and text."""
    for path, entry in entries(data, "vignettes"):
        for key in ("title", "text"):
            found = words.search(_one_line(str(entry.get(key, ""))))
            if found:
                yield Problem(name, (*path, key), message.format(found[0]))
