"""What states, days and settings of campaigns are called on pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ladder_assess.core.campaigns.campaign import (
    ASKER,
    BEFORE_OPENING,
    CLOSING,
    CONTACT,
    DAYS,
    INTRODUCTION,
    LINKS,
    PAST,
    TARGET,
)
from ladder_assess.core.campaigns.course import ARCHIVED, CLOSED, DRAFTED, OPENED, REPORTED
from ladder_assess.core.campaigns.moments import UK
from ladder_assess.core.common.clock import zone
from ladder_assess.web.common.request import moment

# In the order of core.campaigns.moments.ZONES.
ZONE_WORDS = {
    UK: _l("United Kingdom"),
    "Europe/Dublin": _l("Ireland"),
    "Europe/Gibraltar": _l("Gibraltar"),
    "Europe/Paris": _l("Central Europe"),
    "Europe/Athens": _l("Eastern Europe"),
    "Atlantic/Bermuda": _l("Bermuda"),
    "Atlantic/Stanley": _l("Falkland Islands"),
    "UTC": _l("Greenwich all year (UTC)"),
}
STATE_WORDS = {
    DRAFTED: _l("Draft"),
    OPENED: _l("Open"),
    CLOSED: _l("Closed"),
    REPORTED: _l("Reported"),
    ARCHIVED: _l("Archived"),
}
STATE_COLOURS = {
    DRAFTED: "grey",
    OPENED: "green",
    CLOSED: "blue",
    REPORTED: "blue",
    ARCHIVED: "grey",
}
CHECK_WORDS = {
    ASKER: _l("Who asks"),
    CONTACT: _l("Whom people can ask about it"),
    DAYS: _l("A last day that lies ahead"),
    INTRODUCTION: _l("An introduction: why you ask, and what you will do with the answers"),
    CLOSING: _l("A last day, so that people know until when"),
    TARGET: _l("How many answers you hope for"),
    LINKS: _l("A link for everyone who is asked"),
}
# Where each is set: a field of the page of settings, or the links.
CHECK_FIELDS = {
    ASKER: "asked_by",
    CONTACT: "contact",
    DAYS: "closes_on",
    INTRODUCTION: "introduction",
    CLOSING: "closes_on",
    TARGET: "target",
}
FLAW_WORDS = {
    ("opens", PAST): _l("Enter an opening that lies ahead, or leave it empty to open at once."),
    ("closes", PAST): _l("Enter a closing that lies ahead."),
    ("closes", BEFORE_OPENING): _l("Enter a closing that is later than the opening."),
}
SETTING_WORDS = {
    "title": _l("Title"),
    "introduction": _l("Introduction"),
    "asked_by": _l("Who asks"),
    "opens_at": _l("Opening"),
    "comments": _l("A comment at the end"),
}


def when(seconds: int, name: str) -> str:
    """An instant in words, by the clocks of a campaign's zone, which is named if it is not the
    United Kingdom's.
    """
    words = moment(seconds, zone(name))
    if name == UK:
        return words
    return str(_("%(when)s (time in: %(zone)s)", when=words, zone=ZONE_WORDS[name]))
