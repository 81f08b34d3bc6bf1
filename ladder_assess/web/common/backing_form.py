"""The form for what stands behind answers: how sure each is, a note and a link."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import PARTS
from ladder_assess.core.activities.portfolio import LINK_LIMIT, NOTE_LIMIT, Backing
from ladder_assess.core.placement.activity import ASSERTED, EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.web.common.fields import (
    Choice,
    Line,
    no_longer_than,
    plain_text,
    text_field,
    web_link,
    with_limit,
)
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import SHOWN, filled, shown_field, stamp

STRENGTH_WORDS = {
    "asserted": (_l("We say so"), _l("Nothing written backs it up.")),
    "documented": (_l("It is written down"), _l("For example in minutes, terms or a report.")),
    "confirmed_by_participants": (
        _l("People who took part say so too"),
        _l("They were asked, and they agree with this answer."),
    ),
}


def backing_form(items: Iterable[Item], record: ActivityRecord, *, fresh: bool = False) -> Form:
    """Strength, note and link for each of some items, filled as a page's form is."""
    fields: dict[str, Any] = {SHOWN: shown_field()}
    data: dict[str, str] = {SHOWN: stamp(record)}
    for item in items:
        backing = record.backing.get(item.id, Backing())
        fields[f"{item.id}-strength"] = _strength()
        fields[f"{item.id}-note"] = text_field(
            _l("Note"), _l("For example who says so, or where it is written."), NOTE_LIMIT,
            required=False, lines=True,
        )  # fmt: skip
        fields[f"{item.id}-link"] = Line(
            _l("Link"),
            [Optional(), no_longer_than(LINK_LIMIT), web_link, plain_text],
            description=with_limit(
                _l("To the paper or page that shows it. It starts with https:// or http://"),
                LINK_LIMIT,
            ),
        )
        data |= {f"{item.id}-{part}": text for part, text in vars(backing).items()}
    return filled(type("BackingForm", (Form,), fields), data, fresh)


def _strength() -> Any:
    return Choice(
        _l("How sure is this answer?"),
        choices=[SelectChoice(key, STRENGTH_WORDS[key][0]) for key in EVIDENCE_STRENGTHS],
        hints={strength: STRENGTH_WORDS[strength][1] for strength in EVIDENCE_STRENGTHS},
        own_options=EVIDENCE_STRENGTHS,
        legend={"classes": "govuk-fieldset__legend--s"},
    )


def backing_of(form: Form, items: Iterable[Item]) -> dict[str, Value | None]:
    """What a backing form says, field by field; None where that is how every answer begins."""
    names = [f"{item.id}-{part}" for item in items for part in PARTS]
    begins = {"", ASSERTED, None}
    return {name: None if form[name].data in begins else form[name].data for name in names}
