"""What the levels of a plan are called on its pages."""

from flask_babel import lazy_gettext as _l

PRIORITY_WORDS = {"high": _l("High"), "medium": _l("Medium"), "low": _l("Low")}
STATUS_WORDS = {
    "not_started": _l("Not started"),
    "under_way": _l("Under way"),
    "done": _l("Done"),
    "dropped": _l("Dropped"),
}
