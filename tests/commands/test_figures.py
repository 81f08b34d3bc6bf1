"""`make bench` writes what it measured for programs and for people."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.figures import HERE, KEPT, WITHOUT, Figure, Run, as_json, as_page, note
from tests.support.kept.chosen_engine import POSTGRESQL, SERVER, SQLITE

SHOWN = Figure("show a page", 0.2, "× bare", 0.3)
SAVED = Figure("save a page", 1.38, "× bare", 1.3)
COUNTED = Figure("made <beside>", 7, "a minute")


def test_a_figure_is_kept_where_a_run_keeps_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (KEPT, SERVER):
        monkeypatch.delenv(name, raising=False)
    assert note(*SHOWN[:4])
    monkeypatch.setenv(KEPT, str(tmp_path / "kept"))
    assert [note(*each[:4]) for each in (SHOWN, SAVED, COUNTED)] == [True, False, True]
    monkeypatch.setenv(SERVER, "postgresql://127.0.0.1/none")
    note(*SHOWN[:4])
    lines = (tmp_path / "kept").read_text("utf-8").splitlines()
    there = SHOWN._replace(engine=POSTGRESQL)
    assert [Figure(**json.loads(line)) for line in lines] == [SHOWN, SAVED, COUNTED, there]


def test_every_figure_stands_in_both_files_with_its_target() -> None:
    runs = [
        Run("pages", SQLITE, False, "show  0.20\n", [SHOWN, SAVED]),
        Run("few", POSTGRESQL, True, "", [COUNTED._replace(engine=POSTGRESQL)]),
    ]
    read = json.loads(as_json(runs, "today"))
    assert [each["bench"] for each in read["benches"]] == ["pages", "few"]
    assert [each["engine"] for each in read["benches"]] == [SQLITE, POSTGRESQL]
    assert [each["met"] for each in read["benches"][0]["figures"]] == [True, False]
    page = as_page(runs, "today")
    assert "Targets are missed in: pages on SQLite." in page
    for told in (
        "0.2 × bare",
        "1.38 × bare",
        "1.3",
        "show  0.20",
        "made &lt;beside&gt;",
        "few on PostgreSQL",
    ):
        assert told in page
    assert "Every target is met." in as_page(runs[1:], "today")


def test_whatever_opens_a_database_is_measured_on_both_engines() -> None:
    """A new bench says on which engine it runs, or that it has nothing to do with any."""
    for bench in HERE.glob("bench_*.py"):
        opens = "on_the_engine()" in bench.read_text("utf-8")
        assert opens != (bench.stem.removeprefix("bench_") in WITHOUT), bench.name
