"""What the questions of a form ask for, where a register has these for its headings."""

import re
from collections.abc import Iterator

from ladder_assess.core.register.days.which_day import fold

# Shorter headings are names of columns, which others tell.
FEWEST_WORDS = 3
ACTIVITY = (
    r"(?:the |your |this |our )?(?:\w+ ){0,3}?(?:activity|event|project|initiative|consultation|"
    r"engagement|exercise|programme|session|meeting|workshop|scheme|proposal)\b"
)
TOOK_PART = (
    r"(?:took|taken|take|taking) part|attend\w*|participat\w*|engaged|involved|respond\w*|came\b"
)
PEOPLE = "people|residents|participants|attendees|individuals|citizens|members"
TEAM = "team|service|department|directorate"
ASKED = (
    ("name", rf"\b(?:name|title) of {ACTIVITY}|what (?:is|was) {ACTIVITY} called"),
    ("end_date", r"^when .*\b(?:end|ended|finish|finished|close|closed)\b"),
    ("start_date", rf"^when (?:did|was|were|is|does|will)\b|^date of {ACTIVITY}|date it took"),
    ("people_took_part", rf"\bhow many (?:local )?(?:{PEOPLE})\b.*(?:{TOOK_PART})|"
     r"\bhow many (?:took part|attended|participated|participants|attendees)\b|"
     rf"^(?:total )?number of (?:{PEOPLE}) (?:who |that )?(?:{TOOK_PART})"),
    ("service_area", rf"\b(?:which|what|your) (?:\w+ ){{0,2}}(?:{TEAM})\b"),
    ("description", rf"\bdescribe (?:what|how|in|{ACTIVITY})|\bdescription of {ACTIVITY}|"
     r"\btell us (?:about|what)\b|\bwhat (?:did you do|happened)\b"),
)  # fmt: skip
PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in ASKED)


def asked_for(heading: str, near: float) -> Iterator[tuple[str, float]]:
    """The column that a long heading asks for, with how near that comes; its values decide."""
    folded = fold(heading)
    if len(folded.split()) >= FEWEST_WORDS:
        found = next((name for name, pattern in PATTERNS if pattern.search(folded)), "")
        if found:
            yield found, near
