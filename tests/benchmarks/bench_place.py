"""What placing costs: `ladder-assess place` beside Python's json on the same lines.

The target: at most three times the time json needs to read and write them, and as much memory for
ten times as many activities. Run it with `make bench`.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from subprocess import DEVNULL
from typing import Any, NamedTuple

from ladder_assess.core.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire import UNKNOWN, Item, Questionnaire
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage import definitions

SIZES = (10_000, 100_000)
ROUNDS = 5
TARGET = 3.0
READ_AND_WRITE = """
import json, sys
for line in sys.stdin:
    sys.stdout.write(json.dumps(json.loads(line)) + "\\n")
"""
JSON = (sys.executable, "-c", READ_AND_WRITE)
PLACE = (sys.executable, "-m", "ladder_assess.cli", "place", "-")


class Comparison(NamedTuple):
    """Two commands on the same lines: seconds by the clock (medians), their ratio, peaks in MiB."""

    seconds: tuple[float, float]
    ratio: float
    memory: tuple[float, float]


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


def seconds(command: tuple[str, ...], lines: Path) -> float:
    """How long a command takes for a file as its standard input; its output is thrown away."""
    started = time.perf_counter()
    with lines.open("rb") as stream:
        subprocess.run(command, stdin=stream, stdout=DEVNULL, check=True)
    return time.perf_counter() - started


def peak(command: tuple[str, ...], lines: Path) -> float:
    """The most memory that a command holds, in MiB.

    It is asked of the system while the command runs: what the system reports afterwards counts the
    memory of this process too, from which the command was started.
    """
    most = 0
    with (
        lines.open("rb") as stream,
        subprocess.Popen(command, stdin=stream, stdout=DEVNULL) as child,
    ):
        while child.poll() is None:
            status = Path(f"/proc/{child.pid}/status").read_text()
            found = re.search(r"VmHWM:\s+(\d+) kB", status)
            most = max(most, int(found.group(1)) if found else 0)
            time.sleep(0.01)
    return most / 1024


def compare(lines: Path) -> Comparison:
    """json and place, one after the other in turn, so that both meet the same noise."""
    seconds(PLACE, lines)
    pairs = [(seconds(JSON, lines), seconds(PLACE, lines)) for _ in range(ROUNDS)]
    return Comparison(
        seconds=(median(json_ for json_, _ in pairs), median(place for _, place in pairs)),
        ratio=median(place / json_ for json_, place in pairs),
        memory=(peak(JSON, lines), peak(PLACE, lines)),
    )


def report(title: str, lines: Path) -> bool:
    """Print one row of the table; is the target met?"""
    found = compare(lines)
    print(
        f"{title:<26}{found.seconds[0]:>7.2f} s{found.seconds[1]:>8.2f} s{found.ratio:>7.2f}"
        f"{found.memory[0]:>9.1f} MiB{found.memory[1]:>8.1f} MiB",
        flush=True,
    )
    return found.ratio <= TARGET


def main() -> int:
    """Print the table; exit 1 where the larger size misses the target."""
    questionnaire = definitions.load(CHECKOUT / "questionnaires").questionnaire
    print(f"{'activities':<26}{'json':>9}{'place':>10}{'ratio':>7}{'json':>13}{'place':>12}")
    met = True
    with tempfile.TemporaryDirectory() as directory:
        for evidence in (False, True):
            for size in SIZES:
                lines = Path(directory) / f"{size}.jsonl"
                with lines.open("w", encoding="utf-8") as out:
                    for activity in activities(questionnaire, size, evidence=evidence):
                        out.write(json.dumps(activity) + "\n")
                title = f"{size:,}{' with evidence' if evidence else ''}"
                met = report(title, lines) and (met or size < max(SIZES))
    print(f"target: ratio at most {TARGET} at {max(SIZES):,}; memory the same at both sizes")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
