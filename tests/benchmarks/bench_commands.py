"""What a command costs before it does anything: `--help` beside Python that does nothing.

The target: at most three times the processor time of `python -c pass`. Click by itself, with a
group that has no commands, takes more than that; it stands beside. Run it with `make bench`.
"""

import os
import subprocess
import sys
from statistics import median

from tests.benchmarks.figures import note

ROUNDS = 40
TARGET = 3.0
NOTHING = (sys.executable, "-c", "pass")
CLICK = (sys.executable, "-c", "import click; click.Group()()", "--help")
HELP = (sys.executable, "-c", "from ladder_assess.cli import main; main()", "--help")


def seconds(command: tuple[str, ...]) -> float:
    """Seconds of the processor that a command takes; what it says is thrown away."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the table; exit 1 where the target is missed."""
    commands = (NOTHING, CLICK, HELP)
    rounds = [[seconds(command) for command in commands] for _ in range(ROUNDS)]
    nothing, click, ours = (median(each) for each in zip(*rounds, strict=True))
    print(f"{'a command':<26}{'nothing':>10}{'click':>11}{'--help':>11}{'ratio':>7}")
    told = "".join(f"{each * 1000:>8.1f} ms" for each in (nothing, click, ours))
    print(f"{'processor time':<25}{told}{ours / nothing:>7.2f}")
    return 0 if note("--help", ours / nothing, "× python -c pass", TARGET) else 1


if __name__ == "__main__":
    sys.exit(main())
