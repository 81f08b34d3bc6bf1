"""A campaign as a record for other programs: its state, days and how many have answered."""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.common.clock import utc_time
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.charts import Speech

# The id of the only group of those who answer an instrument without forms.
EVERYONE = "all"


def campaign_record(
    instrument: Instrument,
    wave: Wave,
    campaign: Campaign,
    state: str,
    given: Mapping[str, int],
    speech: Speech,
) -> dict[str, Any]:
    """What is told of a campaign in a `state`; `given` counts answers of each group, in fives."""
    settings = campaign.settings
    names = {form.id: speech.gettext(form.name) for form in instrument.forms} or {"": ""}
    return {
        "id": f"{wave.instrument}-{wave.number}",
        "questionnaire": wave.instrument,
        "number": wave.number,
        "title": settings.title or speech.gettext(instrument.title),
        "subject": wave.subject,
        "state": state,
        "opens_at": _moment(settings.opens_at),
        "closes_at": _moment(settings.closes_at),
        "short": wave.short,
        "rows": wave.by_row,
        "elsewhere": wave.elsewhere,
        "comments": settings.comments,
        "answers": sum(given.values()),
        "target": settings.target,
        "groups": [
            {
                "id": form or EVERYONE,
                "name": name,
                "answers": given.get(form, 0),
                "target": settings.targets.get(form),
            }
            for form, name in names.items()
        ],
    }


def _moment(seconds: int | None) -> str | None:
    """An instant as other programs write it (RFC 3339)."""
    return None if seconds is None else utc_time(seconds).isoformat()
