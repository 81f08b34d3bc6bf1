"""The improvement plan: proposals to pick, actions to word and order, and the PDF."""

from collections.abc import Iterable
from urllib.parse import urlsplit

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
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ladder_assess.core.plan import Action, Reading
from ladder_assess.core.plan_document import PlanFigures
from ladder_assess.core.plan_edits import Differing, seal
from ladder_assess.core.plan_of_scores import by_trigger
from ladder_assess.core.plan_progress import progress
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.publishing.plan_calendar import plan_calendar, to_remind_of
from ladder_assess.publishing.plan_csv import plan_csv
from ladder_assess.publishing.plan_docx import plan_docx
from ladder_assess.publishing.plan_workbook import plan_sheets, plan_workbook
from ladder_assess.services.assess_activity import assess_portfolio
from ladder_assess.services.gather_figures import gather_figures
from ladder_assess.services.review_conditions import scores_now
from ladder_assess.services.write_plan import move, open_proposals, pick, reword, take_out
from ladder_assess.storage import documents, plans
from ladder_assess.web.charts import speech
from ladder_assess.web.forms import SHOWN, Form
from ladder_assess.web.meanwhile import author
from ladder_assess.web.plan_forms import (
    ChangedActionForm,
    OwnActionForm,
    action_from,
    as_own,
    form_again,
    form_of,
    pick_form,
    picked,
)
from ladder_assess.web.scope import note, portfolio, scope
from ladder_assess.web.views import UK, View, new_request_id, product, today, words

blueprint = Blueprint("plan", __name__, url_prefix="/p/<token:token>/plan")
scope(blueprint)

GONE = 404
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """The actions in order and what else is proposed; picked proposals become actions."""
    activities = assess_portfolio(product(), portfolio())
    actions = plans.list_actions(product().database, portfolio())
    scores = scores_now(product(), portfolio())
    form = pick_form(open_proposals(product(), activities, actions, scores), actions)
    if form.validate_on_submit():
        pick(product(), portfolio(), activities, picked(form), scores)
        return redirect(url_for("plan.show", _anchor="actions"))
    return _show_plan(form, activities, actions, scores)


def _show_plan(
    form: Form,
    activities: tuple[AssessedActivity, ...],
    actions: list[Action],
    scores: tuple[Reading, ...],
) -> View:
    document = documents.latest_document(product().database, portfolio())
    since = document.made_on if document and document.state == documents.DONE else None
    edits = plans.list_edits(product().database, portfolio())
    return render_template(
        "plan_pages/show.html",
        portfolio=portfolio(),
        activities={activity.number: activity for activity in activities},
        actions=actions,
        seal=seal,
        to_remind_of=to_remind_of(actions),
        proposed=open_proposals(product(), activities, actions, scores),
        now=by_trigger(scores),
        form=form,
        document=document,
        progress=progress(actions, edits, today(), since, UK),
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
    found = plans.find_action(product().database, portfolio(), action_id)
    if found is None:
        return _gone()
    form = form_of(found)
    if form.validate_on_submit():
        return _reword(action_id, form)
    return _show_action(form, found)


def _reword(action_id: int, form: ChangedActionForm) -> View:
    """Save an action; where someone else has changed it too, show both."""
    seen = form[SHOWN].data or ""
    saved = reword(
        product(), portfolio(), action_id, lambda action: action_from(form, action), seen, author()
    )
    if saved is None:
        return _gone()
    action, found = saved
    if not found:
        return redirect(url_for("plan.show", _anchor=f"action-{action_id}"))
    return _show_action(form_again(action, found), action, found)


def _show_action(form: Form, action: Action, differing: Iterable[Differing] = ()) -> View:
    now = by_trigger(scores_now(product(), portfolio()))
    edits = plans.list_edits(product().database, portfolio())
    return render_template(
        "plan_pages/action.html",
        form=form,
        action=action,
        differing=differing,
        now=now,
        edits=[edit for edit in edits if edit.action == action.id],
    )


def _gone() -> View:
    """An action that is not in the plan: where someone was rewording it, what they typed is put
    into a form for a new one.
    """
    if not request.form.get(SHOWN):
        abort(404)
    form = as_own(request.form, new_request_id())
    form.name_activities(assess_portfolio(product(), portfolio()))
    form.form_errors = [
        _(
            "Someone took this action out of the plan while this page was open. What you typed is "
            "still here. Save it to put it into the plan as a new action."
        )
    ]
    return render_template("plan_pages/action.html", form=form, action=None), GONE


@blueprint.post("/actions/<number:action_id>/<any(up, down, remove):direction>")
def place(action_id: int, direction: str) -> View:
    """Move an action up or down, or take it out."""
    if not Form().validate_on_submit():
        abort(400)
    if direction == "remove":
        return _take_out(action_id, request.args.get("seen", ""))
    if not move(product(), portfolio(), action_id, direction):
        abort(404)
    return redirect(url_for("plan.show", _anchor=f"action-{action_id}"))


def _take_out(action_id: int, seen: str) -> View:
    """Nothing more happens where the button was pressed twice."""
    if take_out(product(), portfolio(), action_id, seen):
        return redirect(url_for("plan.show", _anchor="actions"))
    activities = assess_portfolio(product(), portfolio())
    actions = plans.list_actions(product().database, portfolio())
    scores = scores_now(product(), portfolio())
    form = pick_form(open_proposals(product(), activities, actions, scores), actions)
    form.form_errors.append(
        _(
            "Someone has changed this action since you opened the plan, so it was not taken out. "
            "Read it again, then take it out if you still want to."
        )
    )
    return _show_plan(form, activities, actions, scores)


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
    return _file(content, "application/pdf", "improvement-plan.pdf")


@blueprint.get("/figures.xlsx")
def figures() -> View:
    """Every figure behind the plan, as a spreadsheet."""
    return _file(plan_workbook(_figures(), words(), speech()), XLSX, "improvement-plan.xlsx")


@blueprint.get("/plan.docx")
def editable() -> View:
    """The plan as a document that can be edited."""
    title, sheets = plan_sheets(_figures(), words(), speech())
    content = plan_docx(title, today(), sheets, speech())
    return _file(content, DOCX, "improvement-plan.docx")


@blueprint.get("/actions.csv")
def actions_csv() -> View:
    """The actions as CSV, for other programs."""
    return _file(plan_csv(_figures(), words(), speech()), "text/csv", "actions.csv")


@blueprint.get("/reminders.ics")
def reminders() -> View:
    """When actions are due, for a calendar."""
    actions = plans.list_actions(product().database, portfolio())
    host = urlsplit(current_app.config["SITE_ADDRESS"]).hostname or ""
    title = portfolio().title
    content = plan_calendar(title, actions, today(), host, speech().gettext)
    return _file(content, "text/calendar", "due-dates.ics")


def _figures() -> PlanFigures:
    thresholds = current_app.extensions["ladder_assess_jobs"].settings.thresholds
    return gather_figures(product(), portfolio(), today(), UK, thresholds)


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
