"""What a site administrator does about peers: sees that figures are drawn, and who is confirmed.

No answers, no scores and no figures of a group are here.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import HiddenField, SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.services.benchmarks.list_draws import list_draws
from ladder_assess.services.people.confirm_organisation import (
    NotAsSeen,
    Waiting,
    decide,
    find_waiting,
    queue_of,
)
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me
from ladder_assess.web.common.fields import Choice
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, done, product, today
from ladder_assess.web.people.organisation_forms import MEDIUM

blueprint = Blueprint("peers", __name__, url_prefix="/administration/peers")
for_people(blueprint)
DECISIONS = {"confirmed": True, "refused": False, "waits": None}


class DecisionForm(Form):
    """Whether an organisation is who it says it is: `seen` is the seal of what was shown."""

    seen = HiddenField()
    decision = Choice(
        _l("Is it what it says it is?"),
        [InputRequired(message=_l("Choose whether it is what it says."))],
        choices=[
            SelectChoice("confirmed", _l("Yes: it counts among the peers")),
            SelectChoice("refused", _l("No, or I cannot tell: it does not count")),
            SelectChoice("waits", _l("Not decided yet: it stays in the queue")),
        ],
        own_options=tuple(DECISIONS),
        legend=MEDIUM,
    )


@blueprint.get("")
def draws() -> View:
    """The jobs that drew figures of peers."""
    return render_template(
        "benchmarks/peers/draws.html", runs=list_draws(product()), policy=settings().policy
    )


@blueprint.get("/organisations")
def queue() -> View:
    """The organisations that wait to be confirmed, with what to look at."""
    found = queue_of(product())
    everything = (*found.waiting, *found.decided)
    page = paged(everything)
    return render_template(
        "benchmarks/peers/queue.html",
        queue=found,
        page=page,
        rows=[found.row(each) for each in page.rows],
        all_names={each.organisation.id: each.organisation.name for each in everything},
        waiting={each.organisation.id for each in found.waiting},
        page_address=lambda number: url_for("peers.queue", page=number),
    )


@blueprint.route("/organisations/<number:organisation_id>", methods=["GET", "POST"])
def organisation(organisation_id: int) -> View:
    """One organisation, to confirm or not."""
    row = find_waiting(product(), organisation_id) or abort(404)
    # What is sent without a seal was decided about nothing that was looked at.
    seal = row.seal if request.method == "GET" else ""
    form = DecisionForm(data={"decision": _decided(row), "seen": seal})
    if form.validate_on_submit():
        confirmed, when = DECISIONS[form.decision.data], (today(), now())
        try:
            decide(product(), me(), organisation_id, confirmed, when, seen=form.seen.data or "")
        except NotAsSeen:
            return _shown_anew(organisation_id)
        done(_said(confirmed, row.asked.organisation.name))
        return redirect(url_for("peers.queue"))
    return render_template("benchmarks/peers/organisation.html", row=row, form=form)


def _said(confirmed: bool | None, name: str) -> str:
    """What holds of an organisation from now on."""
    if confirmed is None:
        return str(_("“%(name)s” waits for a decision.", name=name))
    if confirmed:
        return str(_("“%(name)s” counts among the peers now.", name=name))
    return str(_("“%(name)s” does not count among the peers.", name=name))


def _shown_anew(number: int) -> View:
    """The organisation as it is by now, with nothing decided."""
    row = find_waiting(product(), number) or abort(404)
    form = DecisionForm(formdata=None, data={"decision": "", "seen": row.seal})
    form.decision.errors = [
        _("It has changed since you looked. Nothing was decided: look again, then choose.")
    ]
    return render_template("benchmarks/peers/organisation.html", row=row, form=form)


def _decided(row: Waiting) -> str:
    decision = row.asked.decision
    if decision is None:
        return ""
    return "confirmed" if decision.confirmed else "refused"
