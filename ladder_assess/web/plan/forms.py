"""Forms of the plan: what to pick, and how an action is worded, owned and dated."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.plan.edits import Differing, seal, with_mine
from ladder_assess.core.plan.plan import NOT_STARTED, PRIORITIES, STATUSES, Action
from ladder_assess.publishing.plan.reasons import priority_of_proposal
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.fields import (
    Choice,
    Day,
    Paragraph,
    no_longer_than,
    plain_text,
    text_field,
)
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.page_forms import SHOWN, shown_field
from ladder_assess.web.common.widgets import Dropdown, NumberLine
from ladder_assess.web.plan.asked import MOST_TO_CHOOSE_FROM
from ladder_assess.web.plan.words import PRIORITY_WORDS, STATUS_WORDS

TITLE_LIMIT, TEXT_LIMIT, NAME_LIMIT = 150, 1000, 100
# What the form says where Action.priority is empty.
WORKED_OUT = "worked_out"
LINKS_LIMIT = 5000
# Who leads the activities of an action: so many are named beside the question, and offered in it.
MOST_NAMED, MOST_OFFERED = 3, 100


def web_links(form: Any, field: Any) -> None:
    """Web addresses, one a line."""
    lines = enumerate(map(str.strip, (field.data or "").splitlines()), start=1)
    wrong = [str(number) for number, line in lines if line and not is_web_address(line)]
    if wrong:
        raise ValidationError(
            _(
                "Enter web addresses that start with https:// or http://, one on each line. "
                "Look at line %(lines)s.",
                lines=", ".join(wrong),
            )
        )


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
    starts = Day(_l("When does it start?"), description=_l("For example 27 1 2027."))
    due = Day(_l("When is it due?"), description=_l("For example 27 3 2027."))
    priority = Choice(
        _l("How urgent is it?"),
        choices=[
            SelectChoice(WORKED_OUT, _l("As worked out from the facts")),
            *(SelectChoice(priority, PRIORITY_WORDS[priority]) for priority in PRIORITIES),
        ],
        own_options=(WORKED_OUT, *PRIORITIES),
        legend={"classes": "govuk-fieldset__legend--m"},
        default=WORKED_OUT,
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
    evidence = Paragraph(
        _l("Links to evidence"),
        [Optional(), no_longer_than(LINKS_LIMIT), web_links, plain_text],
        description=_l("Web pages that show what was done, such as minutes. One on each line."),
        render_kw={"params": {"maxlength": LINKS_LIMIT, "rows": 3}},
    )

    def validate_due(self, field: Any) -> None:
        """Days in their order."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_("Enter a due date that is not before the start."))


class ChangedActionForm(ActionForm):
    """An action that is in the plan already, where someone else may change it too."""

    def offer(self, leads: Sequence[str]) -> None:
        """Say who leads the activities that it is for."""
        if leads:
            named = "; ".join(leads[:MOST_NAMED])
            if more := len(leads) - MOST_NAMED if len(leads) > MOST_NAMED else 0:
                named = _("%(names)s and %(num)s more", names=named, num=more)
            led = ngettext(
                "Lead officer of the activity: %(names)s.",
                "Lead officers of the activities: %(names)s.",
                len(leads),
                names=named,
            )
            self.owner.description = f"{self.owner.description} {led}"

    def say_priority(self, action: Action) -> None:
        """Say what its priority is worked out to be, and from what."""
        if action.weighed:
            said = priority_of_proposal(action.weighed, speech())
            self.priority.hints = {WORKED_OUT: said}


setattr(ChangedActionForm, SHOWN, shown_field())


class OwnActionForm(ActionForm, RequestForm):
    """An action that no proposal suggested."""

    activity = SelectField(
        _l("Which activity is it for?"),
        widget=Dropdown(),
        filters=[lambda text: (text or "").strip()],
        validators=[InputRequired(message=_l("Choose an activity."))],
        invalid_choice_message=_l("Choose an activity."),
    )

    def name_activities(self, activities: Sequence[InPlan]) -> None:
        """Offer the activities of the list, and all of them together; of very many, ask for its
        number.
        """
        if len(activities) > MOST_TO_CHOOSE_FROM:
            self.activity.widget = NumberLine()
            self.activity.description = _(
                "Enter its number in your list. Enter 0 for all of them, or for the organisation "
                "itself."
            )
            self.activity.invalid_choice_message = _(
                "Enter the number of an activity in your list, or 0."
            )
        self.activity.choices = [
            SelectChoice("0", _("All of them, or the organisation itself")),
            *(SelectChoice(str(a.number), f"{a.number}. {a.name}") for a in activities),
        ]


def leads_of(activities: Iterable[Listed]) -> list[str]:
    """Who leads some activities, each once, to be offered as the owner of an action."""
    found = dict.fromkeys(e.lead for e in activities if e.lead and len(e.lead) <= NAME_LIMIT)
    return list(found)[:MOST_OFFERED]


def each_lead() -> str:
    """The owner of an action for activities that many lead."""
    return str(_("The lead officer of each activity"))


def action_from(form: ActionForm, action: Action) -> Action:
    """An action as the form words it."""
    return replace(
        action,
        title=form.title.data,
        do=form.do.data,
        measure=form.measure.data,
        owner=form.owner.data,
        starts=form.starts.data,
        due=form.due.data,
        priority="" if form.priority.data in (None, WORKED_OUT) else form.priority.data,
        status=form.status.data,
        notes=form.notes.data,
        evidence="\n".join(replace(action, evidence=form.evidence.data).links),
    )


def form_of(action: Action) -> ChangedActionForm:
    """A form with what was sent or, where nothing was, with what is kept."""
    form = ChangedActionForm(data=_shown(action))
    form.say_priority(action)
    return form


def _shown(action: Action) -> dict[str, Any]:
    """An action as its form shows it."""
    priority = action.priority or WORKED_OUT
    return {**vars(action), "priority": priority, SHOWN: seal(action)}


def form_again(action: Action, found: Iterable[Differing]) -> ChangedActionForm:
    """The form of an action that someone else has changed: what is kept, and where the two clash
    what its reader typed.
    """
    shown = _shown(with_mine(action, found)) | {SHOWN: seal(action)}
    form = ChangedActionForm(formdata=None, data=shown)
    form.say_priority(action)
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
