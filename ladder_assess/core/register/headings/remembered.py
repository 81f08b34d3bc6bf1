"""Under what a choice for a column is remembered, so that nothing is asked of the next file with
the same columns: by its heading, where others differ from that only in signs by that as it is
written, and where it has none or others have the same by where it stands among the others.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ladder_assess.core.register.days.which_day import fold

WRITTEN, PLACED = "written: ", "placed: "


def memory_keys(headings: Sequence[str]) -> tuple[str, ...]:
    """Under what each column of a file is remembered; no two are the same."""
    folded, written = [fold(text) for text in headings], [_as_written(text) for text in headings]
    often_folded, often = Counter(folded), Counter(written)
    left, right = list(_nearest(folded)), list(_nearest(folded[::-1]))[::-1]
    met: Counter[str] = Counter()
    keys = []
    for at, text in enumerate(written):
        met[text] += 1
        if folded[at] and often_folded[folded[at]] == 1:
            keys.append(folded[at])
        elif text and often[text] == 1:
            keys.append(WRITTEN + text)
        else:
            which = f"{met[text]} of {often[text]}"
            keys.append(PLACED + "\n".join((left[at], text, which, right[at])))
    return tuple(keys)


def choices_to_remember(headings: Sequence[str], chosen: Iterable[str]) -> dict[str, str]:
    """What was chosen for each column, under what it is remembered."""
    return dict(zip(memory_keys(headings), chosen, strict=False))


def _as_written(heading: str) -> str:
    """A heading with its signs, whatever its case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split())


def _nearest(folded: Sequence[str]) -> Iterator[str]:
    """For each column the last before it that has a heading, and how far that is."""
    name, place = "", -1
    for at, text in enumerate(folded):
        yield f"{name} {at - place}"
        if text:
            name, place = text, at
