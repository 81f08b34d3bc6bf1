"""Forms of the plan: what to pick, and how an action is worded, owned and dated."""

from collections.abc import Iterable
from dataclasses import replace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from ladder_assess.core.plan import NOT_STARTED, PRIORITIES, STATUSES, Action
from ladder_assess.core.plan_edits import Differing, seal, with_mine
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.services.write_plan import Proposed
from ladder_assess.web.fields import (
    LONG,
    Choice,
    Day,
    Line,
    SeveralChoices,
    no_longer_than,
    plain_text,
    text_field,
    web_link,
    with_limit,
)
from ladder_assess.web.forms import SHOWN, Form, RequestForm, shown_field
from ladder_assess.web.widgets import Dropdown

TITLE_LIMIT, TEXT_LIMIT, NAME_LIMIT = 150, 1000, 100
PRIORITY_WORDS = {"high": _l("High"), "medium": _l("Medium"), "low": _l("Low")}
STATUS_WORDS = {
    "not_started": _l("Not started"),
    "under_way": _l("Under way"),
    "done": _l("Done"),
    "dropped": _l("Dropped"),
}
EFFORT_WORDS = {
    "small": _l("Small: hours or days"),
    "medium": _l("Medium: weeks"),
    "large": _l("Large: months"),
}


class Picks(SeveralChoices):
    """Proposals ticked on the page of the plan, which draws the boxes itself."""


class PickForm(Form):
    """Which proposals to put into the plan."""

    picks = Picks(_l("Proposed actions"), choices=[])


def pick_form(proposed: Iterable[Proposed], actions: Iterable[Action]) -> PickForm:
    """A form that accepts the open proposals, each as `activity:recommendation`.

    Those that are among the actions already may be sent again: a button can be pressed twice.
    """
    form = PickForm()
    form.picks.choices = [
        SelectChoice(f"{p.number}:{proposal.recommendation.id}", proposal.recommendation.title)
        for p in proposed
        for proposal in p.proposals
    ]
    form.picks.choices += [
        SelectChoice(f"{a.activity}:{a.recommendation}", a.title) for a in actions
    ]
    return form


def picked(form: PickForm) -> list[tuple[int, str]]:
    """The proposals ticked, each as activity number and recommendation id."""
    pairs = (pick.split(":", 1) for pick in form.picks.data or ())
    return [(int(number), recommendation) for number, recommendation in pairs]


class ActionForm(Form):
    """An action's wording, owner, due date and priority, and how far it has come."""

    title = text_field(
        _l("What is the action?"),
        _l("A short line that starts with a verb, for example: Publish what people said."),
        TITLE_LIMIT,
        required=True,
        lines=False,
        missing=_l("Enter what the action is."),
    )
    do = text_field(_l("What needs doing?"), "", TEXT_LIMIT, required=False, lines=True)
    measure = text_field(
        _l("How will you know that it worked?"),
        _l("Something that anyone can check."),
        TEXT_LIMIT,
        required=False,
        lines=True,
    )
    owner = text_field(
        _l("Who owns it?"),
        _l("A person or a role. They see to it that it gets done."),
        NAME_LIMIT,
        required=False,
        lines=False,
    )
    due = Day(_l("When is it due?"), description=_l("For example 27 3 2027."))
    priority = Choice(
        _l("How urgent is it?"),
        choices=[SelectChoice(priority, PRIORITY_WORDS[priority]) for priority in PRIORITIES],
        own_options=PRIORITIES,
        legend={"classes": "govuk-fieldset__legend--m"},
        default="medium",
    )
    status = Choice(
        _l("How far is it?"),
        choices=[SelectChoice(status, STATUS_WORDS[status]) for status in STATUSES],
        hints={"dropped": _l("You have decided not to do it. Say why in the notes.")},
        own_options=STATUSES,
        legend={"classes": "govuk-fieldset__legend--m"},
        default=NOT_STARTED,
    )
    notes = text_field(
        _l("Notes"),
        _l("What has been done so far, or what is in the way."),
        TEXT_LIMIT,
        required=False,
        lines=True,
    )
    evidence = Line(
        _l("Link to evidence"),
        [Optional(), no_longer_than(LONG), web_link, plain_text],
        description=with_limit(
            _l("A web page that shows what was done, such as minutes or a report."), LONG
        ),
    )


class ChangedActionForm(ActionForm):
    """An action that is in the plan already, where someone else may change it too."""


setattr(ChangedActionForm, SHOWN, shown_field())


class OwnActionForm(ActionForm, RequestForm):
    """An action that no proposal suggested."""

    activity = SelectField(
        _l("Which activity is it for?"),
        widget=Dropdown(),
        validators=[InputRequired(message=_l("Choose an activity."))],
        invalid_choice_message=_l("Choose an activity."),
    )

    def name_activities(self, activities: Iterable[AssessedActivity]) -> None:
        """Offer the activities of the list, and all of them together."""
        self.activity.choices = [
            SelectChoice("0", _("All of them, or the organisation itself")),
            *(SelectChoice(str(a.number), f"{a.number}. {a.name}") for a in activities),
        ]


def action_from(form: ActionForm, action: Action) -> Action:
    """An action as the form words it."""
    return replace(
        action,
        title=form.title.data,
        do=form.do.data,
        measure=form.measure.data,
        owner=form.owner.data,
        due=form.due.data,
        priority=form.priority.data,
        status=form.status.data,
        notes=form.notes.data,
        evidence=form.evidence.data,
    )


def form_of(action: Action) -> ChangedActionForm:
    """A form with what was sent or, where nothing was, with what is kept."""
    return ChangedActionForm(data=vars(action) | {SHOWN: seal(action)})


def form_again(action: Action, found: Iterable[Differing]) -> ChangedActionForm:
    """The form of an action that someone else has changed: what is kept, and where the two clash
    what its reader typed.
    """
    shown = vars(with_mine(action, found)) | {SHOWN: seal(action)}
    form = ChangedActionForm(formdata=None, data=shown)
    for differing in found:
        if differing.clash:
            form[differing.key].errors = [
                _("Two people changed this at the same time. Choose which to keep.")
            ]
    return form


def as_own(sent: MultiDict[str, str], request_id: str) -> OwnActionForm:
    """What was typed about an action that is not in the plan any more, to be added as one's own."""
    typed = sent.copy()
    typed.setlist("request_id", [request_id])
    typed.setlist("activity", ["0"])
    return OwnActionForm(formdata=typed)
