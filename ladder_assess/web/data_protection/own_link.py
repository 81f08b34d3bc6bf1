"""A private link for whoever made it: sent to them, their address kept no longer than it takes, and
on paper.
"""

from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.services.people.send_mail import OWN_LINK, Letter, send
from ladder_assess.web.access.account_forms import email_field
from ladder_assess.web.access.scope import kept_until, portfolio
from ladder_assess.web.common.by_link import Sheet, printed_link
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, day, done, link_to_share, product
from ladder_assess.web.data_protection.own_list import blueprint


class SendForm(Form):
    """Where the link is to be sent."""

    email: Any = email_field()


@blueprint.route("/send", methods=["GET", "POST"])
def send_link() -> View:
    """Ask for an address, then send the private link there, where the site sends mail."""
    form, sends = SendForm(), bool(current_app.config["SENDS_MAIL"])
    if sends and form.validate_on_submit():
        limit("own_link", portfolio().id)
        limit("own_link_network")
        send(product(), form.email.data, *_letter(), OWN_LINK)
        done(_("The link is on its way. Look into your e-mail in a few minutes."))
        return redirect(url_for("portfolio.show"))
    return render_template("data_protection/own_list/send.html", form=form, sends=sends)


@blueprint.get("/printed")
def printed() -> View:
    """The private link on one sheet of paper, with its code for phones."""
    purpose = _(
        "This private link opens your answers again, on any device. "
        "Anyone who has it can read and change them."
    )
    notes, last_day = [str(_("Keep this sheet where only you find it."))], kept_until()
    if last_day:
        kept = _(
            "If nobody opens this link until the end of %(day)s, everything behind it is erased. "
            "Opening it restarts the time.",
            day=day(last_day),
        )
        notes.append(str(kept))
    list_ = (url_for("portfolio.show"), str(_("Your activities")))
    name = portfolio().title or list_[1]
    link = link_to_share("portfolio.show")
    return printed_link(Sheet(name, str(purpose), link, list_, tuple(notes)))


def _letter() -> Letter:
    """It holds nothing that anyone typed: an address may be that of someone who never asked."""
    body = _(
        "Someone, we hope you, asked to have this private link of Ladder Assess sent here. "
        "It opens the answers again, on any device:\n\n%(link)s\n\nAnyone who has the link can "
        "read and change them. If you did not ask for it, delete this message. Your "
        "address is not kept.",
        link=link_to_share("portfolio.show"),
    )
    return str(_("Your private link")), str(body)
