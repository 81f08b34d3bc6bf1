"""Comments: what respondents say in their own words, apart from what they answered; whoever reads
them gives them themes, and takes out words that could tell of whom they are.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.common.finding import finds, plain_words

# As many as fit with the answers into the place in which these wait, whatever the writing.
LONGEST = 1000
LONGEST_THEME, MOST_THEMES = 40, 8
# Stands for words that were taken out; in no language.
TAKEN_OUT = "[…]"


@dataclass(frozen=True)
class Comment:
    """What somebody of a group (its form) said. `redacted` counts how often something was taken out
    of it. Those of a campaign come by their random ids, which tell nothing of who or when.
    """

    id: str
    form: str
    text: str
    redacted: int = 0
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Which comments somebody looks for: with some words, of a theme, of a group; empty for all."""

    words: str = ""
    theme: str = ""
    form: str = ""


def found(comments: Iterable[Comment], wanted: Wanted) -> list[Comment]:
    """Those that are looked for, in their order."""
    return [
        each
        for each in comments
        if (not wanted.theme or wanted.theme in each.themes)
        and (not wanted.form or wanted.form == each.form)
        and finds(wanted.words, each.text, *each.themes)
    ]


def count_themes(comments: Iterable[Comment]) -> dict[str, int]:
    """How many comments have each theme, in the order of the alphabet."""
    counts = Counter(theme for each in comments for theme in each.themes)
    return dict(sorted(counts.items(), key=lambda pair: (plain_words(pair[0]), pair[0])))


def themes_in(typed: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The themes in a line, with commas between, each once: as it was written before where it is
    `known`, whatever its capitals.
    """
    before = {" ".join(plain_words(theme)): theme for theme in known}
    chosen = dict[str, str]()
    for each in typed.split(","):
        theme = " ".join(each.split())
        key = " ".join(plain_words(theme))
        if theme:
            chosen.setdefault(key or theme, before.get(key, theme) if key else theme)
    return tuple(chosen.values())


def without(text: str, words: str) -> str | None:
    """A comment without some words, wherever they stand in it as whole words, in capitals or not;
    None where they stand nowhere in it.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    pattern = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
    left, times = re.subn(pattern, lambda _found: TAKEN_OUT, text, flags=re.IGNORECASE)
    return left if times else None
