"""What one piece of work takes of the processor and of memory, in the process that asks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
# What Linux takes for: the peak is now.
FORGET_PEAK = "5"


@dataclass
class Cost:
    """Seconds of the processor, and MiB at the peak beyond what was held before."""

    seconds: float = 0.0
    memory: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """What is done meanwhile; to be read once that is over."""
    cost = Cost()
    CLEAR.write_text(FORGET_PEAK)
    held, began = _kibibytes("VmRSS"), time.process_time()
    try:
        yield cost
    finally:
        cost.seconds = time.process_time() - began
        cost.memory = max(0, _kibibytes("VmHWM") - held) / MEBIBYTE


def _kibibytes(name: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
