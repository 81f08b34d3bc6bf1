"""What scoring costs: `ladder-assess score` beside Python's json on the same lines.

The target: at most three times the time json needs to read and write 100,000 responses, for the
instrument with most items and for that with fewest. Run it with `make bench`.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire import definitions
from tests.benchmarks.beside_json import COMMAND, TARGET, heading, report

SIZES = (10_000, 100_000)


def responses(instrument: Instrument, number: int) -> Iterator[dict[str, Any]]:
    """Responses with random answers, the same ones each time; `unknown` is one of the answers."""
    chance = random.Random(number)
    items = [item for item in instrument.items.values() if item.answer == "one"]
    for place in range(number):
        answers = {item.id: chance.choice([*item.option_ids, UNKNOWN]) for item in items}
        yield {"id": f"r{place}", "answers": answers}


def main() -> int:
    """Print the table; exit 1 where the larger size misses the target."""
    instruments = definitions.load(CHECKOUT / "questionnaires").instruments
    scored = sorted(
        (instrument for instrument in instruments.values() if instrument.dimensions),
        key=lambda instrument: len(instrument.items),
    )
    heading("responses", "score")
    met = True
    with tempfile.TemporaryDirectory() as directory:
        for instrument in (scored[-1], scored[0]):
            command = (*COMMAND, "score", "-", "--instrument", instrument.id)
            for size in SIZES:
                lines = Path(directory) / f"{size}.jsonl"
                with lines.open("w", encoding="utf-8") as out:
                    for response in responses(instrument, size):
                        out.write(json.dumps(response) + "\n")
                title = f"{size:,} {instrument.id}"
                met = (report(title, command, lines) or size < max(SIZES)) and met
    print(f"target: ratio at most {TARGET} at {max(SIZES):,}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
