"""An activity of a register as a record of JSON, with what came of it."""

from typing import Any

from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.register.export import (
    CLAIMS,
    Entry,
    about_of,
    answers_of,
    strengths_of,
)
from ladder_assess.publishing.placement.placement_records import as_record


def register_record(questionnaire: Questionnaire, entry: Entry) -> dict[str, Any]:
    """An activity as a record in the input format of `ladder-assess place`, and beside that what
    came of it (in its output format), what is recorded about it, and every remark.
    """
    record, assessed = entry.record, entry.assessed
    result = as_record(assessed.assessment)
    del result["id"]
    explanation = assessed.explanation
    return {
        "id": record.register_id,
        "name": record.name,
        "answers": answers_of(questionnaire, record),
        "evidence": strengths_of(questionnaire, record),
        **{claim: _rung(record.values.get(claim)) for claim in CLAIMS},
        "result": {
            "ladder": assessed.assessment.has_ladder,
            **result,
            "rests_on": explanation.rests_on,
            "find_out_first": explanation.narrowing,
            "contradictions": [each.id for each in explanation.contradictions],
            "crossings": [crossing._asdict() for crossing in explanation.crossings],
        },
        "about": about_of(questionnaire, record),
        "list": {
            "number": record.number,
            "state": record.state,
            "assigned_to": entry.assigned_to or None,
            "sample": record.sample,
            "started_from": record.arrangement or None,
            "unconfirmed": assessed.unconfirmed,
            "rules": record.stamp,
        },
        "remarks": [vars(remark) for remark in entry.remarks],
    }


def _rung(value: object) -> int | str | None:
    if value is None or value == UNKNOWN:
        return value and UNKNOWN
    return int(str(value))
