"""What an action answered when it was chosen, and what became of that, in words: the same on
pages, in print, in sheets and in calendars.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    DIMENSION,
    FIND_OUT,
    KEEP,
    TRAP,
    Action,
    ReasonNow,
    ReasonToday,
    Trigger,
)
from ladder_assess.core.plan.reason_now import (
    GONE,
    HOLDS,
    MAY_HOLD,
    MET,
    NO_LADDER,
    NO_LONGER,
    NOT_NEEDED,
    OPEN,
    READ_ANEW,
    RULES,
)
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.timing import asides_of
from ladder_assess.publishing.plan.why import scores_in_words, why_advised, why_chosen


class SaidOfAnswer(NamedTuple):
    """`why` is a sentence about what it answered, `label` the same as a cell names it; `today` is
    what became of it, empty where nobody looked, as of an action of one's own. `aside` says where
    a step may be taken already, and which activities it is not for now. `brief` is what became of
    it in a few words, on the day itself too, and `brief_label` names what it answered in as few.
    """

    why: str
    label: str
    today: str
    aside: str = ""
    brief: str = ""
    brief_label: str = ""

    @property
    def since(self) -> str:
        """All that is so now."""
        return " ".join(filter(None, (self.today or self.brief, self.aside)))

    @property
    def whole(self) -> str:
        """All of it in one text."""
        return " ".join(filter(None, (self.why, self.today, self.aside)))


def said_of(
    action: Action,
    words: Words,
    speech: Speech,
    locale: str = "en_GB",
    today: date | None = None,
) -> SaidOfAnswer:
    """What an action answered when it was chosen and what became of that. Of one that was chosen
    `today` and whose reason is as it was: what it answers.
    """
    label = trigger_words(action.trigger, words, speech.gettext)
    aside = asides_of(action, today, speech)
    if action.then:
        label += f", {scores_in_words(action.then, speech)}"
    brief = in_brief(action.reason, speech, locale), _label_in_brief(action.trigger, words, speech)
    if today and action.chosen_on == today and action.trigger and all_hold(action.reason):
        return SaidOfAnswer(why_advised(action.trigger, words, speech), label, "", aside, *brief)
    why, now = why_chosen(action, words, speech, locale), reason_today(action, speech, locale)
    return SaidOfAnswer(why, label, now, aside, *brief)


def in_short(
    action: Action,
    words: Words,
    speech: Speech,
    locale: str = "en_GB",
    today: date | None = None,
) -> str:
    """What an action answered when it was chosen and what became of that, for a place that has room
    for no more than a line; empty for one of one's own. The scores that it answered are not told:
    some places are for everyone. Of one that was chosen `today` nothing has become yet.
    """
    if action.trigger is None:
        return ""
    label = trigger_words(action.trigger, words, speech.gettext)
    told = speech.gettext("Chosen for: %(reason)s", reason=label)
    end = "" if told.endswith("?") else "."
    fresh = today is not None and action.chosen_on == today and all_hold(action.reason)
    return f"{told}{end} {'' if fresh else in_brief(action.reason, speech, locale)}".strip()


def all_hold(reason: ReasonToday | None) -> bool:
    """Is all so still for which an action was chosen, as far as anybody looked?"""
    return reason is None or all(each.state == HOLDS for each in reason.each)


def trigger_words(trigger: Trigger | None, words: Words, _: Callable[..., str]) -> str:
    """What an action answers, as the plan says it."""
    if trigger is None:
        return _("Your own action")
    if trigger.kind in (CHANGE, FIND_OUT):
        item, option = words.step(trigger)
        if option is None:
            return f"{_('Not known yet')}: {_(item.ask)}"
        return _("A step up: %(label)s, to “%(after)s”") % {
            "label": _(item.label),
            "after": _(option.text),
        }
    if trigger.kind == KEEP:
        return _("To keep it as it is")
    if trigger.kind == CONTRADICTION:
        return f"{_('Two answers that hardly go together')}: {_(words.named(trigger))}"
    kinds = {CAUTION: _("Caution"), TRAP: _("Trap"), DIMENSION: _("Score")}
    return f"{kinds.get(trigger.kind, _('Finding'))}: {_(words.named(trigger))}"


def _label_in_brief(trigger: Trigger | None, words: Words, speech: Speech) -> str:
    """The same by what a question is called alone, for a line that has room for no more."""
    _ = speech.gettext
    if trigger is None or trigger.kind not in (CHANGE, FIND_OUT):
        return trigger_words(trigger, words, _)
    item, option = words.step(trigger)
    kind = _("Not known yet") if option is None else _("A step up")
    return f"{kind}: {_(item.label)}"


def reason_today(action: Action, speech: Speech, locale: str = "en_GB") -> str:
    """What became of what an action answered, in a sentence or two; empty where nobody looked."""
    reason, trigger = action.reason, action.trigger
    if reason is None or trigger is None or not reason.each:
        return ""
    if trigger.kind == DIMENSION:
        return _of_scores(reason, speech)
    if len(reason.each) > 1:
        return _of_several(reason.each, speech, locale)
    (now,) = reason.each
    if now.state == MET:
        return _met(trigger.kind, now.on, speech, locale)
    return _open_or_changed(now, speech, locale)


def in_brief(reason: ReasonToday | None, speech: Speech, locale: str = "en_GB") -> str:
    """The same in a few words, for a line that has room for no more; empty where nobody looked."""
    if reason is None or not reason.each:
        return ""
    _, each = speech.gettext, reason.each
    if all_hold(reason):
        return _("Still so.")
    still = sum(now.state in OPEN for now in each)
    if len(each) > 1 and still:
        return _("May hold for %(number)s of %(all)s.", number=still, all=len(each))
    states = {now.state for now in each}
    if states <= {MET}:
        days = [now.on for now in each if now.on]
        if len(days) < len(each):
            return _("Met.")
        return _("Met on %(day)s.", day=format_date(max(days), "d MMM y", locale=locale))
    return {
        frozenset({MAY_HOLD}): _("May still hold."),
        frozenset({NOT_NEEDED}): _("No longer needed."),
        frozenset({GONE}): _("No longer in the list."),
    }.get(frozenset(states), _("No longer so."))


def _open_or_changed(now: ReasonNow, speech: Speech, locale: str) -> str:
    _ = speech.gettext
    told = {
        HOLDS: _("This still holds."),
        MAY_HOLD: _("This may still hold: too little is known to say."),
        NOT_NEEDED: _("No longer needed: other answers meet what this step was for."),
        NO_LADDER: _("No longer so: this is now a service to one person, which has no rung."),
        RULES: _("No longer so, because the rules changed and not the answers."),
        READ_ANEW: _("No longer so, because answers were read anew for a move to other questions."),
        NO_LONGER: _("No longer so, by what was done or by the move to other questions."),
        GONE: _("The activity is no longer in the list."),
    }[now.state]
    return f"{told} {_since(now.on, speech, locale)}".strip()


def _since(on: date | None, speech: Speech, locale: str) -> str:
    return speech.gettext("That changed on %(day)s.", day=_day(on, locale)) if on else ""


def _met(kind: str, on: date | None, speech: Speech, locale: str) -> str:
    _ = speech.gettext
    if on:
        told = {
            CHANGE: _("Met: the step was taken, by the answers of %(day)s."),
            FIND_OUT: _("Met: this was answered on %(day)s."),
            CONTRADICTION: _("Met: this was put right on %(day)s."),
            KEEP: _("Met: by the answers, this has been so since %(day)s."),
        }.get(kind, _("Met: this has not been so since %(day)s."))
        return told % {"day": _day(on, locale)}
    return {
        CHANGE: _("Met: by the answers now, the step has been taken."),
        FIND_OUT: _("Met: this has been answered."),
        CONTRADICTION: _("Met: this has been put right."),
        KEEP: _("Met: by the answers, this is so now."),
    }.get(kind, _("Met: this is no longer so."))


def _of_several(each: Iterable[ReasonNow], speech: Speech, locale: str) -> str:
    """How many it still holds for, how many have met it, and for how many it changed otherwise."""
    each = tuple(each)
    still = sum(now.state in OPEN for now in each)
    met = [now for now in each if now.state == MET]
    days = [now.on for now in met if now.on]
    _ = speech.gettext
    told = [
        _(
            "This still holds, or may, for %(number)s of %(all)s activities.",
            number=still,
            all=len(each),
        )
    ]
    if met:
        told.append(speech.ngettext("%(number)s has met it.", "%(number)s have met it.", len(met)))
    if met and days and len(days) == len(met):
        last = _day(max(days), locale)
        told.append(speech.gettext("The last did on %(day)s.", day=last))
    return " ".join([*told, *_otherwise(Counter(now.state for now in each), speech)])


def _otherwise(states: Mapping[str, int], speech: Speech) -> Iterator[str]:
    """For how many it is so no longer without having been met, and why: the rules are not practice,
    and neither is an activity that is gone.
    """
    _, plural = speech.gettext, speech.ngettext
    rules, read, no_longer, not_needed, no_ladder, gone = (
        states.get(state, 0) for state in (RULES, READ_ANEW, NO_LONGER, NOT_NEEDED, NO_LADDER, GONE)
    )
    if read:
        yield _(
            "For %(number)s it is no longer so because answers were read anew for a move to other "
            "questions.",
            number=read,
        )
    if no_longer:
        yield _(
            "For %(number)s it is no longer so, by what was done or by the move to other "
            "questions.",
            number=no_longer,
        )
    if rules:
        yield _(
            "For %(number)s it is no longer so because the rules changed, not the answers.",
            number=rules,
        )
    if not_needed:
        yield _(
            "For %(number)s it is no longer needed: other answers meet what this step was for.",
            number=not_needed,
        )
    if no_ladder:
        yield plural(
            "%(number)s is now a service to one person, which has no rung.",
            "%(number)s are now services to one person, which have no rung.",
            no_ladder,
        )
    if gone:
        yield plural(
            "%(number)s is no longer in the list.", "%(number)s are no longer in the list.", gone
        )


def _of_scores(reason: ReasonToday, speech: Speech) -> str:
    _ = speech.gettext
    state = reason.each[0].state
    if state == GONE:
        return _("There is no score now.")
    now = scores_in_words(reason.scores, speech)
    if state == HOLDS:
        return _("This still holds: now it is %(now)s.", now=now)
    return _("Met: now it is %(now)s.", now=now)


def _day(day: date | None, locale: str) -> str:
    return str(format_date(day, "d MMMM y", locale=locale)) if day else ""
