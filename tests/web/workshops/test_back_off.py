"""Phones ask a busy server less and less often, and as often as before once it answers."""

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest

from ladder_assess.settings import CHECKOUT

RUNNER = Path(__file__).with_name("back_off.mjs")
SCRIPT = CHECKOUT / "static" / "src" / "poll.js"


def waits(*answers: int) -> list[float]:
    """After how many seconds each look comes where the server answers so, 0 for no network."""
    node = which("node")
    assert node, "`make test` sets up node"
    command = [node, str(RUNNER), str(SCRIPT), *map(str, answers)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("busy", [503, 429, 500, 0])
def test_a_busy_server_is_asked_ever_less_and_at_last_every_half_minute(busy: int) -> None:
    assert waits(200, *[busy] * 6) == [2, 2, 4, 8, 16, 30, 30, 30]


@pytest.mark.parametrize("well", [200, 304])
def test_once_it_answers_it_is_asked_as_before(well: int) -> None:
    assert waits(503, 0, 503, well, well, 503) == [2, 4, 8, 16, 2, 2, 4]
