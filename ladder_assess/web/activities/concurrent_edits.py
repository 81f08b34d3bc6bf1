"""Two people with the same page open: whose change is whose, and what the second is shown."""

from collections.abc import Iterable

from flask import g
from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author, Facts, Meanwhile, with_facts
from ladder_assess.core.people.access import Membership
from ladder_assess.services.activities.save_answers import Saved, save_page, set_aside_before
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import SHOWN, stamp, stamp_of
from ladder_assess.web.common.request import product


def account() -> int | None:
    """Who is at work in an organisation; None under a private link, where nobody knows."""
    membership: Membership | None = g.get("membership")
    return membership.account if membership else None


def author(page: str = "") -> Author:
    """Who changes something now, from the page of this name."""
    return Author(account(), page, now())


def save_form(number: int, form: Form, sent: Facts, *, confirms: bool = False) -> Saved | None:
    """Save what a form says, comparing it with what its page was shown with.

    Where it `confirms`, usual answers that were left as they were filled in are meant so. None when
    there is no such activity; raises Agreed where nothing may be changed.
    """
    seen, page = stamp_of(form)
    who = author(page)
    return save_page(product(), portfolio(), number, sent, seen, who, confirms=confirms)


def waiting(record: ActivityRecord, keys: Iterable[str]) -> tuple[Meanwhile, ...]:
    """What whoever opens a page once typed there and could not save."""
    return set_aside_before(product(), portfolio(), record, keys, account())


def filled(record: ActivityRecord, meanwhile: Iterable[Meanwhile]) -> ActivityRecord:
    """The activity with what its writer typed in place of what is kept, where the two clash."""
    mine = {m.key: m.mine for m in meanwhile if m.clash}
    return with_facts(record, mine) if mine else record


def point_out(form: Form, meanwhile: Iterable[Meanwhile]) -> Form:
    """Mark the fields where two people answered differently."""
    for found in meanwhile:
        if found.clash:
            form[found.key].errors = [
                _("Two people answered this at the same time. Choose which answer to keep.")
            ]
    return form


def say_asked_otherwise(form: Form, record: ActivityRecord) -> Form:
    """Say that the questions are others by now, with everything typed still in the form, which
    counts as shown with the activity as it is.
    """
    form.form_errors.append(
        _(
            "This activity was moved to another version of the questions while you had this "
            "page open, so nothing was saved yet. The questions here are the new ones, with your "
            "answers filled in. Read them again, choose anew where your answer is not there any "
            "more, and press the button."
        )
    )
    form[SHOWN].data = stamp(record)
    return form


def refuse_agreed(form: Form) -> None:
    """Say why nothing was saved, with everything typed still in the form."""
    form.form_errors.append(
        _(
            "This activity has been agreed, so this was not saved. "
            "What you typed is still here. It can be saved once the activity is opened again."
        )
    )
