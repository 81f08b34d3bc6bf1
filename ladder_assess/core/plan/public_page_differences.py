"""What has changed in a plan's public page since it was published."""

from dataclasses import dataclass, replace

from ladder_assess.core.plan.public_page import PublicAction, PublicPage


@dataclass(frozen=True)
class Differences:
    """What would change if the page were published again: what is said of the whole, the figures,
    the order of the actions, and the titles of those that would come, go or read otherwise.
    """

    frame: bool = False
    counts: bool = False
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    order: bool = False

    def __bool__(self) -> bool:
        return self != SAME


SAME = Differences()


def differences(published: PublicPage, now: PublicPage) -> Differences:
    """What differs between a published page and what it would be now, but for its date."""
    before, after = list(published.actions), list(now.actions)
    old, new = {a.title for a in before}, {a.title for a in after}
    frame = replace(published, on=now.on, actions=(), counts=now.counts, hidden=now.hidden)
    return Differences(
        replace(frame, hidden_late=now.hidden_late) != replace(now, actions=()),
        (published.counts, published.hidden, published.hidden_late)
        != (now.counts, now.hidden, now.hidden_late),
        tuple(dict.fromkeys(a.title for a in after if a.title not in old)),
        tuple(dict.fromkeys(a.title for a in before if a.title not in new)),
        _otherwise(before, after),
        [a.title for a in before if a.title in new] != [a.title for a in after if a.title in old],
    )


def _otherwise(before: list[PublicAction], after: list[PublicAction]) -> tuple[str, ...]:
    """The titles that both have, and under which something differs."""
    titles = dict.fromkeys(a.title for a in after if a.title in {b.title for b in before})
    return tuple(t for t in titles if _under(t, before) != _under(t, after))


def _under(title: str, actions: list[PublicAction]) -> list[PublicAction]:
    return [action for action in actions if action.title == title]
