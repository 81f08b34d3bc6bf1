"""Two people rewording one action of a plan: what each changed, and what is kept of whom.

A page carries a seal of the action as it was shown: a short digest for each field. By it, what
came from someone else can be told from what its reader typed, though no earlier wording is kept.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ladder_assess.core.activities.history import NOBODY, Author
from ladder_assess.core.plan.plan import Action

# What the page of an action asks, by its names in Action.
WORDED = (
    "title", "do", "measure", "owner", "starts", "due", "priority", "status", "notes", "evidence",
)  # fmt: skip
DIGITS = 12
Said = str | date | None


@dataclass(frozen=True)
class Differing:
    """A field that someone else changed while a page was open: what is `kept`, and `mine`.

    In a `clash` both changed it, differently; otherwise `mine` is as it was shown.
    """

    key: str
    kept: Said
    mine: Said
    clash: bool


@dataclass(frozen=True)
class Edit:
    """A field of an action changed: from `before` to `after`, by whom; `name` is who that is."""

    key: str
    before: Said
    after: Said
    action: int = 0
    author: Author = NOBODY
    name: str = ""


def edits_between(before: Action, after: Action) -> tuple[Edit, ...]:
    """Every field of WORDED that differs; an empty text is the same as nothing."""
    pairs = ((key, getattr(before, key), getattr(after, key)) for key in WORDED)
    return tuple(Edit(key, a, b, before.id) for key, a, b in pairs if (a or "") != (b or ""))


def seal(action: Action) -> str:
    """What a page is shown with: a digest for each of WORDED, in their order."""
    return "-".join(_digest(getattr(action, key)) for key in WORDED)


def merge(kept: Action, mine: Action, seen: str) -> tuple[Action, tuple[Differing, ...]]:
    """An action after someone has saved its page, shown with the seal `seen`; what others changed.

    Nothing that someone else changed since is overwritten. Without a seal it is as if nothing had
    been seen: whatever differs is a clash.
    """
    shown = seen.split("-")
    shown = shown if len(shown) == len(WORDED) else [""] * len(WORDED)
    pairs = zip(WORDED, shown, strict=True)
    found = tuple(d for key, was in pairs if (d := _compare(key, kept, mine, was)))
    return _taking(kept, mine, set(WORDED) - {d.key for d in found}), found


def with_mine(kept: Action, found: Iterable[Differing]) -> Action:
    """The action as its page is shown again: where two clash, with what its reader typed."""
    mine = {d.key: d.mine for d in found if d.clash}
    return replace(kept, **mine)  # type: ignore[arg-type]


def _compare(key: str, kept: Action, mine: Action, was: str) -> Differing | None:
    theirs, own = getattr(kept, key), getattr(mine, key)
    if theirs == own or _digest(theirs) == was:
        return None
    return Differing(key, theirs, own, clash=_digest(own) != was)


def _taking(kept: Action, mine: Action, keys: Iterable[str]) -> Action:
    return replace(kept, **{key: getattr(mine, key) for key in keys})


def _digest(said: Said) -> str:
    """The same for an empty text and for nothing."""
    return hashlib.sha256(str(said or "").encode()).hexdigest()[:DIGITS]
