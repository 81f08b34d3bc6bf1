"""What a respondent's link opens."""

from dataclasses import dataclass

from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.course import CLOSED, OPENED, OVER, Course, standing
from ladder_assess.core.instruments.wave import Wave


@dataclass(frozen=True)
class WaveLink:
    """What a respondent's link opens. `form` is empty where the instrument has none; `once` where
    it is for one person and works once. `closed_at` is the instant at which the link itself was
    closed, zero where nobody knows it any more. That of a `pilot` opens a draft, to be tried out.
    """

    wave: Wave
    form: str
    closed: bool
    asked_by: str
    campaign: Campaign
    organisation: int | None = None
    once: bool = False
    closed_at: int = 0
    pilot: bool = False

    @property
    def course(self) -> Course:
        """When answers are taken by this link: it may be closed before its campaign is. A pilot
        takes them for as long as there is one.
        """
        if self.pilot:
            return Course(OPENED)
        return link_course(self.campaign.course, closed=self.closed, closed_at=self.closed_at)


def link_course(course: Course, *, closed: bool, closed_at: int) -> Course:
    """When answers are taken by a link of a campaign."""
    if not closed or standing(course, closed_at) == OVER:
        return course
    return Course(CLOSED, course.opens_at, closed_at)
