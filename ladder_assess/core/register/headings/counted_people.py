"""Headings that count people by a word for one of them, as many type who count: Total beneficiary
and Nombre de participant mean what they do in the plural.
"""

import re

from ladder_assess.core.register.days.which_day import apart

SEVERAL = {
    "participant": "participants", "attendee": "attendees", "respondent": "respondents",
    "beneficiary": "beneficiaries", "beneficiaire": "beneficiaires",
    "bénéficiaire": "bénéficiaires", "beneficiario": "beneficiarios",
    "beneficiário": "beneficiários", "participante": "participantes", "asistente": "asistentes",
    "partecipante": "partecipanti",
}  # fmt: skip
# In Spanish `nombre` is what somebody is called, and a number of one may be a code.
FRENCH = "participant|b[ée]n[ée]ficiaire"
COUNTING = "total|totals|count|cantidad|nb|nbr|how many|(?:number|no|nos|num|nr) of"
COUNTED = re.compile(
    rf"(?P<before>(?:.* )?(?:(?:{COUNTING})(?: (?:the|of|de|des|d|actual|number))*"
    rf"|nombre(?: total|(?: total)? des?)(?= (?:{FRENCH})\b)) |)"
    rf"(?P<one>{'|'.join(SEVERAL)})(?P<behind>(?: direct[eo]?)?(?: count| total)?)"
)


def in_plural(heading: str) -> str:
    """A heading, with the people that it counts in the plural."""
    found = COUNTED.fullmatch(apart(heading))
    if not found or not (found["before"] or found["behind"].endswith(("count", "total"))):
        return heading
    return f"{found['before']}{SEVERAL[found['one']]}{found['behind']}"
