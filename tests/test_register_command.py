"""`ladder-assess register update FILE`."""

from pathlib import Path

import pytest

from ladder_assess.settings import CHECKOUT
from tests.support.command import run

BUILT_IN = CHECKOUT / "questionnaires" / "uk-local-authorities.csv"
MADE_FROM = CHECKOUT.parent / "shared" / "data" / "uk_local_authorities.csv"


def test_the_register_is_taken_from_a_file(tmp_path: Path) -> None:
    lines = BUILT_IN.read_text("utf-8").splitlines(keepends=True)
    newer = tmp_path / "newer.csv"
    newer.write_text("".join(lines[:-7]), "utf-8")
    done = run("register", "update", str(newer), directory=tmp_path / "instance")
    assert done.code == 0
    assert done.out == f"The register has {len(lines) - 8} local authorities: 0 new, 7 gone.\n"


@pytest.mark.skipif(not MADE_FROM.exists(), reason="the file it was made from is not here")
def test_the_file_that_it_was_made_from_changes_nothing(tmp_path: Path) -> None:
    done = run("register", "update", str(MADE_FROM), directory=tmp_path)
    assert done.out == "The register has 397 local authorities: 0 new, 0 gone.\n"


def test_a_file_that_is_none_is_reported(tmp_path: Path) -> None:
    done = run("register", "update", "-", given=b"a,b\n", directory=tmp_path)
    assert done.code == 1
    assert done.errors[0].startswith("Error: line 1: expected the columns local-authority-code")
