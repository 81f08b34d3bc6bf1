"""What several raters' readings say together, as a record for other programs."""

from collections.abc import Sequence
from typing import Any

from ladder_assess.core.common.agreement import RaterAgreement
from ladder_assess.core.points_of_view.raters import CaseSpread, OnItem, RatersCompared
from ladder_assess.core.questionnaire.record import Rejected


def as_record(compared: RatersCompared, left_out: Sequence[Rejected] = ()) -> dict[str, Any]:
    """Everything, with the keys in the order in which they are read; `left_out` are the lines that
    could not be read.
    """
    return {
        "raters": len(compared.raters),
        "cases": len(compared.cases),
        "readings": compared.readings,
        "left_out": [_line(rejected) for rejected in left_out],
        "unplaced": compared.unplaced,
        "placement": {
            "middle": _agreed(compared.placement),
            "low": _agreed(compared.low),
            "high": _agreed(compared.high),
        },
        "kind": _agreed(compared.kind),
        "items": {item.item: _item(item) for item in compared.items},
        "differ_most": [item.item for item in compared.most_different],
        "spread": [_spread(case) for case in compared.cases],
    }


def _line(rejected: Rejected) -> dict[str, Any]:
    why = [{"item": each.item, "expected": each.expected} for each in rejected.problems]
    return {"line": rejected.line, "problems": why}


def _rounded(figure: float | None) -> float | None:
    """To four places: more than any sample tells, and no digit that comes from the machine."""
    return None if figure is None else round(figure, 4)


def _agreed(found: RaterAgreement) -> dict[str, Any]:
    return {
        "metric": found.metric,
        "alpha": _rounded(found.alpha),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "cases": found.cases,
        "ratings": found.ratings,
        "pairs": found.pairs,
    }


def _item(found: OnItem) -> dict[str, Any]:
    return {**_agreed(found.agreed), "apart": _rounded(found.apart), "unknown": found.unknown}


def _spread(case: CaseSpread) -> dict[str, Any]:
    rungs = case.rungs
    return {
        "id": case.case,
        "low": rungs.low if rungs else None,
        "high": rungs.high if rungs else None,
        "kinds": list(case.kinds),
        "differ": list(case.differ),
        "known_to_some": list(case.known_to_some),
        "raters": {
            each.reading.rater: {
                "low": each.rungs.low if each.rungs else None,
                "high": each.rungs.high if each.rungs else None,
                "kind": each.kind,
            }
            for each in case.readings
        },
    }
