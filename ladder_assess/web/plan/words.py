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
# What proposals improve, and in a few words how.
GOAL_WORDS = {
    "say": (_l("Give people more say"), _l("Steps up the ladder, and ways out of a trap.")),
    "fair": (_l("Put right what stands out"), _l("They answer cautions.")),
    "conditions": (_l("Better conditions for taking part"), _l("They answer low scores.")),
    "sure": (_l("Be sure of the facts"), _l("What nobody knows yet, or what hardly fits.")),
    "name": (_l("Call it what it is"), _l("They answer findings about its name.")),
    "kept": (_l("Keep it as it is"), _l("It need not climb. These keep it honest.")),
}
STATUS_WORDS = {
    "not_started": _l("Not started"),
    "under_way": _l("Under way"),
    "done": _l("Done"),
    "dropped": _l("Dropped"),
}
