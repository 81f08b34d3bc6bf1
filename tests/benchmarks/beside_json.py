"""A command beside Python's json on the same lines: seconds by the clock and memory held."""

import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from subprocess import DEVNULL
from typing import NamedTuple

from tests.benchmarks.figures import note

ROUNDS = 5
TARGET = 3.0
READ_AND_WRITE = """
import json, sys
for line in sys.stdin:
    sys.stdout.write(json.dumps(json.loads(line)) + "\\n")
"""
JSON = (sys.executable, "-c", READ_AND_WRITE)
COMMAND = (sys.executable, "-m", "ladder_assess.cli")


class Comparison(NamedTuple):
    """Two commands on the same lines: seconds by the clock (medians), their ratio, peaks in MiB."""

    seconds: tuple[float, float]
    ratio: float
    memory: tuple[float, float]


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


def compare(command: tuple[str, ...], lines: Path) -> Comparison:
    """json and the command, one after the other in turn, so that both meet the same noise."""
    seconds(command, lines)
    pairs = [(seconds(JSON, lines), seconds(command, lines)) for _ in range(ROUNDS)]
    return Comparison(
        seconds=(median(json_ for json_, _ in pairs), median(mine for _, mine in pairs)),
        ratio=median(mine / json_ for json_, mine in pairs),
        memory=(peak(JSON, lines), peak(command, lines)),
    )


def heading(what: str, command: str) -> None:
    """Print the first row of the table."""
    print(f"{what:<26}{'json':>9}{command:>10}{'ratio':>7}{'json':>13}{command:>12}")


def report(title: str, command: tuple[str, ...], lines: Path) -> bool:
    """Print one row of the table; is the target met?"""
    found = compare(command, lines)
    print(
        f"{title:<26}{found.seconds[0]:>7.2f} s{found.seconds[1]:>8.2f} s{found.ratio:>7.2f}"
        f"{found.memory[0]:>9.1f} MiB{found.memory[1]:>8.1f} MiB",
        flush=True,
    )
    return note(f"{command[len(COMMAND)]} of {title}", found.ratio, "× json", TARGET)
