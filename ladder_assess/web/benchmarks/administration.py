"""What a site administrator does about peers: sees that figures are drawn, and who is confirmed.

No answers, no scores and no figures of a group are here.
"""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.services.benchmarks.list_draws import list_draws
from ladder_assess.services.people.confirm_organisation import Waiting, decide, queue_of
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me
from ladder_assess.web.common.fields import Choice
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import View, done, product, today
from ladder_assess.web.people.organisation_forms import MEDIUM

blueprint = Blueprint("peers", __name__, url_prefix="/administration/peers")
for_people(blueprint)
DECISIONS = {"confirmed": True, "refused": False, "waits": None}


class DecisionForm(Form):
    """Whether an organisation is who it says it is."""

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
    rows = {row.asked.organisation.id: row for row in (*found.waiting, *found.decided)}
    return render_template("benchmarks/peers/queue.html", queue=found, rows=rows)


@blueprint.route("/organisations/<number:organisation_id>", methods=["GET", "POST"])
def organisation(organisation_id: int) -> View:
    """One organisation, to confirm or not."""
    row = _row(organisation_id)
    form = DecisionForm(data={"decision": _decided(row)})
    if form.validate_on_submit():
        confirmed = DECISIONS[form.decision.data]
        decide(product(), me(), organisation_id, confirmed, (today(), now()))
        name = row.asked.organisation.name
        done(_("What you decided about “%(name)s” is kept.", name=name))
        return redirect(url_for("peers.queue"))
    return render_template("benchmarks/peers/organisation.html", row=row, form=form)


def _row(number: int) -> Waiting:
    found = queue_of(product())
    rows = (*found.waiting, *found.decided)
    return next((r for r in rows if r.asked.organisation.id == number), None) or abort(404)


def _decided(row: Waiting) -> str:
    decision = row.asked.decision
    if decision is None:
        return ""
    return "confirmed" if decision.confirmed else "refused"
