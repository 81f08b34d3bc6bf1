"""What was understood of the words by which a register says how far activities are."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from ladder_assess.core.activities.status import FINISHED, GOES_ON, NOT_BEGUN, stage_of
from ladder_assess.core.register.state import Findings

# So many words of a kind are named.
NAMED = 6
STAGE_WORDS: Mapping[str, Any] = {
    NOT_BEGUN: _l("Not begun"),
    GOES_ON: _l("Going on"),
    FINISHED: _l("Over"),
    "": _l("Not understood, so their dates decide"),
}


def by_stage(statuses: Iterable[tuple[str, int]]) -> list[tuple[str, int, list[str]]]:
    """Each stage that words were understood as, with how many rows and which words."""
    found: dict[str, list[tuple[str, int]]] = {stage: [] for stage in STAGE_WORDS}
    for word, times in statuses:
        found[stage_of(word)].append((word, times))
    return [
        (stage, sum(times for _, times in pairs), [word for word, _ in pairs][:NAMED])
        for stage, pairs in found.items()
        if pairs
    ]


def heading_of(findings: Findings, column: str) -> str:
    """What a file calls a column; empty where it has none."""
    places = (at for at, name in enumerate(findings.columns) if name == column)
    return next(map(findings.called, places), "")
