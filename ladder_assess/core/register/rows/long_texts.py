"""Shortens names and descriptions of a register that are too long for an activity."""

from typing import NamedTuple

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.shortening import one_line, shortened
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.rows.facts import DESCRIPTION

# What is shortened rather than refused.
MAY_BE_LONG = (NAME, DESCRIPTION)


class Shortened(NamedTuple):
    """What was too long in a row: its name, or a text that describes it.

    `whole_name` is a name that was shortened, as far as a description has room for it, where
    nothing else describes the activity.
    """

    name: bool
    text: bool
    whole_name: str


class LongTexts:
    """Shortens to the limits of a questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._limits = {key: questionnaire.items[key].limit for key in MAY_BE_LONG}

    def shorten(self, facts: dict[str, Value]) -> Shortened:
        """Shorten a name and a description that are too long, the whole name before what the file
        describes the activity by.
        """
        long = dict.fromkeys(MAY_BE_LONG, "")
        for key in MAY_BE_LONG:
            if not isinstance(text := facts.get(key, ""), str) or not text:
                continue
            plain = one_line(text) if key == NAME else text
            if key == DESCRIPTION and long[NAME]:
                plain = f"{long[NAME]}\n\n{text}"
            facts[key] = shortened(plain, self._limits[key])
            long[key] = text if facts[key] != plain else ""
        whole_name = long[NAME] if DESCRIPTION not in facts else ""
        described = shortened(whole_name, self._limits[DESCRIPTION])
        return Shortened(
            bool(long[NAME]), bool(long[DESCRIPTION]) or described != whole_name, described
        )
