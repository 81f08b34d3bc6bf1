"""What the parts of instruments and waves are called on pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import ORGANISATION, RESPONDENTS

ALL = "all"
WAY_WORDS = {
    ORGANISATION: _l("Your organisation, once, as a whole"),
    RESPONDENTS: _l("Several people, each on their own"),
}
WAY_HINTS = {
    ORGANISATION: _l("Answer together, or let one person answer for all. You can stop and go on."),
    RESPONDENTS: _l(
        "You send a link. Nobody needs an account and nobody gives a name. "
        "You see results once five people have answered."
    ),
}
FULL, SHORT = "full", "short"
SUBJECT_WORDS = {
    "partnership": _l("Which partnership is it about?"),
    "process": _l("Which service is it about?"),
}
EVERYONE = _l("Everyone you ask")


def form_name(instrument: Instrument, form: str) -> str:
    """What a group of respondents is called."""
    names = {each.id: each.name for each in instrument.forms}
    return _(names[form]) if form in names else str(EVERYONE)
