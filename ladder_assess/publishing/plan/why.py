"""Why something is proposed, and why an action was chosen, each as one plain sentence."""

from collections.abc import Iterable
from datetime import date

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
    Proposal,
    ScoreNow,
    Trigger,
)
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words


def why_proposed(proposal: Proposal, words: Words, speech: Speech) -> str:
    """Why it is proposed, for one activity or the organisation; what is only possible says so."""
    _, trigger = speech.gettext, proposal.recommendation.answers
    if trigger.kind == DIMENSION and proposal.scores:
        scores = scores_in_words(proposal.scores, speech, rounds=False)
        return _("The score for “%(topic)s” is %(scores)s.", topic=_(words.named(trigger)),
                 scores=scores)  # fmt: skip
    if proposal.change:
        return _step(trigger, proposal.change.before, words, speech)
    told = why_advised(trigger, words, speech)
    if not proposal.possible:
        return told
    if trigger.kind == FIND_OUT:
        return f"{told} {_('It can bring up a caution, and no longer change the place.')}"
    return f"{_may_be(trigger, words, speech) or told} {_('Too little is known to say.')}"


def why_advised(trigger: Trigger, words: Words, speech: Speech) -> str:
    """Why it is proposed wherever it is, for example: It takes “Seats” up, to “Half”."""
    _ = speech.gettext
    if trigger.kind in (CHANGE, FIND_OUT):
        item, option = words.step(trigger)
        if option is None:
            return _("The answer to “%(question)s” is not known yet.", question=_(item.ask))
        return _("It takes “%(question)s” up, to “%(after)s”.", question=_(item.label),
                 after=_(option.text))  # fmt: skip
    if trigger.kind == KEEP:
        return _("It is part of doing well what was meant.")
    name = _(words.named(trigger))
    if trigger.kind == CONTRADICTION:
        return f"{_('Two answers hardly go together.')} {name}"
    return {
        CAUTION: _("The result carries a caution: “%(name)s”."),
        TRAP: _("It is a way out of a trap: “%(name)s”."),
        DIMENSION: _("It answers a low score for “%(name)s”."),
    }.get(trigger.kind, _("The result found this: “%(name)s”.")) % {"name": name}


def _may_be(trigger: Trigger, words: Words, speech: Speech) -> str:
    """What is only possible; empty where it is what is not known that is proposed to be found."""
    _ = speech.gettext
    if trigger.kind in (CHANGE, FIND_OUT, KEEP, CONTRADICTION, DIMENSION):
        return ""
    return {
        CAUTION: _("The result may carry a caution: “%(name)s”."),
    }.get(trigger.kind, _("The result may be this: “%(name)s”.")) % {
        "name": _(words.named(trigger))
    }


def _step(trigger: Trigger, before: str | None, words: Words, speech: Speech) -> str:
    _ = speech.gettext
    item, after = words.step(trigger)
    if after is None:
        raise ValueError(f"expected an option to reach, found none: {trigger.key}")
    said = {"question": _(item.label), "after": _(after.text)}
    if before is None:
        return _(
            "It takes “%(question)s” up, to “%(after)s”. It may be there already: the "
            "answer is not known.",
            **said,
        )
    return _(
        "It takes “%(question)s” up, from “%(before)s” to “%(after)s”.",
        before=_(item.option(before).text),
        **said,
    )


def why_chosen(action: Action, words: Words, speech: Speech, locale: str = "en_GB") -> str:
    """What an action answered when it was chosen; what it answers, where nobody noted when."""
    _, trigger = speech.gettext, action.trigger
    if trigger is None:
        return _("Your own action.")
    if not (action.chosen_on or action.reason):
        return why_advised(trigger, words, speech)
    then = _then(trigger, action.then, words, speech)
    if action.chosen_on:
        day = _day(action.chosen_on, locale)
        return _("When it was chosen, on %(day)s, %(reason)s", day=day, reason=then)
    return _("When it was chosen, %(reason)s", reason=then)


def _then(trigger: Trigger, scores: Iterable[ScoreNow], words: Words, speech: Speech) -> str:
    """The same as `why_advised`, of a day that is over, to go on a sentence with."""
    _ = speech.gettext
    if trigger.kind in (CHANGE, FIND_OUT):
        item, option = words.step(trigger)
        if option is None:
            return _("the answer to “%(question)s” was not known.", question=_(item.ask))
        return _("it was to take “%(question)s” up, to “%(after)s”.",
                 question=_(item.label), after=_(option.text))  # fmt: skip
    if trigger.kind == KEEP:
        return _("it was to keep things as they were.")
    name = _(words.named(trigger))
    if trigger.kind == CONTRADICTION:
        return f"{_('two answers hardly went together.')} {name}"
    if told := scores_in_words(scores, speech):
        return _("the score for “%(topic)s” was %(scores)s.", topic=name, scores=told)
    return {
        CAUTION: _("the result carried a caution: “%(name)s”."),
        TRAP: _("it was a way out of a trap: “%(name)s”."),
        DIMENSION: _("it answered a low score for “%(name)s”."),
    }.get(trigger.kind, _("the result found this: “%(name)s”.")) % {"name": name}


def scores_in_words(scores: Iterable[ScoreNow], speech: Speech, *, rounds: bool = True) -> str:
    """For example: 38 of 100 (front-line staff, round 2)."""
    return "; ".join(_score(score, speech, rounds) for score in scores)


def _score(score: ScoreNow, speech: Speech, rounds: bool) -> str:
    _ = speech.gettext
    people = "" if score.own or score.group else _("people who were asked")
    whose = (_(score.group) if score.group else "", people, score.subject)
    when = _("round %(number)s", number=score.wave) if rounds else ""
    about = ", ".join(filter(None, (*whose, when)))
    if not about:
        return _("%(score)s of 100", score=score.score)
    return _("%(score)s of 100 (%(about)s)", score=score.score, about=about)


def _day(day: date, locale: str) -> str:
    return str(format_date(day, "d MMMM y", locale=locale))
