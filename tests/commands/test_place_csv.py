"""`ladder-assess place` on tables: the same results, errors at the line where a record starts."""

from pathlib import Path

import pytest

from tests.core.placement.test_worked_cases import CASES
from tests.support.command import Run, as_csv, place, run


def csv(*lines: str, options: tuple[str, ...] = ()) -> Run:
    return run("place", "-", *options, given="\n".join((*lines, "")).encode())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_published_cases_come_out_as_from_json(delimiter: str, mark: bytes) -> None:
    keys = ("id", "answers", "evidence", "claimed_rung", "intended_rung")
    records = [{key: case[key] for key in keys if key in case} for case in CASES]
    wanted = place(*records, options=("--explain",))
    done = run("place", "-", "--explain", given=mark + as_csv(records, delimiter))
    assert done == wanted
    assert done.code == 0


def test_the_delimiter_is_decided_by_the_header_alone() -> None:
    done = csv("id,functions", "a,co_design;co_planning", "b;c,none", "d,co_design")
    assert done.code == 0
    assert done.ids == ["a", "b;c", "d"]
    functions = done.records[0]["typology"]["functions"]["co_commissioning"]
    assert functions == ["co_planning", "co_design"], "in the order of the format"


def test_a_record_over_several_lines_is_reported_where_it_starts() -> None:
    done = csv(
        "id,name,seats",
        'a,"a name',
        'on two lines",all',
        'b,"another',
        "",
        'on three",bogus',
        "c,short,bogus",
    )
    assert done.ids == ["a"]
    assert [error.split(": ")[:2] for error in done.errors] == [
        ["line 4", "seats"],
        ["line 7", "seats"],
    ]


def test_line_breaks_in_cells_do_not_lose_count_whatever_they_are() -> None:
    text = b'id,name,seats\r\na,"x\r\ny\rz\n",all\r\nb,,bogus\r\n'
    done = run("place", "-", given=text)
    assert done.ids == ["a"]
    assert done.errors[0].startswith("line 5: seats: ")


@pytest.mark.parametrize(
    ("header", "items"),
    [
        ("id,seats,bogus", ["bogus"]),
        ("id,bogus,Seats,evidence.bogus", ["bogus", "Seats", "evidence.bogus"]),
        ("id,seats,", ["(empty)"]),
        ("id,answers", ["answers"]),
        ("id,evidence", ["evidence"]),
        ("id,seats,seats", ["seats"]),
        ("id,id,seats", ["id"]),
        ("seats,name", ["id"]),
        (" id,seats", [" id", "id"]),
    ],
)
def test_a_wrong_header_is_an_error_and_nothing_is_placed(header: str, items: list[str]) -> None:
    done = csv(header, "a,all,x,y", "b,all,x,y")
    assert done.out == ""
    assert done.code == 1
    assert [error.split(": ")[1] for error in done.errors] == items
    assert all(error.startswith("line 1: ") for error in done.errors)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("seats", "bogus"),
        ("seats", " all"),
        ("seats", "ALL"),
        ("seats", "none;all"),
        ("seats", "null"),
        ("functions", "bogus"),
        ("functions", "co_design;unknown"),
        ("functions", "unknown;co_design"),
        ("functions", "none;co_design"),
        ("functions", "co_design;co_design"),
        ("functions", "co_design;"),
        ("functions", "co_design; co_planning"),
        ("functions", "[]"),
        ("claimed_rung", "9"),
        ("claimed_rung", "-1"),
        ("claimed_rung", "06"),
        ("claimed_rung", "6.0"),
        ("claimed_rung", "six"),
        ("claimed_rung", "٣"),
        ("intended_rung", " 6"),
        ("evidence.seats", "sure"),
        ("evidence.seats", "unknown"),
    ],
)
def test_a_wrong_cell(column: str, cell: str) -> None:
    done = csv(f"id,{column},purpose", "a,,listen", f"b,{cell},listen", "c,,")
    assert done.ids == ["a", "c"]
    assert done.code == 1
    assert done.errors
    assert all(error.startswith(f"line 3: {column}: expected") for error in done.errors)


@pytest.mark.parametrize("cell", ["", "unknown"])
def test_an_empty_cell_is_unanswered(cell: str) -> None:
    header = "id,seats,functions,claimed_rung"
    assert csv(header, f"a,{cell},{cell},{cell}").records == csv("id", "a").records


def test_an_empty_id_is_an_error() -> None:
    done = csv("id,seats", ",all", "b,all")
    assert done.ids == ["b"]
    assert done.errors[0].startswith("line 2: id: ")


@pytest.mark.parametrize("row", ["a", "a,all,extra", "a,all,"])
def test_a_row_of_another_length_is_an_error(row: str) -> None:
    done = csv("id,seats", "x,all", row, "y,all")
    assert done.ids == ["x", "y"]
    assert done.errors == [
        f"line 3: line: expected 2 cells as in the header, found {row.count(',') + 1}"
    ]


def test_blank_lines_are_passed_over_and_counted() -> None:
    done = csv("id,seats", "", "a,all", "", "", "b,bogus", "")
    assert done.ids == ["a"]
    assert done.errors[0].startswith("line 6: ")


def test_bad_text_spoils_only_its_own_line() -> None:
    done = run("place", "-", given=b"id,name,seats\na,ok,all\nb,\xff\xfe,all\nc,ok,all\n")
    assert done.ids == ["a", "c"]
    assert done.errors == [
        "line 3: name: expected UTF-8 text: save the file as UTF-8 and try again"
    ]


def test_bad_text_in_the_header_is_an_error() -> None:
    done = run("place", "-", "--format", "csv", given=b"id,\xff\na,all\n")
    assert done.code == 1
    assert done.out == ""
    assert done.errors[0].startswith("line 1: ")


@pytest.mark.parametrize("row", ['b,"open,all', 'b,"x"y,all', 'b,"x""'])
def test_quotation_marks_that_do_not_match_are_an_error(row: str) -> None:
    done = csv("id,name,seats", "a,ok,all", row)
    assert done.ids == ["a"]
    assert done.code == 1
    assert done.errors[0].startswith("line 3: line: expected")


def test_a_header_alone_gives_nothing() -> None:
    done = csv("id,seats")
    assert (done.code, done.out, done.errors) == (0, "", [])


def test_the_ending_or_an_option_says_what_a_file_is(tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    table.write_text("id\na\n")
    lines.write_text('{"id": "a", "answers": {}}\n')
    assert run("place", str(table)).ids == ["a"]
    assert run("place", str(lines)).ids == ["a"]
    assert run("place", str(table), "--format", "jsonl").code == 1
    unnamed = tmp_path / "export"
    unnamed.write_text("id;seats\na;all\n")
    assert run("place", str(unnamed)).ids == ["a"]


def test_a_file_that_is_not_there_is_said() -> None:
    done = run("place", "/no/such/file.csv")
    assert done.code == 2
    assert "No such file" in " ".join(done.errors)
