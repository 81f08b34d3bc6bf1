"""Says, where an answer that decides the placement is not known, how to find it out."""

from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, known_answers
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import advise, said


def say_how(form: Form, page: Page, rules: Ruleset) -> Form:
    """Say under "Don't know", where an answer decides the placement, how to find out."""
    for item in _to_find_out(page, rules):
        form[item.id].find_out = said(item.find_out)
    return form


def say_how_afterwards(
    before: ActivityRecord, after: ActivityRecord, page: Page, rules: Ruleset
) -> None:
    """The same on the next page of the quick path, which asks by one press of a button: for whoever
    has just said that they don't know what decides most of all that is unknown.
    """
    if after.path == FULL:
        return
    unknown = [
        item
        for item in _to_find_out(page, rules)
        if after.values.get(item.id) == UNKNOWN and before.values.get(item.id) != UNKNOWN
    ]
    if not unknown:
        return
    answers = known_answers(rules.questionnaire, after)
    most = narrowing(rules.assessor.placer, answers)[:1]
    for item in unknown:
        if item.id in most:
            question = said(item.label or item.ask)
            how = said(item.find_out)
            advise(_("“%(question)s”: %(how)s",
                     question=question, how=how))  # fmt: skip


def _to_find_out(page: Page, rules: Ruleset) -> list[Item]:
    """The items of a page that decide the placement and say how to find out."""
    placer = rules.assessor.placer
    deciding = {*placer.ordered, *(item.id for item in placer.unordered)}
    return [item for item in page.items if item.id in deciding and item.find_out]
