"""What has changed since an earlier plan, in words: the same on pages, in print and in sheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import PRACTICE, READING, RULES, Dated
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.plan import DONE, DROPPED, NOT_STARTED, UNDER_WAY
from ladder_assess.core.plan.progress import (
    DueMoved,
    ScoreMoved,
    Since,
    WentBack,
    kind_of,
    rungs_of,
)
from ladder_assess.publishing.charts import Speech


class Changed(NamedTuple):
    """One kind of change under its heading, with a line for each thing that changed, or one line
    for all of a number of things of which nothing is known.
    """

    heading: str
    lines: tuple[str, ...]
    number: int = 0

    @property
    def how_many(self) -> int:
        """How many things changed."""
        return self.number or len(self.lines)


# A summary has a line for so many kinds of change, which names one thing of each.
MOST_KINDS_IN_SUMMARY = 6


def says_more(changes: Sequence[Changed]) -> bool:
    """Has more changed than a summary names?"""
    named = len(changes) <= MOST_KINDS_IN_SUMMARY and all(len(c.lines) == 1 for c in changes)
    return not named


def changes_since(since: Since, speech: Speech, locale: str = "en_GB") -> tuple[Changed, ...]:
    """What has changed, kind by kind; a kind of which there is nothing is left out."""
    _ = speech.gettext
    found = (
        Changed(_("Actions done"), tuple(a.title for a in since.done)),
        Changed(_("Actions started"), tuple(a.title for a in since.started)),
        Changed(_("Actions that have become late"), tuple(_late(since, speech, locale))),
        Changed(_("Actions that went back"), tuple(_back(each, speech) for each in since.back)),
        Changed(_("Actions due on another day"), tuple(_due(m, speech, locale) for m in since.due)),
        Changed(_("New actions"), tuple(a.title for a in since.new)),
        Changed(_("Actions dropped"), tuple(a.title for a in since.dropped)),
        Changed(_("Actions taken out of the plan"), tuple(a.title for a in since.taken_out)),
        Changed(_("Activities that stand elsewhere"), tuple(_move(m, speech) for m in since.moved)),
        Changed(
            _("Activities that came onto the ladder or left it"),
            tuple(_on_or_off(m, speech) for m in since.on_or_off),
        ),
        Changed(
            _("Activities of another kind"),
            tuple(_kind(k, since.names, speech) for k in since.kinds),
        ),
        Changed(
            _("New activities"),
            tuple(_named(a.latest, speech) for a in since.added),
        ),
        _gone(since, speech),
        Changed(_("Scores that changed"), tuple(_score(s, speech) for s in since.scores)),
    )
    return tuple(each for each in found if each.lines)


def _gone(since: Since, speech: Speech) -> Changed:
    """Those of which the name can be told by name, then how many others there are."""
    unnamed = max(0, since.gone - len(since.left))
    told = speech.ngettext(
        "%(number)s activity of that plan is not in the list any more",
        "%(number)s activities of that plan are not in the list any more",
        unnamed,
    )
    head = speech.gettext("Activities taken out of the list")
    return Changed(head, (*since.left, *((told,) if unnamed else ())), since.gone)


def _late(since: Since, speech: Speech, locale: str) -> Iterator[str]:
    for action in since.late:
        due = _day(action.due, locale)
        yield speech.gettext("%(title)s (was due %(day)s)", title=action.title, day=due)


def _back(each: WentBack, speech: Speech) -> str:
    _ = speech.gettext
    words = {
        NOT_STARTED: _("not started"), UNDER_WAY: _("under way"),
        DONE: _("done"), DROPPED: _("dropped"),
    }  # fmt: skip
    return _(
        "%(title)s: was %(before)s, is %(after)s",
        title=each.action.title, before=words[each.before], after=words[each.action.status],
    )  # fmt: skip


def _due(moved: DueMoved, speech: Speech, locale: str) -> str:
    _, title = speech.gettext, moved.action.title
    before, after = (_day(day, locale) for day in (moved.before, moved.action.due))
    if not before:
        return _("%(title)s: had no day, is due %(after)s", title=title, after=after)
    if not after:
        return _("%(title)s: was due %(before)s, has no day now", title=title, before=before)
    return _(
        "%(title)s: was due %(before)s, is due %(after)s",
        title=title, before=before, after=after,
    )  # fmt: skip


def _day(day: date | None, locale: str) -> str:
    return format_date(day, "d MMMM y", locale=locale) if day else ""


def _named(activity: Listed, speech: Speech) -> str:
    _ = speech.gettext
    name = activity.name.strip() or _("An activity")
    return _("%(number)s. %(name)s", number=activity.number, name=name)


def _move(moved: Dated, speech: Speech) -> str:
    return _told(moved, lambda stage: _rungs(stage.placement.interval, speech), rungs_of, speech)


def _on_or_off(moved: Dated, speech: Speech) -> str:
    def said(stage: Listed) -> str:
        if not stage.has_ladder:
            return speech.gettext("a service to one person, which has no place on the ladder")
        return _rungs(stage.placement.interval, speech)

    return _told(moved, said, rungs_of, speech)


def _kind(moved: Dated, names: Mapping[str, str], speech: Speech) -> str:
    _ = speech.gettext

    def said(stage: Listed) -> str:
        kind = names.get(stage.kind)
        return _("“%(kind)s”", kind=_(kind)) if kind else _("of a kind not known")

    return _told(moved, said, kind_of, speech)


def _told(
    moved: Dated,
    said: Callable[[Listed], str],
    what: Callable[[Listed], object],
    speech: Speech,
) -> str:
    """What it was and is, and what changed that: of several things also where each put it."""
    _ = speech.gettext
    before, placed, read, after = (said(stage) if stage else "" for stage in moved.stages)
    causes = moved.causes_of(what)
    alone: dict[tuple[str, ...], str] = {
        (PRACTICE,): _("because its facts changed"),
        (RULES,): _("because the rules changed, not its facts"),
        (READING,): _("because answers were read anew when it was moved to other questions"),
    }
    several = {
        RULES: _("other rules (%(place)s)", place=placed),
        READING: _("answers read anew when moved (%(place)s)", place=read),
        PRACTICE: _("its facts"),
    }
    because = _("because of %(reasons)s", reasons=speech.listed([several[by] for by in causes]))
    return _(
        "%(name)s: was %(before)s, is %(after)s, %(cause)s",
        name=_named(moved.latest, speech),
        before=before,
        after=after,
        cause=alone.get(causes, because),
    )


def _rungs(interval: Interval, speech: Speech) -> str:
    if interval.width:
        ends = {"low": interval.low, "high": interval.high}
        return speech.gettext("somewhere on rungs %(low)s to %(high)s", **ends)
    if not interval.low:
        return speech.gettext("off the ladder")
    return speech.gettext("on rung %(number)s", number=interval.low)


def _score(moved: ScoreMoved, speech: Speech) -> str:
    _, reading = speech.gettext, moved.reading
    people = "" if reading.own or reading.group else _("people who were asked")
    whose = ", ".join(filter(None, (_(reading.group) if reading.group else "", people,
                                    reading.subject)))  # fmt: skip
    name = _(reading.name) + (f" ({whose})" if whose else "")
    return _("%(name)s: from %(before)s to %(after)s of 100", name=name, before=moved.before,
             after=reading.score)  # fmt: skip
