"""A row below the headings that says what kind of thing each column holds, and is no activity."""

import re
from collections.abc import Sequence

KIND = re.compile(
    r"(?:free )?text|string|(?:n?var)?char(?:\(\d+\))?|date(?: ?/ ?time|time)?|number|numeric|"
    r"int(?:eger)?|decimal|float|double|currency|gbp|eur|usd|[£€$]|bool(?:ean)?|yes ?/ ?no|y ?/ ?n|"
    r"d{1,2}[/.-]m{1,2}[/.-]y{2,4}|m{1,2}[/.-]d{1,2}[/.-]y{2,4}|y{4}[/.-]m{2}[/.-]d{2}|hh:mm|url|"
    r"(?:drop ?down )?list|drop ?down|mandatory|optional|required|\{\"ImportId\".*",
    re.IGNORECASE | re.DOTALL,
)
# One of them can be a name.
FEWEST, SHARE = 2, 0.5


def says_kinds(cells: Sequence[str]) -> bool:
    """Do most texts of a row name a kind of thing, such as Text, Date and dd/mm/yyyy?"""
    texts = [cell.strip() for cell in cells if cell.strip()]
    kinds = sum(bool(KIND.fullmatch(text)) for text in texts)
    return kinds >= FEWEST and kinds >= SHARE * len(texts)
