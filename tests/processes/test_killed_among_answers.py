"""Nobody who was told that their answers are kept loses them where the server is killed."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.benchmarks.bench_survey import faults, survey_in, with_a_death
from tests.processes.running import serving


@pytest.mark.thorough
def test_what_was_acknowledged_before_a_kill_is_there_once(tmp_path: Path) -> None:
    """Twelve people at once: of those whose server died under them some ask again, some twice."""
    survey = survey_in(tmp_path, 12)
    with serving(tmp_path) as running:
        running.up()
        survey.port = running.port
        after = asyncio.run(with_a_death(survey, running, tmp_path))
        after.up()
        after.send(signal.SIGTERM, group=True)
        after.process.wait()
    assert sorted(survey.kept) == list(range(12))
    assert faults(survey) == []
    survey.product.database.close()
