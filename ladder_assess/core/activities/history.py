"""What was changed in an activity, and what to do where two people changed the same.

Everything that can change is a fact with a key: an answer has its item's id; what stands behind
it, the id with a part after a hyphen (`seats-note`); where the work stands, and the version of the
questions, a key with a colon before it. These are also the names of the fields of the forms.
READ_ANEW is no fact but a mark beside a change: its answers were read anew on the page that moves
an activity, although that did not move it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.portfolio import Backing

STATE, ASSIGNED_TO, MOVED = ":state", ":assigned_to", ":rules"
READ_ANEW = ":read_anew"
# What marks a revision in which answers were read anew for other questions.
MOVE_MARKS = (MOVED, READ_ANEW)
PARTS = ("strength", "note", "link")
NOTHING = Backing()

Facts = Mapping[str, Value | None]


@dataclass(frozen=True)
class Author:
    """Who changes something, and when, in seconds since 1970.

    `account` is None under a private link. `page` is the random name of the page that was shown:
    what comes from one page is never in conflict with itself, however often it is sent.
    """

    account: int | None = None
    page: str = ""
    when: int = 0


NOBODY = Author()


@dataclass(frozen=True)
class Change:
    """One fact changed: from `before` to `after`, each None where there was nothing.

    `revision` counts the changes to its activity; `name` is who its account belongs to.
    """

    key: str
    before: Value | None
    after: Value | None
    author: Author = NOBODY
    revision: int = 0
    name: str = ""
    id: int = 0


@dataclass(frozen=True)
class Meanwhile:
    """What someone else changed while a page was open. In a `clash` both answered, differently.

    `theirs` is None where no change but the state of the activity kept an answer from being saved.
    """

    key: str
    theirs: Change | None
    mine: Value | None
    kept: Value | None
    clash: bool


def facts(record: ActivityRecord) -> dict[str, Value]:
    """Everything in an activity that can change, by key."""
    found = dict(record.values)
    for item, backing in record.backing.items():
        found |= backing_facts(item, backing)
    found[STATE] = record.state
    if record.stamp:
        found[MOVED] = record.stamp
    if record.assigned_to is not None:
        found[ASSIGNED_TO] = str(record.assigned_to)
    return found


def rules_of_changes(
    changes: Iterable[Change], since: Iterable[Change], stamp: str
) -> dict[int, tuple[str, str]]:
    """By which version of the questions each change reads, by its id: what was before it, and what
    is after it. `since` are all changes from the earliest of them on, the earliest first, and
    `stamp` is the version that the activity is described by now.
    """
    moves = [(each.revision, str(each.before or "")) for each in since if each.key == MOVED]

    def at(revision: int) -> str:
        return next((before for moved, before in moves if moved >= revision), stamp)

    return {each.id: (at(each.revision), at(each.revision + 1)) for each in changes}


def backing_facts(item: str, backing: Backing) -> dict[str, str]:
    """What stands behind an answer, by key; what is as it always begins is left out."""
    return {
        f"{item}-{part}": getattr(backing, part)
        for part in PARTS
        if getattr(backing, part) != getattr(NOTHING, part)
    }


def changes_between(before: ActivityRecord, after: ActivityRecord) -> list[Change]:
    """Every fact that differs."""
    old, new = facts(before), facts(after)
    return [
        Change(key, old.get(key), new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]


def with_facts(record: ActivityRecord, changes: Facts) -> ActivityRecord:
    """An activity with some answers, and what stands behind some, changed; None takes one away.

    Who says what stands behind an answer confirms it.
    """
    backing = dict(record.backing)
    for key, value in changes.items():
        item, _, part = key.partition("-")
        if part:
            wanted = getattr(NOTHING, part) if value is None else str(value)
            backing[item] = replace(backing.get(item, NOTHING), **{part: wanted})
    answers = {key: value for key, value in changes.items() if "-" not in key}
    if len(answers) == len(changes):
        return record.with_values(answers)
    backed = {item for item, said in backing.items() if said != record.backing.get(item, NOTHING)}
    return replace(record.with_values(answers).confirmed(backed), backing=backing)


def meanwhile(
    sent: Facts, kept: Facts, changes: Iterable[Change], author: Author
) -> tuple[Meanwhile, ...]:
    """What others changed, of what a page sent, since it was shown.

    `changes` are all since then, the earliest first. Where both say the same nothing is to be told;
    what the sender left as it was shown is no clash.
    """
    by_key: dict[str, list[Change]] = {}
    for change in changes:
        by_key.setdefault(change.key, []).append(change)
    return tuple(
        found
        for key, of_key in by_key.items()
        if key in sent and (found := _compare(key, sent[key], kept.get(key), of_key, author))
    )


def _compare(
    key: str, mine: Value | None, kept: Value | None, changes: list[Change], author: Author
) -> Meanwhile | None:
    others = [c for c in changes if not author.page or c.author.page != author.page]
    if not others or changes[-1] not in others or mine == kept:
        return None
    # After a change of their own the sender has seen something else than what was shown at first.
    touched = len(others) < len(changes) or mine != others[0].before
    return Meanwhile(key, others[-1], mine, kept, touched)


@dataclass(frozen=True)
class Comment:
    """A remark on an item or, where `item` is empty, on the activity as a whole."""

    item: str
    text: str
    happened: int
    account: int | None = None
    name: str = ""
