"""The forms by which people to invite are sent as a file or typed, and taken."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from wtforms.fields import SelectChoice

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.web.common.fields import Choice, SeveralChoices, text_field
from ladder_assess.web.common.forms import Form, RequestForm

YES = "yes"
ENDINGS = ("csv", "tsv", "txt", "xlsx", "xls", "ods")
# In characters: some two thousand people, one a line.
MOST_TYPED = 100_000
LEGEND = {"classes": "govuk-fieldset__legend--s"}


class FileOrTyped(Form):
    """A form with a `file` and a `typed` text, of which either is sent."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Either a file or typed lines."""
        good = super().validate(extra_validators)
        sent, typed = bool(self.file.data), bool((self.typed.data or "").strip())
        if good and sent == typed:
            both = _("Send a file or type addresses, not both at once.")
            self.file.errors = [both if sent else _("Choose a file, or type some addresses.")]
        return good and sent != typed


class ContactsForm(FileOrTyped, RequestForm):
    """People to invite, in a file or typed."""

    file = FileField(
        _l("Choose a file"),
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ",".join(f".{end}" for end in ENDINGS)}}},
    )
    typed = text_field(
        _l("Or type or paste them here, one on each line"),
        _l(
            "An address. After it you can put a name, with a comma between: "
            "ada@example.org, Ada Lovelace"
        ),
        MOST_TYPED,
        required=False,
        lines=True,
    )
    otherwise = Choice(_l("Who are they, where the list does not say?"), legend=LEGEND)


def contacts_form(instrument: Instrument, request_id: str) -> ContactsForm:
    """The form for a round, which asks for the group where there are several."""
    if not instrument.forms:
        fields: dict[str, Any] = {"otherwise": None}
        made: ContactsForm = type("OneGroupForm", (ContactsForm,), fields)(
            data={"request_id": request_id}
        )
        return made
    form = ContactsForm(data={"request_id": request_id})
    said = _("The list says it for each of them")
    form.otherwise.choices = [
        *(SelectChoice(each.id, _(each.name)) for each in instrument.forms),
        SelectChoice("", said),
    ]
    return form


class TakeForm(Form):
    """The people that were shown, to become contacts."""

    leave_out = SeveralChoices(
        _l("Do you want to leave out the rows that are wrong?"),
        own_options=(YES,),
        legend=LEGEND,
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.leave_out.choices = [SelectChoice(YES, _("Leave these rows out and take the others"))]

    @property
    def leaves_out(self) -> bool:
        """Did someone say that wrong rows may be left out?"""
        return YES in (self.leave_out.data or ())
