"""The second pass over the consent texts: every purpose once, and all that people are asked for."""

from collections.abc import Collection, Iterator

from ladder_assess.core.checks.meaning import duplicates, unknown_sources
from ladder_assess.core.checks.problems import Name, Problem, entries, perhaps
from ladder_assess.core.people.consent_texts import PURPOSES


def consent_problems(data: object, sources: Collection[str]) -> list[Problem]:
    """What is wrong with the meaning of consent texts."""
    if not isinstance(data, dict):
        return []
    return [
        *duplicates(data, "purposes"),
        *_purposes(data),
        *unknown_sources(data, sources),
    ]


def _purposes(data: dict[str, object]) -> Iterator[Problem]:
    """Nobody is asked without a text, and no text stands there that nobody is shown."""
    found = [(path, str(entry.get("id"))) for path, entry in entries(data, "purposes")]
    missing = [purpose for purpose in PURPOSES if purpose not in {name for _, name in found}]
    for path, name in found:
        if name not in PURPOSES:
            message = f"nobody is asked for `{name}`{perhaps(name, missing)}"
            yield Problem(Name.UNKNOWN_PURPOSE, (*path, "id"), message)
    for purpose in missing:
        message = f"no text has the id `{purpose}`, which people are asked to agree to"
        yield Problem(Name.MISSING_PURPOSE, ("purposes",), message)
