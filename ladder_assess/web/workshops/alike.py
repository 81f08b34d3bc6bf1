"""What many phones are shown alike, made once: as votes are shown, all of a room ask for it within
two seconds.
"""

from collections.abc import Callable

from flask import current_app

from ladder_assess.core.workshops.course import TALKING, VOTING
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.web.common.request import page_language

# Of the rooms at work, for each language and what somebody picked.
MOST = 500


def shown_alike(workshop: Workshop, show: Callable[[], str], *own: object) -> str:
    """A part of a page, the same for all with the same `own` while the workshop is as it is: but
    where each has a form of their own, or a clock runs, made anew.
    """
    if workshop.now_at and workshop.course.phase in (VOTING, TALKING):
        return show()
    made: dict[object, str] = current_app.extensions.setdefault("workshops_alike", {})
    key = (workshop.id, workshop.revision, page_language(), own)
    found = made.get(key)
    if found is None:
        if len(made) >= MOST:
            made.clear()
        found = made[key] = show()
    return found
