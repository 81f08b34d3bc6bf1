"""Keys by which programs read an organisation's campaigns: which there are, a new one, revoking."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.access_key import A_DAY, LIFETIMES, MOST_KEYS, NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.services.people import keep_access_keys
from ladder_assess.services.people.find_place import people_of
from ladder_assess.services.people.keep_access_keys import TooManyKeys, list_keys, make_key
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import me, my_place, this_organisation
from ladder_assess.web.common.fields import Choice, text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.request import (
    View,
    day,
    done,
    mailed_link,
    new_request_id,
    product,
)
from ladder_assess.web.people.organisation import blueprint

__all__ = ["blueprint"]
NAME_LIMIT = 60
RESULTS, ROWS = "results", "rows"
LEGEND = {"classes": "govuk-fieldset__legend--m"}


class KeyForm(RequestForm):
    """What a key is for, what it may read, and for how long."""

    label = text_field(
        _l("What is it for?"),
        _l("Such as “Dashboard of the performance team”. You see it on the list and in the log."),
        NAME_LIMIT,
        required=True,
        lines=False,
        missing=_l("Say what it is for."),
    )
    reads = Choice(
        _l("What may it read?"),
        validators=[InputRequired(message=_l("Choose what it may read."))],
        choices=[
            SelectChoice(RESULTS, _l("Campaigns, how many answered, and the results")),
            SelectChoice(
                ROWS, _l("Also each person’s answers, as a row without a name, and comments")
            ),
        ],
        hints={
            RESULTS: _l("What the pages show to everyone who may read them."),
            ROWS: _l("Only of campaigns that were opened for that. Choose it only if you need it."),
        },
        own_options=(RESULTS, ROWS),
        legend=LEGEND,
    )
    days = Choice(
        _l("How long does it work?"),
        validators=[InputRequired(message=_l("Choose how long it works."))],
        choices=[
            SelectChoice(str(days), _l("For %(days)s days from now", days=days))
            for days in LIFETIMES
        ],
        own_options=tuple(map(str, LIFETIMES)),
        legend=LEGEND,
    )

    def new_key(self) -> NewKey:
        """The key that was asked for."""
        name = " ".join((self.label.data or "").split())
        return NewKey(name, self.reads.data == ROWS, whole_number(self.days.data) or 0)


def _by() -> Actor:
    return Actor(me().id, my_place().organisation, now())


@blueprint.get("/<number:organisation>/keys")
def keys() -> View:
    """Every key, who made it, until when it works, and when it was last used."""
    found = list_keys(product(), my_place().organisation)
    people = people_of(product(), my_place().organisation)
    names = {each.account: each.name or each.email for each in people}
    return render_template(
        "people/organisation/keys.html",
        organisation=this_organisation(),
        keys=[(key, names.get(key.account, ""), day(uk_day(key.until))) for key in found],
        now=now(),
    )


def _told_of(key: NewKey) -> Letter:
    """The message that tells who answers for the organisation of a new key."""
    here = this_organisation()
    return _("A key for programs was made"), _(
        "%(person)s made a key for programs in %(organisation)s: “%(key)s”. With it a program can "
        "read your campaigns until %(day)s.\n\n"
        "If nobody should have made it, revoke it here:\n\n%(keys)s",
        person=me().name or me().email,
        organisation=here.name,
        key=key.name,
        day=day(uk_day(now() + key.days * A_DAY)),
        keys=mailed_link("organisation.keys", organisation=my_place().organisation),
    )


@blueprint.route("/<number:organisation>/keys/new", methods=["GET", "POST"])
def new_key() -> View:
    """Make a key, and show it this once."""
    form, token = KeyForm(data={"request_id": new_request_id(), "reads": RESULTS}), None
    if form.validate_on_submit():
        try:
            new = form.new_key()
            token = make_key(product(), new, form.request_id.data, _by(), _told_of(new))
        except TooManyKeys:
            form.form_errors.append(
                _("There are %(most)s keys already. Revoke one that nobody needs.", most=MOST_KEYS)
            )
    return render_template(
        "people/organisation/new_key.html",
        organisation=this_organisation(),
        form=form,
        token=token,
    )


@blueprint.route("/<number:organisation>/keys/<sealed:key_id>/revoke", methods=["GET", "POST"])
def revoke_key(key_id: int) -> View:
    """Let a key open nothing any more."""
    own = list_keys(product(), my_place().organisation)
    key = next((each for each in own if each.id == key_id), None) or abort(404)
    form = Form()
    if form.validate_on_submit():
        keep_access_keys.revoke_key(product(), key, _by())
        done(_("The key is revoked. Programs that use it are refused from now on."))
        return redirect(url_for("organisation.keys"))
    return render_template("people/organisation/revoke_key.html", form=form, key=key)
