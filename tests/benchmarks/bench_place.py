"""What placing costs: `ladder-assess place` beside Python's json on the same lines.

The target: at most three times the time json needs to read and write them, and as much memory for
ten times as many activities. Run it with `make bench`.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item, Questionnaire
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire import definitions
from tests.benchmarks.beside_json import COMMAND, TARGET, heading, report

SIZES = (10_000, 100_000)
PLACE = (*COMMAND, "place", "-")


def activities(
    questionnaire: Questionnaire, number: int, *, evidence: bool
) -> Iterator[dict[str, Any]]:
    """Activities with random answers, the same ones each time; `unknown` is one of the answers."""
    chance = random.Random(number)
    items = list(questionnaire.coded.values())
    for place in range(number):
        record: dict[str, Any] = {
            "id": f"a{place}",
            "name": f"Activity {place}",
            "answers": {item.id: _answer(item, chance) for item in items},
        }
        if evidence:
            record["evidence"] = {item.id: chance.choice(EVIDENCE_STRENGTHS) for item in items}
        yield {
            **record,
            "claimed_rung": chance.randint(0, 8),
            "intended_rung": chance.randint(0, 8),
        }


def _answer(item: Item, chance: random.Random) -> str | list[str]:
    if item.answer == "many":
        return [option for option in item.option_ids if chance.random() < 0.4]
    return chance.choice([*item.option_ids, UNKNOWN])


def main() -> int:
    """Print the table; exit 1 where the target is missed."""
    questionnaire = definitions.load(CHECKOUT / "questionnaires").questionnaire
    heading("activities", "place")
    met = True
    with tempfile.TemporaryDirectory() as directory:
        for evidence in (False, True):
            for size in SIZES:
                lines = Path(directory) / f"{size}.jsonl"
                with lines.open("w", encoding="utf-8") as out:
                    for activity in activities(questionnaire, size, evidence=evidence):
                        out.write(json.dumps(activity) + "\n")
                title = f"{size:,}{' with evidence' if evidence else ''}"
                met = report(title, PLACE, lines) and met
    print(f"target: ratio at most {TARGET} at both sizes; memory the same")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
