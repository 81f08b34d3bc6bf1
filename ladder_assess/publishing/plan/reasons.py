"""What the priority of a proposal or an action was worked out from, in words."""

from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.priority import (
    INTENDED,
    NO_LADDER,
    NOT_INTENDED,
    SCORE,
    Gap,
    Reach,
    Weighed,
)
from ladder_assess.publishing.charts import Speech


def priority_word(priority: str, speech: Speech) -> str:
    """A priority in words, as a line begins with it."""
    _ = speech.gettext
    words = {
        "high": _("High priority"), "medium": _("Medium priority"), "low": _("Low priority"),
    }  # fmt: skip
    return words[priority]


def why_so_urgent(weighed: Weighed, speech: Speech) -> str:
    """The three parts of a priority, for example: two rungs below what was intended, affects about
    4,000 people, small effort.
    """
    several = weighed.reach.activities > 1
    gap = _gap(weighed.gap, speech, several=several)
    return ", ".join((gap, _reach(weighed.reach, speech), _effort(weighed, speech)))


def priority_of_proposal(weighed: Weighed, speech: Speech) -> str:
    """A priority with what it was worked out from, for example: High priority: two rungs below…"""
    return f"{priority_word(weighed.priority, speech)}: {why_so_urgent(weighed, speech)}"


def priority_of_action(action: Action, speech: Speech) -> str:
    """The same of an action; of one that its owner set, what it would be."""
    if action.weighed is None:
        return priority_word(action.ranked, speech)
    if not action.priority:
        return priority_of_proposal(action.weighed, speech)
    return speech.gettext(
        "%(set)s, as you set it. Worked out, it would be %(worked_out)s: %(why)s",
        set=priority_word(action.priority, speech),
        worked_out=priority_word(action.weighed.priority, speech).lower(),
        why=why_so_urgent(action.weighed, speech),
    )


def _gap(gap: Gap, speech: Speech, *, several: bool) -> str:
    _ = speech.gettext
    if gap.kind == INTENDED and gap.size:
        return _below(gap.size, gap.unsure, speech, several=several)
    if gap.kind == SCORE:
        return _("the score lacks %(points)s of 100", points=gap.size)
    return {
        INTENDED: _("on the rung that was intended, or above it"),
        NOT_INTENDED: _("no intended rung is given, so the gap counts as medium"),
        NO_LADDER: _("no place on the ladder, so the gap counts as medium"),
    }.get(gap.kind, _("no gap is known, so it counts as medium"))


def _below(size: int, unsure: int, speech: Speech, *, several: bool) -> str:
    """How many rungs below. What is not known may leave a range, of which `size` is the far end."""
    _ = speech.gettext
    rungs = {
        1: _("one rung"), 2: _("two rungs"), 3: _("three rungs"), 4: _("four rungs"),
        5: _("five rungs"), 6: _("six rungs"), 7: _("seven rungs"), 8: _("eight rungs"),
    }[size]  # fmt: skip
    least = {
        0: _("none"), 1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"),
        5: _("five"), 6: _("six"), 7: _("seven"), 8: _("eight"),
    }[size - unsure]  # fmt: skip
    if several:
        return _("up to %(rungs)s below what was intended", rungs=rungs)
    if unsure == 1:
        return _("%(least)s or %(rungs)s below what was intended", least=least, rungs=rungs)
    if unsure:
        return _("%(least)s to %(rungs)s below what was intended", least=least, rungs=rungs)
    return _("%(rungs)s below what was intended", rungs=rungs)


def _reach(reach: Reach, speech: Speech) -> str:
    _ = speech.gettext
    if reach.whole:
        return _("affects the whole organisation")
    if reach.people is None:
        return _("how many people it affects is not known, so that counts as medium")
    people = speech.ngettext(
        "affects about %(people)s person", "affects about %(people)s people", reach.people,
        people=f"{reach.people:,}",
    )  # fmt: skip
    if reach.told == reach.activities:
        return people
    return _(
        "%(people)s (%(told)s of %(all)s activities say how many)",
        people=people, told=reach.told, all=reach.activities,
    )  # fmt: skip


def _effort(weighed: Weighed, speech: Speech) -> str:
    _ = speech.gettext
    return {
        "small": _("small effort"), "medium": _("medium effort"), "large": _("large effort"),
    }.get(weighed.effort, _("effort not known, so it counts as medium"))  # fmt: skip
