"""The forms by which a register is sent, its columns are named, and its rows are imported."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, Length, Optional

from ladder_assess.web.common.fields import Exact, SeveralChoices
from ladder_assess.web.common.file_in import file_field
from ladder_assess.web.common.forms import Form, RequestForm

YES = "yes"
MOST_SHEETS, LONGEST_TITLE = 200, 32
SAME_IDS, OTHER_IDS = "same", "other"
TAKE, PASS = "take", "pass"


class RegisterForm(RequestForm):
    """A register to look at."""

    file = file_field(("csv", "tsv", "txt", "xlsx", "xls", "ods"))


class ImportForm(Form):
    """The rows that were shown, to be imported. The button that leaves wrong ones out says so."""

    leave_out = SeveralChoices(
        _l("Do you want to leave out the rows that are wrong?"),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--s"},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        words = _("Leave these rows out and import the others")
        self.leave_out.choices = [SelectChoice(YES, words)]

    @property
    def leaves_out(self) -> bool:
        """Did someone say that wrong rows may be left out?"""
        return YES in (self.leave_out.data or ())


class AgainForm(Form):
    """What to read a file again with: another of its sheets, ids that are alike as the same, what
    looks like titles as activities, or rows that say the same.
    """

    # Several that are read together have one name.
    sheet = Exact(validators=[Optional(), Length(max=MOST_SHEETS * LONGEST_TITLE)])
    ids = Exact(validators=[Optional(), AnyOf((SAME_IDS, OTHER_IDS))])
    titles = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    equal = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    unread = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    names = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    overfull = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    called = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    latest = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])
    words = Exact(validators=[Optional(), AnyOf((TAKE, PASS))])

    @property
    def take(self) -> dict[str, bool]:
        """What is to be taken otherwise, by the name that findings have for it."""
        pressed = {
            "take_alike": self.ids,
            "take_titles": self.titles,
            "take_equal": self.equal,
            "take_unread": self.unread,
            "take_overfull": self.overfull,
            "take_called": self.called,
            "take_latest": self.latest,
            "take_words": self.words,
        }
        taken = {name: f.data in (SAME_IDS, TAKE) for name, f in pressed.items() if f.data}
        # Names serve where nobody says otherwise.
        said = {"refuse_unnumbered": self.names.data == PASS} if self.names.data else {}
        return {**taken, **said}
