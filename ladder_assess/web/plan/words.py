"""What the levels of a plan are called on its pages."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from ladder_assess.core.plan.plan import PRIORITIES
from ladder_assess.publishing.plan.reasons import priority_word
from ladder_assess.web.common.charts import speech


def said_of_priority(priority: str) -> str:
    """A priority in the words of the page's reader."""
    return priority_word(priority, speech())


PRIORITY_WORDS = {priority: LazyString(said_of_priority, priority) for priority in PRIORITIES}
STATUS_WORDS = {
    "not_started": _l("Not started"),
    "under_way": _l("Under way"),
    "done": _l("Done"),
    "dropped": _l("Dropped"),
}
