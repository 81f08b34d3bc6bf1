"""`make bench` writes what it measured for programs and for people."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.figures import KEPT, Figure, Run, as_json, as_page, note

SHOWN = Figure("show a page", 0.2, "× bare", 0.3)
SAVED = Figure("save a page", 1.38, "× bare", 1.3)
COUNTED = Figure("made <beside>", 7, "a minute")


def test_a_figure_is_kept_where_a_run_keeps_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEPT, raising=False)
    assert note(*SHOWN)
    monkeypatch.setenv(KEPT, str(tmp_path / "kept"))
    assert [note(*each) for each in (SHOWN, SAVED, COUNTED)] == [True, False, True]
    lines = (tmp_path / "kept").read_text("utf-8").splitlines()
    assert [Figure(**json.loads(line)) for line in lines] == [SHOWN, SAVED, COUNTED]


def test_every_figure_stands_in_both_files_with_its_target() -> None:
    runs = [Run("pages", False, "show  0.20\n", [SHOWN, SAVED]), Run("few", True, "", [COUNTED])]
    read = json.loads(as_json(runs, "today"))
    assert [each["bench"] for each in read["benches"]] == ["pages", "few"]
    assert [each["met"] for each in read["benches"][0]["figures"]] == [True, False]
    page = as_page(runs, "today")
    assert "Targets are missed in: pages." in page
    for told in ("0.2 × bare", "1.38 × bare", "1.3", "show  0.20", "made &lt;beside&gt;"):
        assert told in page
    assert "Every target is met." in as_page(runs[1:], "today")
