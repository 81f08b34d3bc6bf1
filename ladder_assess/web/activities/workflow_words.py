"""What the states of work and the steps between them are called."""

from flask_babel import lazy_gettext as _l

from ladder_assess.core.activities.activity_record import AGREED, CHANGES, DRAFT, SUBMITTED
from ladder_assess.core.activities.workflow import AGREE_TO, REOPEN, REQUEST_CHANGES, SUBMIT

STATE_WORDS = {
    DRAFT: _l("Draft"),
    SUBMITTED: _l("Submitted"),
    CHANGES: _l("Changes requested"),
    AGREED: _l("Agreed"),
}
STATE_COLOURS = {DRAFT: "grey", SUBMITTED: "blue", CHANGES: "yellow", AGREED: "green"}
# For each step: what its button says, what its page asks, and what follows from it.
STEP_WORDS = {
    SUBMIT: (
        _l("Submit for agreement"),
        _l("Submit this activity?"),
        _l("Someone who may agree it reads the answers next. They can still be changed."),
    ),
    REQUEST_CHANGES: (
        _l("Request changes"),
        _l("What should be changed?"),
        _l("The activity goes back to whoever works on it, with your words as a comment."),
    ),
    AGREE_TO: (
        _l("Agree"),
        _l("Agree this activity?"),
        _l("After that nobody can change its answers until it is opened again."),
    ),
    REOPEN: (
        _l("Open again"),
        _l("Open this activity again?"),
        _l("Its answers can be changed then, and it has to be submitted and agreed anew."),
    ),
}
# What the page after a step says.
DONE_WORDS = {
    SUBMIT: _l("“%(name)s” is submitted. Someone who may agree it reads it next."),
    REQUEST_CHANGES: _l("“%(name)s” is sent back, with your comment."),
    AGREE_TO: _l("“%(name)s” is agreed."),
    REOPEN: _l("“%(name)s” is open again."),
}
