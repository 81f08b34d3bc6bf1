"""Working on an activity together: whose it is, how far it is, remarks, and who changed what."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.workflow import (
    AGREE_TO,
    REOPEN,
    REQUEST_CHANGES,
    STEPS,
    SUBMIT,
    Agreed,
    NotNow,
    Step,
    may_change,
    open_steps,
)
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.services.activities.assign_work import assign as assign_to
from ladder_assess.services.activities.assign_work import who_can_have_it
from ladder_assess.services.activities.comment_on_answer import WHOLE, Said, comment, count_comments
from ladder_assess.services.activities.comment_on_answer import comments as comments_by_item
from ladder_assess.services.activities.review_work import ChangedSince, Taken, take_step
from ladder_assess.services.activities.show_history import show_history
from ladder_assess.services.people.find_place import people_of
from ladder_assess.web.access.scope import may, organisation_number, portfolio, record_or_404, scope
from ladder_assess.web.activities import workflow_mail
from ladder_assess.web.activities.concurrent_edits import author
from ladder_assess.web.activities.workflow_words import (
    DONE_WORDS,
    STATE_COLOURS,
    STATE_WORDS,
    STEP_WORDS,
)
from ladder_assess.web.common.backing_form import STRENGTH_WORDS
from ladder_assess.web.common.fields import Choice, text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.page_forms import PAGE_HEADING, SHOWN, shown_field, stamp, stamp_of
from ladder_assess.web.common.request import (
    View,
    done,
    moment,
    new_request_id,
    newest_words,
    product,
)

blueprint = Blueprint(
    "workflow", __name__, url_prefix="/p/<token:token>/activities/<number:number>"
)
scope(blueprint)

NOTE_LIMIT = 2000
NOBODY = "0"
MISSING = _l("Enter your comment.")


def _note(label: Any, hint: Any, *, required: bool) -> Any:
    return text_field(label, hint, NOTE_LIMIT, required=required, lines=True, missing=MISSING)


class StepForm(RequestForm):
    """Take a step, with or without a comment."""

    note = _note(_l("Comment (optional)"), "", required=False)


class ChangesForm(RequestForm):
    """Send an activity back, with a comment that says why."""

    note = _note(
        _l("Your comment"),
        _l("Name the questions that you mean. Everyone who works on the activity can read it."),
        required=True,
    )


class CommentForm(RequestForm):
    """A remark."""

    text = _note(_l("Your comment"), "", required=True)


for _form in (StepForm, ChangesForm):
    setattr(_form, SHOWN, shown_field())


class AssignForm(Form):
    """Who an activity is assigned to."""

    person = Choice(
        _l("Who should work on this activity?"),
        [InputRequired(message=_l("Choose who should work on this activity."))],
        hints={},
        legend=PAGE_HEADING,
    )


@blueprint.app_template_global()
def steps_for(record: ActivityRecord) -> tuple[Step, ...]:
    """The steps that whoever reads the page can take."""
    return open_steps(record.state, lambda permission: may(permission, record.assigned_to))


@blueprint.app_template_global()
def changeable(record: ActivityRecord) -> bool:
    """Can whoever reads the page change the answers now?"""
    return may("contribute", record.assigned_to) and may_change(record.state)


@blueprint.app_template_global()
def who_is(account: int | str | None) -> str:
    """The name of someone of this organisation."""
    if "names" not in g:
        people = people_of(product(), _organisation())
        g.names = {person.account: person.name for person in people}
    found: str | None = g.names.get(int(account or 0))
    return found or _("Someone who has left")


blueprint.add_app_template_filter(moment)


@blueprint.app_context_processor
def words_of_work() -> dict[str, Any]:
    """What states, steps and strengths are called."""
    return {
        "state_words": STATE_WORDS,
        "state_colours": STATE_COLOURS,
        "step_words": STEP_WORDS,
        "strength_words": STRENGTH_WORDS,
    }


def _organisation() -> int:
    return organisation_number() or abort(404)


@blueprint.route("/assign", methods=["GET", "POST"])
def assign(number: int) -> View:
    """Say who should work on an activity."""
    record = record_or_404(number)
    form = AssignForm(data={"person": str(record.assigned_to or NOBODY)})
    people = who_can_have_it(product(), _organisation())
    form.person.choices = [
        *(SelectChoice(str(person.account), person.name) for person in people),
        SelectChoice(NOBODY, _l("Nobody yet")),
    ]
    if form.validate_on_submit():
        return _assign(number, int(form.person.data))
    if not form.is_submitted() and not may_change(record.state):
        return _to_review(number)
    return render_template("activities/workflow/assign.html", record=record, form=form)


def _assign(number: int, account: int) -> View:
    with suppress(Agreed):
        notice = workflow_mail.assigned(number)
        to = account or None
        assign_to(product(), _organisation(), portfolio(), number, to, author(), notice)
        done(_("Who works on this activity is saved."))
    return _to_review(number)


def _to_review(number: int) -> View:
    return redirect(url_for("activity.review", number=number, _anchor="work"))


@blueprint.route("/submit", methods=["GET", "POST"])
def submit(number: int) -> View:
    """Hand an activity in."""
    return _step(number, STEPS[SUBMIT])


@blueprint.route("/request-changes", methods=["GET", "POST"])
def request_changes(number: int) -> View:
    """Send an activity back, saying what should be changed."""
    return _step(number, STEPS[REQUEST_CHANGES])


@blueprint.route("/agree", methods=["GET", "POST"])
def agree(number: int) -> View:
    """Agree an activity as it was read."""
    return _step(number, STEPS[AGREE_TO])


@blueprint.route("/reopen", methods=["GET", "POST"])
def reopen(number: int) -> View:
    """Let an agreed activity be changed again."""
    return _step(number, STEPS[REOPEN])


def _step(number: int, step: Step) -> View:
    record = record_or_404(number)
    kind = ChangesForm if step.needs_note else StepForm
    form = kind(data={"request_id": new_request_id(), SHOWN: stamp(record)})
    if record.state not in step.before:
        # Someone else was quicker, or the button was pressed twice: the review says how it stands.
        return _to_review(number)
    if form.validate_on_submit() and (next_page := _taken(record, step, form)):
        return next_page
    return render_template("activities/workflow/step.html", record=record, step=step, form=form)


def _taken(record: ActivityRecord, step: Step, form: Form) -> View | None:
    """Take a step, and the page that comes next: with what else waits, but where an activity was
    opened to be changed. None, and the reason on the form, where the answers are others by now.
    """
    number = record.number
    seen, page = stamp_of(form)
    notice = workflow_mail.after_step(step.id, number)
    remark = workflow_mail.commented(number)
    taken = Taken(author(page), form["note"].data, seen, form["request_id"].data, notice, remark)
    try:
        take_step(product(), _organisation(), portfolio(), number, step, taken)
    except NotNow:
        return _to_review(number)
    except ChangedSince:
        form.form_errors.append(
            _("The activity was changed while you had this page open. Read it again first.")
        )
        form[SHOWN].data = stamp(record_or_404(number))
        return None
    name = record.name or _("An activity without a name")
    done(str(DONE_WORDS[step.id]) % {"name": name})
    if step.id == REOPEN:
        return _to_review(number)
    return redirect(url_for("organisation.show", organisation=_organisation()))


@blueprint.route("/comments", methods=["GET", "POST"])
def comments(number: int) -> View:
    """Every remark on an activity, and a form for one about it as a whole."""
    return _comments(number, WHOLE)


@blueprint.route("/comments/<item_id>", methods=["GET", "POST"])
def item_comments(number: int, item_id: str) -> View:
    """The remarks on one answer, and a form for another."""
    if item_id not in product().of(record_or_404(number).stamp).questionnaire.items:
        abort(404)
    return _comments(number, item_id)


def _comments(number: int, item_id: str) -> View:
    record = record_or_404(number)
    form = CommentForm(data={"request_id": new_request_id()})
    if form.validate_on_submit():
        text, sent = form["text"].data, form["request_id"].data
        notice = workflow_mail.commented(number, item_id)
        said = Said(item_id, text, author(), sent, notice)
        comment(product(), _organisation(), portfolio(), number, said)
        return redirect(request.path + "#comments")
    items = product().of(record.stamp).questionnaire.items
    return render_template(
        "activities/workflow/comments.html",
        record=record,
        item=items.get(item_id),
        items=items,
        comments=comments_by_item(product(), portfolio(), number),
        form=form,
    )


@blueprint.app_template_global()
def comment_counts(number: int) -> dict[str, int]:
    """How many remarks each item of an activity has."""
    return count_comments(product(), portfolio(), number)


@blueprint.get("/history")
def history(number: int) -> View:
    """Who changed what, when and from which value, the newest first."""
    record = record_or_404(number)
    shown = show_history(product(), portfolio(), record, whole_number(request.args.get("before")))
    return render_template(
        "activities/workflow/history.html",
        record=record,
        changes=shown.changes,
        older=shown.older,
        rules=shown.rules,
        words_of=newest_words().of,
        newest="before" not in request.args,
    )
