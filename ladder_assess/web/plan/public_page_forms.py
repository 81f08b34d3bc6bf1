"""Forms of the public page about a plan: what it says and shows, and what was done."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import (
    ACTIVITY,
    DUE,
    OWNER,
    PRIVATE_LINK,
    REASON,
    SHOWS,
    SHOWS_AT_FIRST,
    WHAT,
    Choices,
    KeptPage,
    Told,
)
from ladder_assess.web.common.fields import SeveralChoices, text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import SHOWN, shown_field
from ladder_assess.web.plan.words import STATUS_WORDS

TITLE_LIMIT, CONTACT_LIMIT, DID_LIMIT, INTRODUCTION_LIMIT = 150, 200, 1000, 2000
SHOWS_WORDS = {
    REASON: _l("What it was chosen for, and whether that is still so"),
    WHAT: _l("What needs doing, as it stands in the plan"),
    ACTIVITY: _l("The name of the activity that it is for"),
    DUE: _l("The day it is due"),
    OWNER: _l("Who owns it"),
}
SHOWS_HINTS = {
    REASON: _l("This is part of your results, such as a trap, a caution or a low score."),
    OWNER: _l(
        "This can name people to everyone, for as long as anyone keeps a copy. "
        "Ask them first, or give roles as owners instead, such as Clerk."
    ),
}
YES = "yes"


def without_private_link(field: Any) -> None:
    """Refuse a text with a private link: it would let everyone change the list."""
    if PRIVATE_LINK.search(field.data or ""):
        raise ValidationError(
            _("Take out the private link. Everyone who reads the page could change your list.")
        )


class PageForm(Form):
    """What the page says of the whole, which actions are on it, and what it shows of each."""

    title = text_field(
        _l("What is the page called?"),
        _l("For example: What we do about what you told us."),
        TITLE_LIMIT,
        required=True,
        lines=False,
        missing=_l("Enter what the page is called."),
    )
    introduction = text_field(
        _l("What should people know first?"),
        _l("For example what you asked them, when, and how many took part."),
        INTRODUCTION_LIMIT,
        required=False,
        lines=True,
    )
    contact = text_field(
        _l("Where can people write to you?"),
        _l("An e-mail or web address, a phone number or a place. Everyone will see it."),
        CONTACT_LIMIT,
        required=True,
        lines=False,
        missing=_l("Enter where people can write to you."),
    )
    actions = SeveralChoices(
        _l("Which actions are on the page?"),
        choices=[],
        description=_l(
            "The page counts every action of the plan, those that you leave out too, and says how "
            "many are not shown and how many of those are late."
        ),
        legend={"classes": "govuk-fieldset__legend--m"},
    )
    shows = SeveralChoices(
        _l("What else does it show of each?"),
        choices=[SelectChoice(show, SHOWS_WORDS[show]) for show in SHOWS],
        description=_l("Its title, how far it is and whether it is late are always shown."),
        hints=SHOWS_HINTS,
        own_options=SHOWS,
        legend={"classes": "govuk-fieldset__legend--m"},
    )
    search = SeveralChoices(
        _l("Can search engines list it?"),
        choices=[SelectChoice(YES, _l("Yes, people may find it by searching"))],
        description=_l(
            "If not, it is found only by those who have its address. Copies that search engines "
            "have made can stay a while after you take the page down."
        ),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--m"},
    )

    def validate_title(self, field: Any) -> None:
        without_private_link(field)

    def validate_introduction(self, field: Any) -> None:
        without_private_link(field)

    def validate_contact(self, field: Any) -> None:
        without_private_link(field)


setattr(PageForm, SHOWN, shown_field())


def page_form(
    kept: KeptPage,
    told: Mapping[int, Told],
    actions: Iterable[Action],
    answered: Mapping[int, str],
) -> PageForm:
    """A form with what was sent or, where nothing was, with what is kept; `answered` says what
    actions answered, by their ids.
    """
    actions = tuple(actions)
    choices = kept.choices
    form = PageForm(
        data={
            **vars(choices),
            "actions": [str(a.id) for a in actions if told.get(a.id, Told()).shown],
            "shows": sorted(choices.shows if kept.revision else SHOWS_AT_FIRST),
            "search": [YES] if choices.search else [],
            SHOWN: str(kept.revision),
        }
    )
    form.actions.choices = [SelectChoice(str(action.id), action.title) for action in actions]
    form.actions.hints = {
        str(a.id): f"{STATUS_WORDS[a.status]}. {answered.get(a.id, '')}".strip() for a in actions
    }
    form.actions.own_options = tuple(form.actions.hints)
    return form


def choices_from(form: PageForm) -> Choices:
    """What was chosen, but for the actions."""
    return Choices(
        form.title.data,
        form.introduction.data,
        form.contact.data,
        frozenset(form.shows.data or ()),
        bool(form.search.data),
    )


def shown_by(form: PageForm) -> frozenset[int]:
    """The ids of the actions that were ticked."""
    return frozenset(map(int, form.actions.data or ()))


def seen_by(form: PageForm) -> int:
    """The revision that the form was shown with; -1 where that cannot be read."""
    seen = whole_number(form[SHOWN].data)
    return -1 if seen is None else seen


class ToldForm(Form):
    """What is said to everyone about one action."""

    did = text_field(
        _l("What have you done?"),
        _l(
            "Everyone reads this once the page is published again. The notes on the action stay "
            "private."
        ),
        DID_LIMIT,
        required=False,
        lines=True,
    )
    evidence = SeveralChoices(
        _l("Are its links to evidence shown?"),
        choices=[SelectChoice(YES, _l("Yes, show them to everyone"))],
        description=_l("Check first that what they lead to is meant for everyone."),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--m"},
    )

    def validate_did(self, field: Any) -> None:
        without_private_link(field)


setattr(ToldForm, SHOWN, shown_field())


def told_form(told: Told) -> ToldForm:
    """A form with what was sent or, where nothing was, with what is kept."""
    shown = {"did": told.did, "evidence": [YES] if told.evidence else [], SHOWN: stamp_of(told)}
    return ToldForm(data=shown)


def told_by(form: ToldForm, told: Told) -> Told:
    """What a form says; whether the action is shown stays as it is kept."""
    return replace(told, did=form.did.data, evidence=bool(form.evidence.data))


def stamp_of(told: Told) -> str:
    """What a page about an action is shown with, to tell whether someone has changed it since."""
    return hashlib.sha256(repr((told.did, told.evidence)).encode()).hexdigest()[:16]


class PublishForm(Form):
    """Publishes what was previewed: `seen` is the seal of that."""

    seen = HiddenField()
