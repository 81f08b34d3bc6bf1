"""The command line: setting up, checking definitions, and writing a plan."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest

from ladder_assess.storage.common.database import Database
from tests.core.common.test_legible import NOT_XML
from tests.core.placement.test_worked_cases import CASES
from tests.support.command import WHOLE, as_csv, joined, run

QUESTIONNAIRES = Path(__file__).parents[1] / "questionnaires"


def test_setting_up_twice_is_setting_up_once(tmp_path: Path) -> None:
    first = run("setup", directory=tmp_path)
    assert first.code == 0
    assert first.out.startswith("The database is ready, with ")
    assert f" {len(CASES)} published cases" in first.out
    assert run("setup", directory=tmp_path).out == first.out
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_folder_is_closed_before_anything_can_go_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    full = OSError("no space left")
    with patch.object(Database, "migrate", side_effect=full), pytest.raises(OSError, match="left"):
        run("setup", directory=folder)
    assert folder.stat().st_mode & 0o077 == 0
    Database(tmp_path / "other" / "ladder.sqlite3").migrate()
    assert (tmp_path / "other").stat().st_mode & 0o077 == 0


def test_a_setting_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LADDER_PORT", "eighty")
    done = run("setup", directory=tmp_path)
    assert done.code == 1
    assert done.errors == ["Error: LADDER_PORT: expected a whole number, found 'eighty'"]


def test_the_definitions_are_sound(tmp_path: Path) -> None:
    done = run("lint", directory=tmp_path)
    assert done.code == 0
    assert "No problems" in done.out
    assert done.out.count("Proved over all") == 2, "for each version of the rules"


def test_a_wrong_definition_is_named_with_file_and_line(tmp_path: Path) -> None:
    text = (QUESTIONNAIRES / "activity-v1.yaml").read_text("utf-8")
    wrong = tmp_path / "activity-v1.yaml"
    wrong.write_text(text.replace("purpose is endorse", "purpose is bogus"), "utf-8")
    done = run("lint", str(wrong), directory=tmp_path)
    assert done.code == 1
    place = 1 + text[: text.index("purpose is endorse")].count("\n")
    assert any(f"activity-v1.yaml:{place}:" in error for error in done.errors)


def test_help_says_what_there_is() -> None:
    done = run("--help")
    for command in ("setup", "serve", "work", "lint", "place", "score", "plan"):
        assert command in done.out


def cases_as_csv(path: Path) -> Path:
    path.write_bytes(
        as_csv([{**{k: c[k] for k in ("id", "answers", "evidence")}, "name": c["activity"]}
                for c in CASES[:2]])
    )  # fmt: skip
    return path


def test_a_plan_is_written_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777852800")
    file, pdf = cases_as_csv(tmp_path / "cases.csv"), tmp_path / "plan.pdf"
    title = "O'Brien-Ŵynne <b>"
    done = run("plan", str(file), "--pdf", str(pdf), "--title", title, directory=tmp_path)
    assert done.code == 0
    assert done.out == f"The plan for 2 activities is in {pdf}.\n"
    made = pdf.read_bytes()
    with pikepdf.open(BytesIO(made)) as opened:
        assert len(opened.pages) > 4
        assert title in str(opened.docinfo["/Title"])
        assert date(2026, 5, 4).strftime("D:%Y%m%d") in str(opened.docinfo["/CreationDate"])


def test_a_plan_on_two_pages_says_whose_it_is(tmp_path: Path) -> None:
    file, pdf = cases_as_csv(tmp_path / "cases.csv"), tmp_path / "short.pdf"
    whose = ("--organisation", "Harbour Council", "--author", "A. Body")
    done = run("plan", str(file), "--pdf", str(pdf), "--short", *whose, directory=tmp_path)
    assert done.code == 0
    with pikepdf.open(BytesIO(pdf.read_bytes())) as opened:
        assert len(opened.pages) == 2
        assert str(opened.docinfo["/Title"]) == "A plan for 2 activities"


def test_no_plan_is_made_with_a_gap(tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    lines = joined((WHOLE, {"id": "b", "answers": {"seats": "bogus"}}, {"id": "c"}))
    done = run("plan", "-", "--pdf", str(pdf), given=lines, directory=tmp_path)
    assert done.code == 1
    assert [error.split(": ")[0] for error in done.errors] == ["line 2", "line 3", "Error"]
    assert not pdf.exists()


def test_a_name_that_no_page_can_show_is_refused_with_its_line(tmp_path: Path) -> None:
    """Names in letters of other scripts were tried, and odd characters, but never both in one."""
    pdf = tmp_path / "plan.pdf"
    odd = [character for character in NOT_XML if not "\ud800" <= character <= "\udfff"]
    lines = joined(tuple({**WHOLE, "name": f"Ж {character}"} for character in odd))
    done = run("plan", "-", "--pdf", str(pdf), given=lines, directory=tmp_path)
    assert done.code == 1
    *said, _ = done.errors
    for line, (character, error) in enumerate(zip(odd, said, strict=True), start=1):
        expected = "expected only characters that can be shown"
        assert error == f"line {line}: name: {expected}, found U+{ord(character):04X}"
    assert not pdf.exists()


@pytest.mark.parametrize("given", [b"", b"id\n", b"id,bogus\na,b\n"])
def test_no_plan_is_made_of_nothing(tmp_path: Path, given: bytes) -> None:
    pdf = tmp_path / "plan.pdf"
    done = run("plan", "-", "--pdf", str(pdf), given=given, directory=tmp_path)
    assert done.code == 1
    assert done.errors
    assert not pdf.exists()


def test_the_format_for_other_programs_is_what_it_was() -> None:
    """Names in files are a contract: the ids of the definition are those of the format."""
    done = run("place", "-", given=joined((json.dumps(WHOLE),)))
    assert set(done.records[0]) == {
        "id", "placement", "documented", "cautions", "next", "claimed_gap", "typology",
    }  # fmt: skip
