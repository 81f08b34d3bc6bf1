"""An activity as long lists know it: what it is called, where it stands, and what narrows a list.

A list may hold twenty thousand of them, so no more is worked out here than a list shows: not what
would move an activity up, nor why it stands where it does.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity, is_answered
from ladder_assess.core.activities.status import FINISHED, NOT_BEGUN, STATUS, stage_of
from ladder_assess.core.common.part_dates import first_day, last_day
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Placement
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

LABOUR_WITHOUT_POWER = "labour_without_power"


class Listed(NamedTuple):
    """One activity of a list. What was not said is an empty text, or None.

    `level` is for whom it is, `intended` the rung it was meant for and `claimed` that on which it
    is believed to be. `without_power` holds where
    people certainly put in labour and have little say (`apse-tuc-2013`). `affected` and `took_part`
    are numbers of people; `started` and `ended` are ISO days, the first and last of a month or year
    of which no more is known. Of one that is not `described`
    nothing has been said; of one that is not `answered`, nothing of how it works
    (core.activities.activity_record.is_answered). One is `contradicted`
    where answers of it hardly go together. `stamp` names the version of the rules that
    place it, `code` is the number or code that a register gave it, and `lead` who leads it.
    `unconfirmed` counts usual answers that it rests on and nobody has confirmed.
    """

    number: int
    name: str
    placement: Placement
    kind: str
    cautions: tuple[str, ...] = ()
    level: str = ""
    without_power: bool = False
    service: str = ""
    started: str = ""
    ended: str = ""
    affected: int | None = None
    took_part: int | None = None
    sample: bool = False
    exercise: bool = False
    described: bool = True
    answered: bool = True
    intended: int | None = None
    claimed: int | None = None
    contradicted: bool = False
    stamp: str = ""
    code: str = ""
    lead: str = ""
    status: str = ""
    unconfirmed: int = 0

    @property
    def has_ladder(self) -> bool:
        """A service to one person has a kind but no rung (method/ladder.md)."""
        return self.level != INDIVIDUAL

    @property
    def below(self) -> int:
        """By how many rungs, at least, it certainly stands lower than it was meant to."""
        return max((self.intended or 0) - self.placement.high, 0)

    @property
    def above(self) -> int:
        """By how many rungs, at least, it certainly stands higher than it was meant to."""
        return 0 if self.intended is None else max(self.placement.low - self.intended, 0)

    def is_ahead(self, today: date) -> bool:
        """Has it not begun, by what is known of it?"""
        iso, stage = today.isoformat(), stage_of(self.status)
        if stage == FINISHED or "" < self.ended < iso:
            return False
        return self.started > iso if self.started else stage == NOT_BEGUN


def listed(assessor: Assessor, record: ActivityRecord) -> Listed:
    """What a list shows of an activity as it has been described so far."""
    activity = as_activity(assessor.questionnaire, record)
    answers = activity.answers
    bits = assessor.reader.read(answers)
    placement = assessor.placer.place_read(bits)
    crossed = assessor.typologist.cross(answers, placement.interval)
    return Listed(
        number=record.number,
        name=record.name,
        placement=placement,
        kind=assessor.typologist.kind_read(bits),
        cautions=assessor.placer.cautions_read(bits),
        level=str(answers.get("level", "")),
        without_power=any(c.certain and c.id == LABOUR_WITHOUT_POWER for c in crossed),
        service=" ".join(_text(record, "service_area").split()),
        started=_day(_text(record, "start_date"), first_day),
        ended=_day(_text(record, "end_date"), last_day),
        affected=_number(record, "people_affected"),
        took_part=_number(record, "people_took_part"),
        sample=record.sample,
        exercise=record.exercise,
        described=bool(record.values),
        answered=is_answered(assessor.questionnaire, record),
        intended=activity.intended,
        claimed=activity.claimed,
        contradicted=bool(assessor.contradictions.among(answers)),
        stamp=assessor.questionnaire.stamp,
        code=record.code,
        lead=" ".join(_text(record, "lead_officer").split()),
        status=" ".join(_text(record, STATUS).split()),
        unconfirmed=0 if answers.get("level") == INDIVIDUAL else len(record.prefilled),
    )


def _text(record: ActivityRecord, item: str) -> str:
    value = record.values.get(item, "")
    return value if isinstance(value, str) and value != UNKNOWN else ""


def _day(text: str, of: Callable[[str], date]) -> str:
    return of(text).isoformat() if text else ""


def _number(record: ActivityRecord, item: str) -> int | None:
    return whole_number(_text(record, item))
