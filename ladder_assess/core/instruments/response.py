"""One response to an instrument as it is handed in, and the check that it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.instruments.asking import NOT_ASKED
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, accepted_answers
from ladder_assess.core.questionnaire.reading import read_answers
from ladder_assess.core.questionnaire.record import BadRecord, Problem

COLUMNS = ("id", "form", "short")


@dataclass(frozen=True, slots=True)
class Response:
    """What someone answered. `answers` holds what is known; `form` is the form's id, empty where
    all items were asked; `short` where only those of the short form were.
    """

    id: str
    answers: Answers
    form: str = ""
    short: bool = False


class ResponseReader:
    """Reads the records of one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._accepted = {
            name: {**accepted, NOT_ASKED: None} if instrument.items[name].when else accepted
            for name, accepted in accepted_answers(instrument.items).items()
        }
        self.columns = tuple(
            column
            for column, there in (
                ("id", True),
                ("form", bool(instrument.forms)),
                ("short", instrument.has_short_form),
            )
            if there
        )
        self._allowed = frozenset((*self.columns, "answers"))

    def read(self, record: object) -> Response:
        """Read one record. Raises BadRecord with every problem, each naming its item."""
        if not isinstance(record, dict):
            raise BadRecord([Problem("line", "expected an object with id and answers")])
        problems: list[Problem] = []
        if not record.keys() <= self._allowed:
            problems += self._unknown_keys(record)
        identity = record.get("id")
        if not isinstance(identity, str) or not identity:
            problems.append(Problem("id", "expected a text that is not empty"))
        items = self._instrument.items
        answers = read_answers(items, self._accepted, record.get("answers"), problems)
        form = self._form(record, problems) if "form" in record else ""
        short = self._short(record, problems) if "short" in record else False
        if problems:
            raise BadRecord(problems)
        return Response(str(identity), answers, form, short)

    def _unknown_keys(self, record: Mapping[Any, object]) -> list[Problem]:
        expected = f"expected only the keys {', '.join((*self.columns, 'answers'))}"
        return [Problem(str(key), expected) for key in record if key not in self._allowed]

    def _form(self, record: Mapping[str, object], problems: list[Problem]) -> str:
        forms, value = self._instrument.form_ids, record["form"]
        if value is None or value == UNKNOWN or not forms:
            return ""
        if isinstance(value, str) and value in forms:
            return value
        problems.append(Problem("form", f"expected one of {', '.join(forms)} or {UNKNOWN}"))
        return ""

    def _short(self, record: Mapping[str, object], problems: list[Problem]) -> bool:
        value = record["short"]
        if value is None or not self._instrument.has_short_form:
            return False
        if not isinstance(value, bool):
            problems.append(Problem("short", "expected true or false"))
        return value is True
