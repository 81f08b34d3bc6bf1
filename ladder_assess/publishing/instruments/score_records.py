"""Scores as the records that other programs read."""

from typing import Any

from ladder_assess.core.instruments.scoring import Scores

Record = dict[str, Any]


def as_record(scores: Scores) -> Record:
    """One line of what `ladder-assess score` writes."""
    found = scores.classification
    return {
        "id": scores.id,
        "dimensions": {
            dimension: {"score": of.score, "answered": of.answered, "items": of.items}
            for dimension, of in scores.dimensions.items()
        },
        "classification": found and {"type": found.type, "leaning": found.leaning},
    }
