"""What is said of an activity that is moved to other questions: where it stands by both versions
and why, what was changed, and what a version is called.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from babel.dates import format_date
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.questionnaire.questionnaire import Contradiction
from ladder_assess.services.activities.move_back import MovedBack
from ladder_assess.services.activities.move_to_clearer import Offer, changed_by_rules
from ladder_assess.web.activities.portfolio import blueprint as lists
from ladder_assess.web.activities.rule_words import rule_names, rule_sentences
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.request import newest_words, product, said


def late_words(before: ActivityRecord, now: ActivityRecord) -> str:
    """That it had been moved already, and which answers this page changed."""
    told = str(_("It had been moved to the clearer questions already. Your answers are saved."))
    asked = product().newest.questionnaire.coded
    changed = [item for item in asked if now.values.get(item) != before.values.get(item)]
    if not changed:
        return told
    return f"{told} {_('You changed: %(answers)s.', answers=labels(changed))}"


def moved_words(found: Offer, now: ActivityRecord) -> str:
    """What the rules made of the same answers and by which rules, which answers were changed, and
    what those made of that.
    """
    listed_now = listed(product().assessor, now)
    said_first = [str(_("It is described by the clearer questions now."))]
    if listed_now.has_ladder:
        said_first.append(_places(found))
    names = rule_names(changed_by_rules(product(), found), newest_words())
    if names:
        said_first.append(
            str(_("Rules that made a difference: %(rules)s.", rules="; ".join(names)))
        )
    return " ".join([*said_first, *_changed_words(found, now, listed_now)])


def _places(found: Offer) -> str:
    return str(
        _(
            "Before: %(before)s. By the rules of now, with the same answers: %(rules)s.",
            before=place_in_words(found.before),
            rules=place_in_words(found.after),
        )
    )


def _changed_words(found: Offer, now: ActivityRecord, listed_now: Listed) -> Iterator[str]:
    asked = (product().newest.questionnaire.items[row.item] for row in found.clearer)
    changed = [i for i in asked if now.values.get(i.id) != found.record.values.get(i.id)]
    if changed:
        names = "; ".join(said(item.label) for item in changed)
        yield str(_("You changed: %(answers)s.", answers=names))
    if listed_now.has_ladder and listed_now.placement != found.after.placement:
        place = place_in_words(listed_now)
        yield str(_("With the answers that you changed: %(now)s.", now=place))


def contradiction_words(found: Sequence[Contradiction]) -> Iterator[str]:
    """What is asked of an activity that was moved, where its own pages do not come next."""
    if found:
        yield str(
            ngettext(
                "Two of its answers hardly go together.",
                "%(num)s pairs of its answers hardly go together.",
                len(found),
            )
        )
        asked = _("The page with its answers asks of each pair which is right.")
        yield said(found[0].ask) if len(found) == 1 else str(asked)


def moved_back_words(taken: MovedBack) -> str:
    """Where it stands by the earlier questions, and what is not as it was before it was moved."""
    said_first = [str(_("It is described by the earlier questions again."))]
    said_first += list(_stands_words(taken))
    if taken.changed:
        said_first.append(
            str(_("Answered otherwise since: %(answers)s.", answers=labels(taken.changed)))
        )
    if taken.lost:
        said_first.append(
            str(
                _(
                    "The earlier questions do not have the answers that you gave since to these, "
                    "so they are as they were before the move: %(answers)s.",
                    answers=labels(taken.lost),
                )
            )
        )
    return " ".join(said_first)


def _stands_words(taken: MovedBack) -> Iterator[str]:
    before, now = place_in_words(taken.before), place_in_words(taken.now)
    if before == now and not taken.changed:
        yield str(_("It stands where it stood: %(place)s.", place=now))
    else:
        yield str(_("Before it was moved: %(before)s. Now: %(now)s.", before=before, now=now))


@lists.app_template_global()
def labels(items: Iterable[str]) -> str:
    """What some questions are called in lists, one after another."""
    asked = product().newest.questionnaire.items
    return "; ".join(said(asked[item].label or asked[item].ask) for item in items)


@lists.app_template_global()
def why_moved(found: Offer) -> list[list[str]]:
    """The rules that make something else of an activity's answers, each in a few lines."""
    return rule_sentences(changed_by_rules(product(), found), newest_words())


@lists.app_template_global()
def why_moved_in_short(found: Offer) -> list[str]:
    """The same in a few words each."""
    return rule_names(changed_by_rules(product(), found), newest_words())


@lists.app_template_global()
def place_in_words(activity: Listed) -> str:
    """Where an activity stands, in a few words."""
    low, high = activity.placement.interval
    if not activity.has_ladder:
        return str(_("no ladder"))
    if low != high:
        return str(_("somewhere from rung %(low)s to rung %(high)s", low=low, high=high))
    return str(_("rung %(number)s", number=low) if low else _("off the ladder"))


@lists.app_template_global()
def version_words(stamp: str) -> str:
    """What a version of the questions and rules is called, by the name that files have for it."""
    rules = product().of(stamp)
    if rules.stamp != stamp:
        return stamp
    number, dated = rules.questionnaire.version, rules.questionnaire.dated
    if not dated:
        return str(_("version %(number)s", number=number))
    first = date.fromisoformat(f"{dated}-01")
    month = format_date(first, "LLLL y", locale=get_locale() or "en_GB")
    return str(_("version %(number)s (%(month)s)", number=number, month=month))


@lists.app_template_global()
def versions_words(stamps: Iterable[str]) -> str:
    """What several versions are called, one after the other."""
    return speech().listed([version_words(stamp) for stamp in stamps])
