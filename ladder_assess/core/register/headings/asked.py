"""What the questions of a form ask for, where a register has these for its headings."""

import re
from collections.abc import Iterator

from ladder_assess.core.register.days.which_day import fold

# How much less near an answer in sentences comes.
LESS = 0.01
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
INVOLVING = "engagement|participation|involvement"
INVOLVED = "involved|engaged|consulted|take part|took part|taken part|participate|asked"
TEAM = "team|service|department|directorate"
ASKED = (
    ("name", rf"\b(?:name|title) of {ACTIVITY}|what (?:is|was) {ACTIVITY} called"),
    ("end_date", r"^when .*\b(?:end|ended|finish|finished|close|closed)\b"),
    ("start_date", rf"^when (?:did|was|were|is|does|will)\b|^date of {ACTIVITY}|date it took"),
    ("people_took_part", rf"\bhow many (?:local )?(?:{PEOPLE})\b.*(?:{TOOK_PART})|"
     r"\bhow many (?:took part|attended|participated|participants|attendees)\b|"
     rf"^(?:total )?number of (?:{PEOPLE}) (?:who |that )?(?:{TOOK_PART})"),
    ("decision_rule", r"^who decid|^who (?:made|makes|took|takes) (?:\w+ ){0,3}?decision|"
     r"^who (?:had|has) (?:\w+ ){0,2}?say\b|"
     r"^how (?:was|were|are|is) (?:the )?decisions? (?:made|taken)"),
    ("response", rf"\b(?:told|tell|telling) (?:\w+ ){{0,2}}(?:{PEOPLE}|them|everyone) what\b|"
     rf"\b(?:{PEOPLE}) (?:were |was |been )?told what\b|"
     r"\bfeedback (?:was )?(?:given|provided|sent)\b|\bfed back\b|^feedback to\b|"
     r"\byou said,? we did\b|\bhow (?:did|do) (?:you|we) (?:feed ?back|report back)\b"),
    ("claimed_rung", rf"\b(?:level|degree|type|depth|form) of (?:\w+ ){{0,2}}(?:{INVOLVING})\b"),
    ("dialogue", rf"^how (?:did|do|were|are|was|is|have) (?:\w+ ){{0,3}}?(?:{INVOLVED})\b"),
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
        if found == "dialogue":
            # Who tells it in sentences says what happened.
            yield "description", near - LESS
