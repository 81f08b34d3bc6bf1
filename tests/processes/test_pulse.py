"""What answers and stands still is noticed and begun anew; what is slow, stopped or busy is not."""

import multiprocessing
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ladder_assess import pulse as under_test
from ladder_assess.pulse import Pulse
from tests.processes.running import HERE, Running, alive, serving, until

_processes = multiprocessing.get_context("fork")
# As it ships, but for a page that holds the interpreter for good, and that less is waited for.
HELD = (
    "import re\n"
    "from ladder_assess import answering, pulse\n"
    "from ladder_assess.cli import main\n"
    "pulse.MOST_USED = 2\n"
    "made = answering.create_app\n"
    "def create_app(settings):\n"
    "    app = made(settings)\n"
    "    app.add_url_rule('/held', 'held', lambda: str(re.match('(a+)+$', 'a' * 60 + 'b')))\n"
    "    return app\n"
    "answering.create_app = create_app\n"
    "main(['serve'])\n"
)


def test_one_that_holds_the_interpreter_for_good_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Running, "command", (sys.executable, "-c", HELD))
    with serving(tmp_path) as running:
        running.up()
        (before,) = running.named("ladder-answers")
        asked = f"GET /held HTTP/1.0\r\nHost: {HERE}:{running.port}\r\n\r\n"
        with socket.create_connection((HERE, running.port)) as one:
            one.sendall(asked.encode())
            until(lambda: not alive(before))
        until(running.answers)
        (after,) = running.named("ladder-answers")
        assert after != before
        assert re.search(
            r"What answers requests says nothing any more \(not in \d+ seconds, of which it had "
            r"the processor for \d+\)\. It is ended",
            running.said,
        )
        assert "What answers requests ended (-9). It is started again" in running.said
        (works,) = running.named("ladder-works")
        assert alive(works)


def stand_still(pulse: Pulse) -> None:
    pulse.beat()
    while True:
        pass


def spin(pulse: Pulse) -> None:
    """Threads take all that the processor gives, and the loop has its turn among them."""
    for _ in range(4):
        threading.Thread(target=stand_still, args=(Pulse(),), daemon=True).start()
    while True:
        pulse.beat()
        time.sleep(0.05)


def wait_for_ever(pulse: Pulse) -> None:
    pulse.beat()
    time.sleep(3600)


@contextmanager
def listening(loop: Callable[[Pulse], None]) -> Iterator[tuple[Pulse, int]]:
    pulse = Pulse()
    pulse.begin()
    process = _processes.Process(target=loop, args=(pulse,))
    process.start()
    assert process.pid is not None
    try:
        until(lambda: pulse._beats[0] > 0)
        yield pulse, process.pid
    finally:
        process.kill()
        process.join()


@pytest.mark.skipif(sys.platform != "linux", reason="the clock is one of Linux")
def test_time_of_the_processor_counts_and_not_that_of_a_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(under_test, "MOST_USED", 0.5)
    with listening(stand_still) as (pulse, process):
        os.kill(process, signal.SIGSTOP)
        for _ in range(under_test.MOST_LOOKS // 2):
            assert pulse.missing(process) == "", "it stands still because all does"
        os.kill(process, signal.SIGCONT)
        until(lambda: pulse.missing(process) != "")


def test_what_has_its_turn_among_others_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "MOST_USED", 1)
    with listening(spin) as (pulse, process):
        used = under_test._used(process) + 2 * under_test.MOST_USED
        while under_test._used(process) < used:
            assert pulse.missing(process) == ""
            time.sleep(0.1)


def test_what_waits_for_ever_is_noticed_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "MOST_LOOKS", 20)
    with listening(wait_for_ever) as (pulse, process):
        said = [pulse.missing(process) for _ in range(22)]
    assert said.index(next(filter(None, said))) in (19, 20)


def test_nothing_is_missed_before_the_first_beat() -> None:
    pulse = Pulse()
    pulse.beat()
    pulse.begin()
    assert [pulse.missing(os.getpid()) for _ in range(2 * under_test.MOST_LOOKS)].count("") == (
        2 * under_test.MOST_LOOKS
    )
