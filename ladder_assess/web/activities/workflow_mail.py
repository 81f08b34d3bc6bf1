"""The messages about work, for those who want them. None names the activity or holds an answer."""

from flask_babel import gettext as _

from ladder_assess.core.activities.workflow import REQUEST_CHANGES, SUBMIT
from ladder_assess.services.people.tell_people import Notice
from ladder_assess.web.common.request import mailed_link


def assigned(number: int) -> Notice:
    """To whom an activity is given."""
    return _notice(
        _("An activity was assigned to you"),
        _("Someone has asked you to work on an activity in Ladder Assess."),
        number,
    )


def after_step(step: str, number: int) -> Notice | None:
    """To those who must act after a step; None where nobody must."""
    if step == SUBMIT:
        return _notice(
            _("An activity waits to be agreed"),
            _("Someone has submitted an activity in Ladder Assess. You can agree it."),
            number,
        )
    if step == REQUEST_CHANGES:
        return _notice(
            _("Changes to an activity were requested"),
            _("Someone has read an activity in Ladder Assess and asks for changes."),
            number,
        )
    return None


def commented(number: int, item: str = "") -> Notice:
    """To those whom a remark concerns."""
    where = {"item_id": item} if item else {}
    link = mailed_link(
        "workflow.item_comments" if item else "workflow.comments", number=number, **where
    )
    return _notice(
        _("Someone commented on an activity"),
        _(
            "Someone has written a comment on an activity in Ladder Assess that you work on or "
            "have commented on."
        ),
        number,
        link,
    )


def _notice(subject: str, what: str, number: int, link: str = "") -> Notice:
    body = _(
        "%(what)s\n\nOpen it here, after you have signed in:\n\n%(link)s\n\n"
        "To get no more of these messages, turn them off in your account:\n\n%(off)s",
        what=what,
        link=link or mailed_link("activity.review", number=number),
        off=mailed_link("account.notices"),
    )
    return Notice(subject, body)
