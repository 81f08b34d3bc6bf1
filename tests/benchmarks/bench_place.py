"""What placing costs: `ladder-assess place` beside Python's json on the same lines.

The target: at most three times the time json needs to read and write them, and as much memory for
ten times as many activities. Run it with `make bench`.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
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


class Run(NamedTuple):
    """One run of a command: seconds by the clock, and the most memory it held, in MiB."""

    seconds: float
    memory: float


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


def run(command: tuple[str, ...], lines: Path) -> Run:
    """Run a command on a file as its standard input, throwing its output away."""
    started = time.perf_counter()
    with lines.open("rb") as stream:
        child = subprocess.Popen(command, stdin=stream, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def compare(lines: Path) -> tuple[list[Run], list[Run]]:
    """Runs of json and of place, one after the other in turn, so that both meet the same noise."""
    run(PLACE, lines)
    pairs = [(run(JSON, lines), run(PLACE, lines)) for _ in range(ROUNDS)]
    return [json_run for json_run, _ in pairs], [place_run for _, place_run in pairs]


def report(title: str, lines: Path) -> bool:
    """Print one row of the table; is the target met?"""
    json_runs, place_runs = compare(lines)
    ratio = median(p.seconds / j.seconds for j, p in zip(json_runs, place_runs, strict=True))
    seconds = [median(r.seconds for r in runs) for runs in (json_runs, place_runs)]
    memory = [max(r.memory for r in runs) for runs in (json_runs, place_runs)]
    print(
        f"{title:<26}{seconds[0]:>7.2f} s{seconds[1]:>8.2f} s{ratio:>7.2f}"
        f"{memory[0]:>9.1f} MiB{memory[1]:>8.1f} MiB",
        flush=True,
    )
    return ratio <= TARGET


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
