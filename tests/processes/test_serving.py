"""The server stops when it is asked, notices what has ended, and shares its port with nobody."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ladder_assess import serving as under_test
from ladder_assess.processes import Bell
from ladder_assess.serving import CannotServe, Charge
from tests.processes.running import PATIENCE, Running, alive, free_port, serving, until

INT, TERM = signal.SIGINT, signal.SIGTERM
# What a terminal sends goes to the whole group; what a supervisor sends, to one or to all.
WAYS = {
    "Ctrl+C": ((INT,), True),
    "SIGTERM": ((TERM,), False),
    "both": ((INT, TERM, INT), True),
}
STOPPING = under_test.PATIENCE + 10


def gone(pids: list[int]) -> bool:
    return not any(alive(pid) for pid in pids)


@pytest.mark.parametrize("way", WAYS)
def test_it_stops_when_asked_however_often(way: str, tmp_path: Path) -> None:
    numbers, group = WAYS[way]
    for _ in range(2):
        with serving(tmp_path) as running:
            pids = running.up()
            running.send(*numbers, group=group)
            assert running.process.wait(STOPPING) == 0
            assert gone(pids)


@pytest.mark.parametrize("way", WAYS)
def test_it_stops_in_the_midst_of_starting(way: str, tmp_path: Path) -> None:
    numbers, group = WAYS[way]
    with serving(tmp_path) as running:
        until(lambda: "Ctrl+C stops it" in running.said)
        running.send(*numbers, group=group)
        assert running.process.wait(STOPPING) == 0


def test_it_stops_in_order_when_asked_until_the_very_end(tmp_path: Path) -> None:
    """Also while Python itself ends, when it gives signals back to the system."""
    with serving(tmp_path) as running:
        running.up()
        while running.process.poll() is None:
            with suppress(ProcessLookupError):
                running.process.send_signal(TERM)
            time.sleep(0.002)
        assert running.process.returncode == 0


def test_every_process_may_be_told_at_once(tmp_path: Path) -> None:
    """As by a supervisor of services, which tells all of a service."""
    with serving(tmp_path) as running:
        pids = running.up()
        for pid in pids:
            # The first one told may have ended the others before it is their turn.
            with suppress(ProcessLookupError):
                os.kill(pid, TERM)
        assert running.process.wait(STOPPING) == 0
        assert gone(pids)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("ladder-works", "What works in the background ended"),
        ("ladder-answers", "What answers requests ended"),
    ],
)
def test_what_was_killed_is_noticed_said_and_started_again(
    part: str, words: str, tmp_path: Path
) -> None:
    with serving(tmp_path) as running:
        before = running.up()
        (killed,) = running.named(part)
        os.kill(killed, signal.SIGKILL)
        until(lambda: words in running.said)
        after = running.up()
        assert len(after) == len(before)
        assert killed not in after
        running.send(TERM, group=False)
        assert running.process.wait(STOPPING) == 0
        assert gone(before + after)


def test_when_the_server_is_killed_nothing_goes_on_answering(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        pids = running.up()
        running.send(signal.SIGKILL, group=False)
        until(lambda: gone(pids))
        assert not running.answers()


def test_of_two_starts_on_one_port_one_serves_and_one_says_why_not(tmp_path: Path) -> None:
    port = free_port()
    both = [Running(tmp_path / name, port) for name in "ab"]
    try:
        until(lambda: any(running.process.poll() is not None for running in both))
        (refused,) = [running for running in both if running.process.poll() is not None]
        (other,) = [running for running in both if running is not refused]
        other.up()
        assert refused.process.returncode == 1
        assert f"Port {port} of 127.0.0.1 cannot be used" in refused.said
        assert "Traceback" not in refused.said
    finally:
        for running in both:
            running.process.terminate()
            running.process.wait(STOPPING)


def test_of_two_starts_on_one_instance_one_serves_and_one_says_why_not(tmp_path: Path) -> None:
    """Also when the first was killed, the next serves at once."""
    with serving(tmp_path) as first:
        first.up()
        with serving(tmp_path) as second:
            assert second.process.wait(PATIENCE) == 1
            assert "Another server is running from" in second.said
            assert "Traceback" not in second.said
        first.send(signal.SIGKILL, group=False)
        first.process.wait(STOPPING)
        with serving(tmp_path) as third:
            third.up()


def test_what_cannot_run_is_not_started_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "LONGEST_PAUSE", 0.0)
    charge = Charge("What answers requests", lambda: os._exit(1))
    with pytest.raises(CannotServe, match="ended 5 times"):
        under_test._keep((charge,), _NeverStopped())
    under_test._stop((charge,), _NeverStopped())


class _NeverStopped(Bell):
    """One that no signal reaches, as signals are this process's own."""

    def __init__(self) -> None:
        self.stopped = False

    def wait(self, seconds: float, lifeline: int | None = None) -> None:
        time.sleep(0.01)
