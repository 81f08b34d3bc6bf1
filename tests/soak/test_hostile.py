"""A short run of the hostile input that `make soak` draws a hundred thousand cases of."""

import pytest

from tests.soak.hostile import attack_routes
from tests.soak.hostile_parsers import attack_parsers
from tests.soak.report import table

# The same each time, so that a run that fails does so again.
SEED = 2026


@pytest.mark.thorough
def test_no_request_makes_a_page_fall_over_or_takes_long() -> None:
    row = attack_routes(300, SEED)
    assert not row.wrong, table([row])
    assert row.times == 300


def test_no_file_makes_a_parser_fall_over_or_take_long() -> None:
    row = attack_parsers(300, SEED)
    assert not row.wrong, table([row])
    assert row.times == 300
