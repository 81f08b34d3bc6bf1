"""The start page, the start of an assessment, and the pages that explain."""

from flask import Blueprint, redirect, render_template, url_for

from ladder_assess.services.activities.start_portfolio import start_portfolio, start_with_activity
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.known_browser import whoever
from ladder_assess.web.activities.arrangements import groups_of_forms, new_activity_form
from ladder_assess.web.common.forms import RequestForm
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, new_request_id, product, today

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> View:
    """What this is, and where to start."""
    return render_template(
        "activities/home/index.html", rungs=product().definitions.questionnaire.rungs
    )


@blueprint.route("/start", methods=["GET", "POST"])
def start() -> View:
    """Choose a path and perhaps a common form; makes a private link with one activity."""
    form = new_activity_form()
    if form.validate_on_submit():
        limit("start", whoever())
        chosen = form.path.data, form.arrangement.data or ""
        token, number = start_with_activity(
            product(), form.request_id.data, today(), *chosen, when=now()
        )
        return redirect(url_for("activity.resume", token=token, number=number))
    return render_template("activities/home/start.html", form=form, groups=groups_of_forms())


@blueprint.route("/start/register", methods=["GET", "POST"])
def register() -> View:
    """Begin with a register of activities; makes a private link with an empty list."""
    form = RequestForm(data={"request_id": new_request_id()})
    if form.validate_on_submit():
        limit("start", whoever())
        token = start_portfolio(product(), form.request_id.data, today())
        return redirect(url_for("register_import.show", token=token))
    return render_template("activities/home/register.html", form=form)


@blueprint.get("/how-it-works")
def method() -> View:
    """How placing works, what has been checked and what has not."""
    definitions = product().definitions
    return render_template(
        "activities/home/method.html",
        definition=definitions.questionnaire,
        tried=definitions.tried,
        versions=1 + len(definitions.earlier_rules),
        policy=settings().policy,
    )


@blueprint.get("/help", endpoint="help")
def show_help() -> View:
    """Answers to what people ask."""
    return render_template("activities/home/help.html")


@blueprint.get("/glossary")
def glossary() -> View:
    """Every word of the trade, explained."""
    definition = product().definitions.questionnaire
    sources = product().definitions.sources.values()
    return render_template(
        "activities/home/glossary.html", glossary=definition.glossary, sources=sources
    )
