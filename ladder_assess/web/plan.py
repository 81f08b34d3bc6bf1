"""The improvement plan: proposals to pick, actions to word and order, and the PDF."""

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from ladder_assess.core.plan import Action
from ladder_assess.services.assess_activity import assess_portfolio
from ladder_assess.services.write_plan import move, open_proposals, pick
from ladder_assess.storage import documents, plans
from ladder_assess.web.forms import Form
from ladder_assess.web.plan_forms import ActionForm, OwnActionForm, action_from, pick_form, picked
from ladder_assess.web.scope import note, portfolio, scope
from ladder_assess.web.views import View, new_request_id, product, today

blueprint = Blueprint("plan", __name__, url_prefix="/p/<token:token>/plan")
scope(blueprint)


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """The actions in order and what else is proposed; picked proposals become actions."""
    activities = assess_portfolio(product(), portfolio())
    actions = plans.list_actions(product().database, portfolio())
    proposed = open_proposals(product(), activities, actions)
    form = pick_form(proposed, actions)
    if form.validate_on_submit():
        pick(product(), portfolio(), activities, picked(form))
        return redirect(url_for("plan.show", _anchor="actions"))
    return render_template(
        "plan_pages/show.html",
        portfolio=portfolio(),
        activities={activity.number: activity for activity in activities},
        actions=actions,
        proposed=proposed,
        form=form,
        document=documents.latest_document(product().database, portfolio()),
    )


@blueprint.route("/actions/new", methods=["GET", "POST"])
def own_action() -> View:
    """Add an action of one's own."""
    activities = assess_portfolio(product(), portfolio())
    form = OwnActionForm(data={"request_id": new_request_id(), "activity": "0"})
    form.name_activities(activities)
    if form.validate_on_submit():
        action = action_from(form, Action(0, int(form.activity.data), "", ""))
        plans.add_action(product().database, portfolio(), action, form.request_id.data)
        return redirect(url_for("plan.show", _anchor="actions"))
    return render_template("plan_pages/action.html", form=form, action=None)


@blueprint.route("/actions/<number:action_id>", methods=["GET", "POST"])
def action(action_id: int) -> View:
    """Reword an action; set its owner, due date and priority."""
    found = plans.find_action(product().database, portfolio(), action_id) or abort(404)
    form = ActionForm(data=vars(found))
    if form.validate_on_submit():
        plans.update_action(product().database, portfolio(), action_from(form, found))
        return redirect(url_for("plan.show", _anchor=f"action-{action_id}"))
    return render_template("plan_pages/action.html", form=form, action=found)


@blueprint.post("/actions/<number:action_id>/<any(up, down, remove):direction>")
def place(action_id: int, direction: str) -> View:
    """Move an action up or down, or take it out."""
    if not Form().validate_on_submit():
        abort(400)
    if direction == "remove":
        # Nothing more happens where the button was pressed twice.
        plans.remove_action(product().database, portfolio(), action_id)
        return redirect(url_for("plan.show", _anchor="actions"))
    if not move(product(), portfolio(), action_id, direction):
        abort(404)
    return redirect(url_for("plan.show", _anchor=f"action-{action_id}"))


@blueprint.post("/pdf")
def make_pdf() -> View:
    """Ask for the PDF; it is made in the background."""
    if not Form().validate_on_submit():
        abort(400)
    document = documents.ask_for_document(product().database, portfolio(), today())
    current_app.extensions["ladder_assess_jobs"].make_pdf(document)
    note("plan_pdf_made", document=document)
    return redirect(url_for("plan.pdf_progress"))


@blueprint.get("/pdf")
def pdf_progress() -> View:
    """How far the PDF has come, with a link when it is done."""
    document = documents.latest_document(product().database, portfolio()) or abort(404)
    return render_template("plan_pages/pdf.html", document=document, form=Form())


@blueprint.get("/pdf/state")
def pdf_state() -> View:
    """The same as a fragment, for a page that asks every two seconds."""
    document = documents.latest_document(product().database, portfolio()) or abort(404)
    response = make_response(
        render_template("plan_pages/pdf_state.html", document=document, form=Form())
    )
    response.set_etag(f"{document.id}-{document.state}-{document.step}")
    return response.make_conditional(request)


@blueprint.get("/pdf/<number:document_id>")
def pdf(document_id: int) -> View:
    """The finished PDF."""
    content = documents.document_content(product().database, portfolio(), document_id)
    if content is None:
        abort(404)
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = "attachment; filename=improvement-plan.pdf"
    return response
