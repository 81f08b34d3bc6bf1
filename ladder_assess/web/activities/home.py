"""The start page, the start of an assessment, and the pages that explain."""

from flask import Blueprint, abort, redirect, render_template, url_for

from ladder_assess.core.common.finding import finds
from ladder_assess.services.activities.consult_trials import trial_file as file_of_trial
from ladder_assess.services.activities.start_portfolio import start_portfolio, start_with_activity
from ladder_assess.services.people.open_account import has_administrator
from ladder_assess.web.access.identity import now, signed_in
from ladder_assess.web.access.known_browser import whoever
from ladder_assess.web.access.membership import own_home, start_address
from ladder_assess.web.activities.arrangements import (
    begun_by,
    chosen_form,
    goes_on,
    new_activity_form,
)
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import (
    View,
    product,
    said,
    searched_for,
    today,
)

blueprint = Blueprint("home", __name__)
# The published case to look at first: one that stands on a single rung.
SAMPLE_TO_SEE = 3


@blueprint.get("/")
def index() -> View:
    """What this is, and where to start; whoever is signed in is at home in their organisation."""
    account = signed_in()
    home = own_home(account) if account else None
    if home:
        return redirect(home)
    return _first_page(new_activity_form())


def _first_page(form: Form) -> View:
    attended = has_administrator(product())
    return render_template(
        "activities/home/index.html", form=form, attended=attended, sample=SAMPLE_TO_SEE
    )


@blueprint.route("/start", methods=["GET", "POST"])
def start() -> View:
    """Give an activity its name; makes a private link with it."""
    form = new_activity_form()
    if form.validate_on_submit():
        limit("start", whoever())
        begun = begun_by(form)
        token, number = start_with_activity(
            product(), form.request_id.data, today(), begun.path, begun.arrangement, now(),
            name=begun.name,
        )  # fmt: skip
        return redirect(url_for(goes_on(begun), token=token, number=number))
    return render_template("activities/home/start.html", form=form, arrangement=chosen_form(form))


@blueprint.route("/start/register", methods=["GET", "POST"])
def register() -> View:
    """Begin with a register of activities."""
    return _begin("register_import.show")


@blueprint.route("/start/questionnaires", methods=["GET", "POST"])
def questionnaires() -> View:
    """Begin with questionnaires."""
    return _begin("questionnaires.index")


def _begin(onward: str) -> View:
    """Make a private link with an empty list, and go on there; the doors to it are on the first
    page, which is shown again where that cannot be.
    """
    sent = RequestForm()
    if sent.validate_on_submit():
        limit("start", whoever())
        token = start_portfolio(product(), sent.request_id.data, today())
        return redirect(url_for(onward, token=token))
    form = new_activity_form()
    form.form_errors = [error for found in sent.errors.values() for error in found]
    return _first_page(form)


@blueprint.get("/start/workshop")
def workshop() -> View:
    """How people in one room place an activity together, and where that begins."""
    return render_template("activities/home/workshop.html", start=start_address())


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


@blueprint.get("/how-it-works/trials/<name>")
def trial_file(name: str) -> View:
    """A file of a trial: `ladder-assess agreement` gives the same figures from its readings."""
    content = file_of_trial(settings().questionnaires, product().definitions.tried, name)
    if content is None:
        abort(404)
    return file_out(content, name)


@blueprint.get("/help", endpoint="help")
def show_help() -> View:
    """Answers to what people ask."""
    return render_template("activities/home/help.html")


@blueprint.get("/glossary")
def glossary() -> View:
    """Every word of the trade, explained, and what is cited; or those searched for."""
    wanted = searched_for()
    terms = list(enumerate(product().definitions.questionnaire.glossary, start=1))
    sources = product().definitions.sources.values()
    return render_template(
        "activities/home/glossary.html",
        wanted=wanted,
        total=len(terms) + len(sources),
        terms=[(n, t) for n, t in terms if finds(wanted, said(t.term), said(t.text))],
        sources=[source for source in sources if finds(wanted, source.cite, source.short)],
    )
