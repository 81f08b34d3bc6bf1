"""What the priority of a proposal or an action was worked out from, in words."""

from ladder_assess.core.plan.plan import DONE, Action
from ladder_assess.core.plan.priority import (
    FIRST,
    INTENDED,
    LATER,
    NEXT,
    NO_LADDER,
    POINTS,
    SCORE,
    Gap,
    Reach,
    Weighed,
)
from ladder_assess.publishing.charts import Speech


def priority_word(priority: str, speech: Speech) -> str:
    """What a priority is called wherever one is shown: what comes first, next and later. Empty
    where there is none.
    """
    _ = speech.gettext
    return {FIRST: _("First"), NEXT: _("Next"), LATER: _("Later")}.get(priority, "")


def why_so_urgent(weighed: Weighed, speech: Speech) -> str:
    """The parts of a priority, for example: the activity stands two rungs below what was intended,
    it helps about 4,000 people and it takes little work.
    """
    several = weighed.reach.activities > 1
    gap = _gap(weighed.gap, speech, several=several)
    found = (_first(weighed, speech), gap, _reach(weighed.reach, speech), _effort(weighed, speech))
    return speech.listed([part for part in found if part])


def priority_of_proposal(weighed: Weighed, speech: Speech) -> str:
    """A priority with what it was worked out from, for example: First: its score is the lowest,
    12 of 100, it helps everyone and it takes little work.
    """
    return f"{priority_word(weighed.priority, speech)}: {why_so_urgent(weighed, speech)}"


def priority_of_action(action: Action, speech: Speech) -> str:
    """The same of an action; of one that its owner set, what it would be."""
    _ = speech.gettext
    if not action.open:
        done, dropped = _("Done, so no longer in order"), _("Dropped, so no longer in order")
        return done if action.status == DONE else dropped
    if action.weighed is None:
        return priority_word(action.ranked, speech)
    if not action.priority:
        return priority_of_proposal(action.weighed, speech)
    return _(
        "%(set)s, as you set it. Worked out, it would be “%(worked_out)s”: %(why)s",
        set=priority_word(action.priority, speech),
        worked_out=priority_word(action.weighed.priority, speech),
        why=why_so_urgent(action.weighed, speech),
    )


def _first(weighed: Weighed, speech: Speech) -> str:
    _ = speech.gettext
    return _("other advice rests on it") if weighed.rests else ""


def _gap(gap: Gap, speech: Speech, *, several: bool) -> str:
    _ = speech.gettext
    if gap.kind == SCORE and gap.size is not None:
        return _score(POINTS - gap.size, gap, speech)
    if gap.kind == INTENDED and gap.size:
        said = _of_several(gap, speech) if several else _below(gap.size, gap.unsure, speech)
        return f"{said} {_on_one(speech)}" if gap.single else said
    # What stands where it was intended comes neither sooner nor later for it. Nor does what nobody
    # gave an intended rung, which is said once, below.
    return _("the activity has no place on the ladder") if gap.kind == NO_LADDER else ""


def _score(score: int, gap: Gap, speech: Speech) -> str:
    _ = speech.gettext
    said = (
        _("its score is the lowest, %(score)s of 100", score=score)
        if gap.lowest
        else _("its score is %(score)s of 100", score=score)
    )
    return f"{said} {_on_one(speech)}" if gap.single else said


def _on_one(speech: Speech) -> str:
    return speech.gettext("(which rests on a single answer)")


def _rungs(size: int | None, speech: Speech) -> str:
    _ = speech.gettext
    return {
        1: _("one rung"), 2: _("two rungs"), 3: _("three rungs"), 4: _("four rungs"),
        5: _("five rungs"), 6: _("six rungs"), 7: _("seven rungs"), 8: _("eight rungs"),
    }[size or 1]  # fmt: skip


def _of_several(gap: Gap, speech: Speech) -> str:
    """How many of several activities are below what was intended, and how far at the most; where
    that is not known, that they may be.
    """
    rungs = _rungs(gap.size, speech)
    if gap.unsure and gap.exact:
        known = gap._replace(size=gap.exact_size, unsure=0, below=gap.exact, exact=0)
        more = speech.ngettext(
            "%(count)s more may stand up to %(rungs)s below it",
            "%(count)s more may stand up to %(rungs)s below it",
            gap.below - gap.exact, count=gap.below - gap.exact, rungs=rungs,
        )  # fmt: skip
        return f"{_of_several(known, speech)}, {more}"
    if gap.unsure:
        return speech.ngettext(
            "%(count)s of these may stand up to %(rungs)s below what was intended",
            "%(count)s of these may stand up to %(rungs)s below what was intended",
            gap.below, count=gap.below, rungs=rungs,
        )  # fmt: skip
    if gap.size == 1:
        return speech.ngettext(
            "%(count)s of these stands one rung below what was intended",
            "%(count)s of these stand one rung below what was intended",
            gap.below, count=gap.below,
        )  # fmt: skip
    return speech.ngettext(
        "%(count)s of these stands %(rungs)s below what was intended",
        "%(count)s of these stand up to %(rungs)s below what was intended",
        gap.below, count=gap.below, rungs=rungs,
    )  # fmt: skip


def _below(size: int, unsure: int, speech: Speech) -> str:
    """How many rungs below. What is not known may leave a range, of which `size` is the far end."""
    _ = speech.gettext
    rungs = _rungs(size, speech)
    least = {
        0: _("none"), 1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"),
        5: _("five"), 6: _("six"), 7: _("seven"), 8: _("eight"),
    }[size - unsure]  # fmt: skip
    if unsure == 1:
        return _(
            "the activity stands %(least)s or %(rungs)s below what was intended",
            least=least,
            rungs=rungs,
        )
    if unsure:
        return _(
            "the activity stands %(least)s to %(rungs)s below what was intended",
            least=least,
            rungs=rungs,
        )
    return _("the activity stands %(rungs)s below what was intended", rungs=rungs)


def _reach(reach: Reach, speech: Speech) -> str:
    _ = speech.gettext
    if reach.whole:
        return _("it helps everyone")
    if reach.people is None:
        # What is not known makes nothing come sooner or later, and each proposal would say it.
        if reach.activities == 1:
            return ""
        return speech.ngettext(
            "it is for %(all)s activity", "it is for %(all)s activities", reach.activities,
            all=reach.activities,
        )  # fmt: skip
    people = speech.ngettext(
        "it helps about %(people)s person", "it helps about %(people)s people", reach.people,
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
        "small": _("it takes little work"), "medium": _("it takes some work"),
        "large": _("it takes much work"),
    }.get(weighed.effort, _("how much work it takes is not known"))  # fmt: skip
