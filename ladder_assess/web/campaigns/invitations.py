"""Messages to the contacts of a round: written, tried, sent, and how far they are."""

from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.campaigns.mailing import REMINDER, Mailing
from ladder_assess.core.campaigns.message import LONGEST_BODY, LONGEST_SUBJECT, Draft
from ladder_assess.services.campaigns import invite_contacts as inviting
from ladder_assess.services.campaigns.invite_contacts import Message
from ladder_assess.services.campaigns.keep_contacts import list_contacts
from ladder_assess.services.campaigns.open_single_links import FEWEST
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.access.scope import actor, organisation_number, portfolio
from ladder_assess.web.campaigns.contacts import blueprint, instrument_here, page_of, wave_here
from ladder_assess.web.common.fields import text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.paging import A_PAGE
from ladder_assess.web.common.request import View, done, new_request_id, product, said, today
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]
TEST = "test"
# What can stand in the way, and what to do about it.
OBSTACLES = {
    inviting.NOT_OPEN: _l("The campaign takes no answers now."),
    inviting.UNCONFIRMED: _l(
        "Whoever runs this site has not confirmed your organisation yet. Only confirmed "
        "organisations can write to many people. Until then, hand out links."
    ),
    inviting.SHARED: _l("%(group)s: a link for all is open. Close it first, under “Who answers”."),
    inviting.FEW: _l(
        "%(group)s: there are fewer than %(few)s people, so that anonymous answers could be told "
        "apart. Add more people, remove this group, or make one link for all of them."
    ),
    inviting.UNDER_WAY: _l("Another message to the people of this campaign is still being sent."),
    inviting.NOBODY: _l("There is nobody to send it to."),
}


class MessageForm(RequestForm):
    """A message to many."""

    subject = text_field(
        _l("Subject"), "", LONGEST_SUBJECT, required=True, lines=False,
        missing=_l("Enter a subject."),
    )  # fmt: skip
    body = text_field(
        _l("Message"), "", LONGEST_BODY, required=True, lines=True, missing=_l("Enter a message.")
    )


def _first_draft(kind: str) -> Draft:
    """A message to begin with."""
    about = said(instrument_here().title)
    kept = inviting.last_draft(product(), portfolio(), wave_here(), kind)
    if kept is not None:
        return kept
    some = list_contacts(product(), portfolio(), wave_here(), 1, A_PAGE)
    hello = _("Dear {name},") if all(each.name for each in some) else _("Hello,")
    if kind == REMINDER:
        subject = _("Reminder: %(about)s", about=about)
        text = _(
            "we asked you for your answers to some questions. If you have answered, thank you: as "
            "answers are anonymous, this message may reach you all the same. Please do not answer "
            "twice."
        )
    else:
        subject = about
        text = _(
            "please answer some questions. Your answers are anonymous, you can leave any question "
            "out, and you need no account. This link is for you alone and works once:"
        )
    return Draft(subject, f"{hello}\n\n{text}\n\n{{link}}\n\n{{organisation}}")


def _in_the_way(kind: str) -> list[str]:
    """What stands in the way of sending, in words."""
    settings, found = current_app.config["SETTINGS"], []
    if not settings.smtp_host or not settings.has_address:
        found.append(
            _("This site is not set up to send e-mail. Whoever runs it finds out how in the guide.")
        )
    where = (product(), portfolio(), wave_here(), organisation_number() or 0, kind)
    for what, form in inviting.obstacles(*where):
        group = form_name(instrument_here(), form)
        found.append(str(OBSTACLES[what]) % {"group": group, "few": FEWEST})
    return found


@blueprint.route("/write/<any(invitation, reminder):kind>", methods=["GET", "POST"])
def write(kind: str) -> View:
    """Write a message, send it to oneself first, and then to all whom it is for."""
    wave, draft = wave_here(), _first_draft(kind)
    started = {"subject": draft.subject, "body": draft.body, "request_id": new_request_id()}
    form, tried = MessageForm(data=started), ""
    stands = _in_the_way(kind)
    if form.validate_on_submit() and _can_be_filled(form):
        written = Draft(form.subject.data, form.body.data)
        account = signed_in() or abort(403)
        limit("mailing", account.id)
        if request.form.get("go") == TEST:
            test = Message(kind, written, actor(), f"trial {new_request_id()}")
            if current_app.config["SETTINGS"].smtp_host:
                inviting.send_trial(product(), portfolio(), wave, test, account.email, today())
                tried = account.email
        elif not stands:
            message = Message(kind, written, actor(), form.request_id.data)
            if inviting.start_mailing(product(), portfolio(), wave, message, today()):
                done(_("The message is being sent."))
            return redirect(url_for("contacts.show"))
    where = (product(), portfolio(), wave, organisation_number() or 0, kind)
    return page_of(
        "write",
        kind=kind,
        form=form,
        tried=tried,
        stands=stands,
        many=inviting.count_recipients(*where),
        known=inviting.known_places(product(), portfolio(), wave),
        a_minute=current_app.config["SETTINGS"].invitations_a_minute,
    )


def _can_be_filled(form: MessageForm) -> bool:
    """Does something fill each place of a message, and does it lead to the questions?"""
    draft = Draft(form.subject.data or "", form.body.data or "")
    known = inviting.known_places(product(), portfolio(), wave_here())
    errors = []
    if wrong := inviting.wrong_places(draft, known):
        there = ", ".join(f"{{{each}}}" for each in known)
        errors.append(
            _("Nothing fills {%(wrong)s}. You can use %(known)s.", wrong=wrong[0], known=there)
        )
    if not inviting.has_link(draft):
        errors.append(_("Put {link} where the address of the questions is to stand."))
    form.body.errors = errors
    return not errors


def _mailing_or_404(mailing_id: int) -> Mailing:
    found = inviting.list_mailings(product(), portfolio(), wave_here())
    return next((each for each in found if each.id == mailing_id), None) or abort(404)


@blueprint.get("/messages/<sealed:mailing_id>/state")
def mailing_state(mailing_id: int) -> View:
    """How far a mailing is, as a fragment for a page that asks every two seconds."""
    found = _mailing_or_404(mailing_id)
    return unless_known(lambda: page_of("mailing", mailing=found, form=Form(formdata=None)), found)


@blueprint.post("/messages/<sealed:mailing_id>/<any(pause, resume):step>")
def step(mailing_id: int, step: str) -> View:
    """Stop sending for a while, or go on."""
    wave = wave_here()
    if not Form().validate_on_submit():
        abort(400)
    take: Any = inviting.pause_mailing if step == "pause" else inviting.resume_mailing
    take(product(), portfolio(), wave, mailing_id, actor())
    return redirect(url_for("contacts.show"))
