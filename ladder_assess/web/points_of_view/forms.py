"""Forms for points of view: a page that a respondent answers, and the view that is agreed on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.points_of_view.taking_over import KEPT, TAKEN
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.web.common.fields import Choice, text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.item_fields import field_for
from ladder_assess.web.common.page_forms import SHOWN, shown_field

REASONS_LIMIT = 2000
LEGEND = {"classes": "govuk-fieldset__legend--s"}
# No item's id has a hyphen.
ASKED = "questions-asked"
ANONYMOUS, NAMED = "anonymous", "named"
NAMING = (
    SelectChoice(ANONYMOUS, _l("No, keep them without my name")),
    SelectChoice(NAMED, _l("Yes, keep my name with them, so that I can take them back")),
)


@lru_cache(256)
def respondent_form(page: Page, questionnaire: Questionnaire, *, naming: bool) -> type[Form]:
    """The form of a page; with `naming` it also asks whether the name may be kept."""
    fields: dict[str, Any] = {
        item.id: field_for(item, questionnaire, demands=False, legend=LEGEND) for item in page.items
    }
    if naming:
        fields["naming"] = Choice(
            _l("May we keep your name with your answers?"),
            choices=NAMING,
            own_options=(ANONYMOUS, NAMED),
            legend=LEGEND,
            default=ANONYMOUS,
        )
    return type("RespondentForm", (Form,), fields)


@lru_cache(32)
def _agreed_form(questionnaire: Questionnaire, asked: tuple[str, ...]) -> type[RequestForm]:
    fields: dict[str, Any] = {
        item.id: field_for(item, questionnaire, demands=False, legend=LEGEND)
        for item in questionnaire.evidence
        if item.id in asked
    }
    fields["reasons"] = text_field(
        _l("Why did you agree on this?"),
        _l("Say what was weighed up, above all where the views differ. Name nobody."),
        REASONS_LIMIT,
        required=True,
        lines=True,
        missing=_l("Enter why you agreed on this."),
    )
    fields[ASKED] = HiddenField("")
    return type("AgreedForm", (RequestForm,), {**fields, SHOWN: shown_field()})


def agreed_form(
    questionnaire: Questionnaire,
    asked: tuple[str, ...],
    values: Mapping[str, Value],
    request_id: str,
    shown: str,
) -> RequestForm:
    """The form of an agreed view, about the items `asked`, filled with what is sent or else with
    what held so far. `shown` is what its page is shown with.
    """
    kept = {item: values.get(item) for item in asked}
    form: RequestForm = _agreed_form(questionnaire, asked)(
        data={**kept, "request_id": request_id, SHOWN: shown, ASKED: " ".join(asked)}
    )
    return form


def decision_form(changes: int, shown: str, views: str) -> Form:
    """The form of taking an agreed view over; its page is shown with `shown` and `views`."""
    taken = ngettext("Yes, take one answer over", "Yes, take %(num)s answers over", changes)
    fields: dict[str, Any] = {
        "decision": Choice(
            _l("Should your own answers say what was agreed?"),
            choices=(
                SelectChoice(TAKEN, taken),
                SelectChoice(KEPT, _l("No, keep our own answers")),
            ),
            own_options=(TAKEN, KEPT),
            validators=[InputRequired(message=_l("Choose whether to take them over."))],
        ),
        SHOWN: shown_field(),
        "views-shown": HiddenField(""),
    }
    form: Form = type("DecisionForm", (Form,), fields)(data={SHOWN: shown, "views-shown": views})
    return form


def asked_by(sent: Mapping[str, str], questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items that the page asked that was sent: more may differ since, and it asked none of
    those. A page that does not say so asked all.
    """
    asked = sent[ASKED].split() if ASKED in sent else [item.id for item in questionnaire.evidence]
    return tuple(item.id for item in questionnaire.evidence if item.id in asked)
