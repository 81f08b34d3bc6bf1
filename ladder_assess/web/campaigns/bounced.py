"""Mail that came back later: its addresses are sent or typed, and nobody writes to them again."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug.exceptions import RequestEntityTooLarge

from ladder_assess.core.campaigns.bounces import (
    ARRIVED,
    FURTHER,
    LATER,
    MOST_LINES,
    NO_ADDRESS,
    NO_REPORT,
    bounces_in,
    bounces_of,
)
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.services.campaigns.note_bounces import KNOWN, NOBODY, NOTED, note_bounces
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.campaigns.contacts import FEW, blueprint, page_of, wave_here
from ladder_assess.web.campaigns.contacts_form import MOST_TYPED, FileOrTyped
from ladder_assess.web.common.fields import text_field
from ladder_assess.web.common.file_in import refuse_too_much, too_large
from ladder_assess.web.common.request import View, product

__all__ = ["blueprint"]
WORDS: dict[str, Any] = {
    NOTED: _l("Marked: nothing is sent to it any more."),
    KNOWN: _l("Marked before."),
    NOBODY: _l("Nobody on the list of this campaign has it."),
    NO_ADDRESS: _l("There is no e-mail address here."),
    LATER: _l("Only late: its mail server tries again."),
    ARRIVED: _l("It arrived."),
    NO_REPORT: _l("This message says of no address that it failed."),
}


class BouncesForm(FileOrTyped):
    """Reports of mail servers or a list in a file, or addresses typed."""

    file = FileField(
        _l("Choose a file"),
        description=_l("Messages saved from a mailbox (EML or MBOX), or a list (CSV or TXT)."),
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ".eml,.mbox,.csv,.txt"}}},
    )
    typed = text_field(
        _l("Or type or paste the addresses here, one on each line"),
        "",
        MOST_TYPED,
        required=False,
        lines=True,
    )


@blueprint.route("/bounced", methods=["GET", "POST"])
def bounced() -> View:
    """Send or type what came back; what became of each line or report is shown."""
    wave = wave_here()
    try:
        refuse_too_much()
        form = BouncesForm()
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        form = BouncesForm(formdata=None)
        form.file.errors = [too_large(MOST_BYTES)]
        return page_of("bounced", form=form, told=None), 413
    if not good:
        return page_of("bounced", form=form, told=None)
    file = form.file.data
    found = bounces_in(file.read()) if file else bounces_of(form.typed.data)
    told = note_bounces(product(), portfolio(), wave, found, actor())
    further = told.pop().bounce.line if told and told[-1].what == FURTHER else 0
    return page_of(
        "bounced",
        form=BouncesForm(formdata=None),
        told=told[:FEW],
        more=max(0, len(told) - FEW),
        marked=sum(each.what == NOTED for each in told),
        words=WORDS,
        further=further,
        lines=f"{MOST_LINES:,}",
    )
