"""The worked cases in `questionnaires/worked-cases.json` as data, and what is wrong with them and
with their texts.
"""

import json
from collections.abc import Collection, Iterator
from pathlib import Path as File

from ladder_assess.core.activities.practice import worked_case
from ladder_assess.core.checks.meaning import duplicates
from ladder_assess.core.checks.problems import Name, Problem, entries, perhaps
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.questionnaire.record import BadRecord
from ladder_assess.storage.common.yaml_source import Document

FEWEST_WORDS, MOST_WORDS = 150, 300


def read_cases(file: File) -> Document:
    """Read the worked cases. Raises OSError when the file cannot be opened."""
    document = Document(file)
    try:
        text = file.read_text("utf-8")
        document.data = json.loads(text)
    except UnicodeDecodeError:
        document.refuse(Name.NOT_UTF_8, 1, "expected text in UTF-8")
    except json.JSONDecodeError as error:
        document.refuse(Name.NOT_JSON, error.lineno, f"could not be read as JSON: {error.msg}")
    else:
        lines = text.split("\n")
        for path, case in entries(document.data, "cases"):
            start = f'"id": {json.dumps(case.get("id"))}'
            found = (number for number, line in enumerate(lines, 1) if start in line)
            document.lines[path] = next(found, 1)
    return document


def case_problems(
    data: object, questionnaire: Questionnaire | None, sources: Collection[str]
) -> Iterator[Problem]:
    """Worked cases that cite an unknown source, or whose facts the questionnaire cannot hold.

    The facts are left alone where there is no sound questionnaire.
    """
    yield from duplicates(data, "cases")
    for path, record in entries(data, "cases"):
        try:
            case = worked_case(record)
        except ValueError as error:
            yield Problem(Name.BAD_CASE, path, str(error))
            continue
        if case.source not in sources:
            message = f"no source has the key `{case.source}`{perhaps(case.source, sources)}"
            yield Problem(Name.UNKNOWN_SOURCE, path, message)
        if questionnaire is None:
            continue
        try:
            read_activity(questionnaire, dict(case.record))
        except BadRecord as error:
            for item, expected in error.problems:
                yield Problem(Name.BAD_CASE, path, f"{item}: {expected}")


def case_text_problems(data: object, cases: object) -> Iterator[Problem]:
    """Texts of no case or of another source than their case has, too short or too long ones, and
    cases without a text.
    """
    yield from duplicates(data, "texts")
    sources = {str(case.get("id")): case.get("source") for _, case in entries(cases, "cases")}
    told = list(entries(data, "texts"))
    for path, entry in told:
        identity, text = str(entry.get("id")), entry.get("text")
        if identity not in sources:
            message = f"no worked case is called `{identity}`{perhaps(identity, sources)}"
            yield Problem(Name.UNKNOWN_CASE, (*path, "id"), message)
        elif entry.get("source") != sources[identity]:
            message = f"the source of the case is `{sources[identity]}`"
            yield Problem(Name.UNKNOWN_SOURCE, (*path, "source"), message)
        if isinstance(text, str) and not FEWEST_WORDS <= (count := len(text.split())) <= MOST_WORDS:
            name = Name.TOO_FEW_WORDS if count < FEWEST_WORDS else Name.TOO_MANY_WORDS
            message = f"expected {FEWEST_WORDS} to {MOST_WORDS} words, found {count}"
            yield Problem(name, (*path, "text"), message)
    for identity in sources.keys() - {str(entry.get("id")) for _, entry in told}:
        yield Problem(Name.NOT_COVERED, ("texts",), f"`{identity}` has no text")
