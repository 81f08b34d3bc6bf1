"""`ladder-assess reliability FILE`."""

import json
import random

import pytest

from tests.support.command import Run, run

CHANCE = random.Random(5)
ROWS = [[CHANCE.choice("12345") for _ in range(3)] for _ in range(40)]


def check(*lines: str, options: tuple[str, ...] = ()) -> Run:
    return run("reliability", "-", *options, given="\n".join((*lines, "")).encode())


def table(delimiter: str = ",", rows: list[list[str]] = ROWS) -> list[str]:
    return [delimiter.join(row) for row in [["trust", "say", "time"], *rows]]


def test_the_figures_of_a_table() -> None:
    done = check(*table())
    assert (done.code, done.errors) == (0, [])
    (found,) = done.records
    assert list(found) == ["n", "items", "alpha", "omega_total", "item_rest"]
    assert (found["n"], found["items"]) == (40, 3)
    assert list(found["item_rest"]) == ["trust", "say", "time"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_all_ways_to_write_a_table_are_read_alike(delimiter: str, mark: bytes, end: str) -> None:
    given = mark + end.join((*table(delimiter), "")).encode()
    assert run("reliability", "-", given=given).records == check(*table()).records


def test_reversed_columns_are_turned_round() -> None:
    turned = [[a, str(6 - int(b)), c] for a, b, c in ROWS]
    done = check(*table(rows=turned), options=("--reverse", "say"))
    wanted = check(*table()).records[0]
    assert done.records[0]["alpha"] == pytest.approx(wanted["alpha"])
    assert done.records[0]["item_rest"] == pytest.approx(wanted["item_rest"])
    assert check(*table(), options=("--reverse", "say")).records != [wanted]


def test_an_unanswered_cell_leaves_its_row_out() -> None:
    rows = [["", *ROWS[0][1:]], ["unknown", *ROWS[1][1:]], *ROWS[2:]]
    assert check(*table(rows=rows)).records == check(*table(rows=ROWS[2:])).records


def test_too_few_rows_give_no_figures_and_say_why() -> None:
    done = check(*table(rows=ROWS[:29]))
    assert done.code == 0
    assert json.loads(done.out) == {
        "n": 29, "items": 3, "alpha": None, "omega_total": None,
        "item_rest": {"trust": None, "say": None, "time": None},
    }  # fmt: skip
    assert done.errors == ["Not shown: fewer than 30 respondents answered every item."]


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        (("a,b", "1,x"), ["line 2: b"]),
        (("a,b", "1,2", "x,y", "1"), ["line 3: a", "line 3: b", "line 4: line"]),
        (("a,b", "", "nan,inf"), ["line 3: a", "line 3: b"]),
        (("a,b", "1_0,٣"), ["line 2: a", "line 2: b"]),
        (("a,b", '1,"2'), ["line 2: line"]),
        (("a,a", "1,2"), ["line 1: a"]),
        (("a,", "1,2"), ["line 1: (empty)"]),
        (("",), ["line 1: (empty)"]),
    ],
)
def test_everything_wrong_is_said_with_its_line(lines: tuple[str, ...], errors: list[str]) -> None:
    done = check(*lines)
    assert (done.code, done.out) == (1, "")
    assert [": ".join(error.split(": ")[:2]) for error in done.errors] == errors
    assert all(": expected " in error for error in done.errors)


def test_text_that_is_not_utf_8_is_said() -> None:
    done = run("reliability", "-", given=b"a,b\n1,2\n\xff,2\n")
    assert done.errors == [
        "line 3: line: expected UTF-8 text: save the file as UTF-8 and try again"
    ]


def test_a_column_to_reverse_must_be_there() -> None:
    done = check(*table(), options=("--reverse", "say", "--reverse", "tim"))
    assert done.code == 1
    assert done.errors == [
        "line 1: tim: expected a column with this name, because --reverse names it"
    ]
