"""`ladder-assess agreement FILE`: several raters' answers about the same activities."""

import json
from functools import cache
from typing import Any

import krippendorff
import numpy as np
import pytest
from openpyxl import Workbook

from ladder_assess.publishing.points_of_view import rater_table
from ladder_assess.settings import CHECKOUT
from tests.core.placement.test_worked_cases import CASES
from tests.support.command import Run, as_csv, place, rules, run
from tests.support.sheets import saved

READINGS = CHECKOUT / "questionnaires" / "trials" / "twenty-readings.jsonl"
# What each of three raters answered otherwise than the case's coding.
OTHERWISE = {"a": {}, "b": {"seats": "advisory"}, "c": {"purpose": "listen", "resources": "some"}}


def readings() -> list[dict[str, Any]]:
    return [
        {"rater": rater, "id": case["id"], "answers": {**case["answers"], **changed}}
        for case in CASES
        for rater, changed in OTHERWISE.items()
    ]


def compare(*lines: object, options: tuple[str, ...] = ()) -> Run:
    given = "\n".join(json.dumps(line) for line in lines).encode()
    return run("agreement", "-", "--json", *options, given=given)


def found(done: Run) -> dict[str, Any]:
    assert (done.code, done.errors) == (0, [])
    record: dict[str, Any] = json.loads(done.out)
    return record


@cache
def of_three() -> dict[str, Any]:
    """What is said of the readings above: most tests look at it, and none changes it."""
    return found(compare(*readings()))


def test_what_it_says_of_three_raters() -> None:
    record = of_three()
    assert (record["raters"], record["cases"], record["readings"]) == (3, len(CASES), 51)
    assert list(record) == [
        "raters", "cases", "readings", "left_out", "unplaced", "placement", "kind", "items",
        "differ_most", "spread",
    ]  # fmt: skip
    assert record["items"]["dialogue"]["alpha"] == 1
    assert record["items"]["seats"]["alpha"] < 1
    assert set(record["differ_most"]) == {"purpose", "seats", "resources"}
    alpha = record["placement"]["middle"]
    assert alpha["low"] <= alpha["alpha"] <= alpha["high"] <= 1


def test_each_alpha_is_that_of_an_independent_implementation() -> None:
    record = of_three()
    placed = place(*({k: v for k, v in line.items() if k != "rater"} for line in readings()))
    middles = [r["placement"]["low"] + r["placement"]["high"] for r in placed.records]
    alone = {c["id"] for c in CASES if c["answers"]["level"] == "individual"}
    table = np.array(
        [
            [middles[3 * at + rater] for at, c in enumerate(CASES) if c["id"] not in alone]
            for rater in range(3)
        ],
        dtype=float,
    )
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal")
    assert record["placement"]["middle"]["alpha"] == round(theirs, 4)
    purposes = sorted({line["answers"]["purpose"] for line in readings()} - {"unknown"})
    codes = {name: place for place, name in enumerate(purposes)}
    given = [codes.get(line["answers"]["purpose"], np.nan) for line in readings()]
    table = np.array(given, dtype=float).reshape(len(CASES), 3).T
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert record["items"]["purpose"]["alpha"] == round(theirs, 4)


def test_each_case_shows_who_placed_it_where_and_what_they_differ_on() -> None:
    record = of_three()
    for spread, case in zip(record["spread"], CASES, strict=True):
        assert spread["id"] == case["id"]
        own = spread["raters"]["a"]
        if case["answers"]["level"] != "individual":
            placement = case["expected"]["placement"]
            assert (own["low"], own["high"]) == (placement["low"], placement["high"])
            ends = [r[end] for r in spread["raters"].values() for end in ("low", "high")]
            assert (spread["low"], spread["high"]) == (min(ends), max(ends))
        assert set(spread["differ"]) <= {"seats", "purpose", "resources"}


def test_what_is_not_known_is_no_rating_and_is_counted() -> None:
    lines = [
        {"rater": rater, "id": f"{n}", "answers": {"seats": "none" if rater == "a" else "unknown"}}
        for n in range(6)
        for rater in "ab"
    ]
    seats = found(compare(*lines))["items"]["seats"]
    assert (seats["unknown"], seats["cases"], seats["alpha"], seats["apart"]) == (6, 0, None, None)


@pytest.mark.parametrize("empty", [{}, {"level": "group"}, {"who_plans": "community"}])
@pytest.mark.parametrize("many", [1, 20])
def test_readings_that_know_nothing_of_the_ladder_agree_on_nothing(
    empty: dict[str, str], many: int
) -> None:
    """An empty reading stands on all nine rungs: taken for a rating, two of them would agree."""
    nothing = [
        {"rater": rater, "id": f"empty {n}", "answers": empty}
        for n in range(many)
        for rater in "ab"
    ]
    without, with_them = of_three(), found(compare(*readings(), *nothing))
    assert with_them["placement"] == without["placement"]
    assert with_them["unplaced"] == without["unplaced"] + 2 * many
    alone = found(compare(*nothing))["placement"]["middle"]
    assert (alone["cases"], alone["alpha"]) == (0, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("r1", "r1 "), ("Jos\u00e9", "Jose\u0301"), ("r1", "r\u200b1"), ("r\u00a01", "r 1")],
)
def test_a_rater_and_an_id_are_the_same_when_a_person_would_say_so(one: str, other: str) -> None:
    lines = [{"rater": one, "id": "x", "answers": {}}, {"rater": other, "id": "x", "answers": {}}]
    done = compare(*lines)
    assert [error.split(": ")[:2] for error in done.errors] == [["line 2", "rater"]]
    lines = [{"rater": "a", "id": one, "answers": {}}, {"rater": "b", "id": other, "answers": {}}]
    assert found(compare(*lines))["cases"] == 1


def test_a_table_says_the_same() -> None:
    lines = readings()
    rows = [{**line, "name": ""} for line in lines]
    text = as_csv(rows).decode().splitlines()
    assert text[0].startswith("rater,id,")
    done = run("agreement", "-", "--json", given="\n".join(text).encode())
    assert found(done) == of_three()


def test_the_first_version_of_the_rules_can_be_asked_for() -> None:
    first = found(compare(*readings(), options=("--definition", "activity-v1")))
    newest = of_three()
    assert first["items"] == newest["items"]
    assert first["spread"] != newest["spread"]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ({"id": "x", "answers": {}}, "rater"),
        ({"rater": "", "id": "x", "answers": {}}, "rater"),
        ({"rater": 1, "id": "x", "answers": {}}, "rater"),
        ({"rater": "a", "answers": {}}, "id"),
        ({"rater": "a", "id": "x", "answers": {"seats": "bogus"}}, "seats"),
        ({"rater": "a", "id": "x", "answers": {}, "more": 1}, "more"),
        ({"rater": "b", "id": "x", "answers": {}}, "rater"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_compared(line: dict[str, Any], item: str) -> None:
    good = {"rater": "b", "id": "x", "answers": {"seats": "none"}}
    done = compare(good, line)
    assert done.code == 1
    assert [error.split(": ")[:2] for error in done.errors] == [["line 2", item]]
    assert json.loads(done.out)["readings"] == 1


@pytest.mark.parametrize(
    "given",
    [
        b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n" * 50,
        b"\x89PNG\r\n\x1a\nIHDR\n",
        "rater,id,purpose\nr1,a,listen\n".encode("utf-16"),
        b"\x00\x01\x02\n" * 50,
    ],
    ids=["PDF", "PNG", "UTF-16", "bytes"],
)
@pytest.mark.parametrize("command", ["agreement", "place", "plan"])
def test_another_kind_of_file_is_named_in_one_line(command: str, given: bytes) -> None:
    more = ("--pdf", "never-made.pdf") if command == "plan" else ()
    done = run(command, "-", *more, given=given)
    assert done.code == 1
    assert len(done.errors) == 1
    assert "another kind of file" in done.errors[0]


def test_what_is_wrong_with_half_a_letter_is_said() -> None:
    done = run("agreement", "-", given=b'{"rater": "a", "id": "\\ud800", "answers": {}}')
    assert "half of a pair" in done.errors[0]


@pytest.mark.parametrize(
    "lines", [(), readings()[:1], readings()[::3]], ids=["none", "one", "apart"]
)
def test_where_no_activity_has_two_raters_a_sentence_says_so(lines: list[dict[str, Any]]) -> None:
    given = "\n".join(json.dumps(line) for line in lines).encode()
    done = run("agreement", "-", given=given)
    assert "No activity was answered by two raters" in done.out
    assert "alpha" not in done.out


def test_nothing_gives_nothing_to_say() -> None:
    record = found(run("agreement", "-", "--json", given=b""))
    assert (record["cases"], record["placement"]["middle"]["alpha"]) == (0, None)


def test_without_an_option_it_is_a_table_to_read() -> None:
    lines = readings()
    given = "\n".join(json.dumps(line) for line in lines).encode()
    done = run("agreement", "-", given=given)
    assert (done.code, done.errors) == (0, [])
    record = of_three()
    table = done.out.splitlines()
    assert table[0] == f"3 raters, {len(CASES)} activities, 51 readings"
    figures_told = table[: table.index("Where raters differ most")]
    rows = {" ".join(line.split()[:1]): line.split()[1:] for line in figures_told if line}
    labels = {item.id: item.label for item in rules().newest.questionnaire.coded.values()}
    for item, figures in record["items"].items():
        words = labels[item].split()
        assert rows[item][-len(words) :] == words, "its name in words stands beside the id"
        n, measure, *said, pairs = rows[item][: -len(words)]
        assert (n, measure, pairs) == (
            str(figures["cases"]), figures["metric"], str(figures["pairs"]),
        )  # fmt: skip
        if figures["alpha"] is None:
            assert " ".join(said) == "all the same -"
        else:
            low, high = (f"{figures[end]:.2f}" for end in ("low", "high"))
            assert said == [f"{figures['alpha']:.2f}", low, "to", high]
    assert max(map(len, table)) <= 100
    assert "middle is the rung half-way between them" in done.out


def test_lines_that_are_left_out_are_counted_where_the_figures_are() -> None:
    """They were named on standard error alone: whoever kept the table never knew."""
    wrong = [{"rater": "z", "id": f"{n}", "answers": {"seats": "bog\x1bus"}} for n in range(12)]
    given = "\n".join(json.dumps(line) for line in [*readings(), *wrong]).encode()
    done = run("agreement", "-", given=given)
    assert done.code == 1
    table = done.out.splitlines()
    assert table[1] == "12 lines were left out, as something in them could not be read:"
    assert table[2].startswith("  line 52: seats: expected")
    assert table[12] == "  and 2 more lines"
    assert "\x1b" not in done.out
    record = json.loads(run("agreement", "-", "--json", given=given).out)
    assert [left["line"] for left in record["left_out"]] == list(range(52, 64))
    assert record["left_out"][0]["problems"][0]["item"] == "seats"
    one = run("agreement", "-", given=json.dumps(wrong[0]).encode())
    assert "1 line was left out" in one.out


def spread_of(given: str) -> list[list[str]]:
    _, _, told = run("agreement", "-", given=given.encode()).out.partition("raters differ on\n")
    return [line.split(maxsplit=1) for line in told.splitlines()]


def test_each_activity_is_told_the_widest_first() -> None:
    lines = readings()
    record = of_three()
    shown = [name for name, _ in spread_of("\n".join(json.dumps(line) for line in lines))]
    wide = {s["id"]: -1 if s["high"] is None else s["high"] - s["low"] for s in record["spread"]}
    assert sorted(shown) == sorted(wide), "each of them"
    assert [wide[name] for name in shown] == sorted(wide.values(), reverse=True)


@cache
def trial() -> dict[str, Any]:
    """What is said of the trial of twenty accounts."""
    return found(run("agreement", str(READINGS), "--json"))


def test_what_one_rater_does_not_know_is_a_spread_too() -> None:
    """The widest of the trial of twenty accounts was left out: no two answers to it differ."""
    record = trial()
    (case,) = [s for s in record["spread"] if s["id"] == "v17"]
    assert (case["low"], case["high"], case["differ"]) == (0, 5, [])
    assert case["known_to_some"]
    first, rest = spread_of(READINGS.read_text("utf-8"))[0]
    assert (first, rest.split()) == ("v17", ["0", "to", "5", str(len(case["known_to_some"])), "-"])


def test_where_raters_differ_most_is_told_with_how_far() -> None:
    record = trial()
    _, _, told = run("agreement", str(READINGS)).out.partition("apart  in words\n")
    rows = [line.split(maxsplit=2) for line in told.partition("\n\n")[0].splitlines()]
    assert [row[0] for row in rows] == record["differ_most"]
    assert [row[1] for row in rows] == [f"{record['items'][r[0]]['apart']:.2f}" for r in rows]


def test_of_very_many_activities_a_hundred_are_told() -> None:
    lines = [
        json.dumps({"rater": r, "id": f"{n}", "answers": {}}) for n in range(103) for r in "ab"
    ]
    *shown, last = spread_of("\n".join(lines))
    assert len(shown) == 100
    assert " ".join(last) == "and 3 more activities, which --json has"


def test_a_name_from_the_file_does_not_act_on_the_terminal() -> None:
    lines = [
        {"rater": rater, "id": "\x1b[2J" + "x" * 90, "answers": {"seats": seats}}
        for rater, seats in (("a", "none"), ("b", "all"))
    ]
    given = "\n".join(json.dumps(line) for line in lines).encode()
    out = run("agreement", "-", given=given).out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("figure", "shown"), [(-0.001, "0.00"), (0.0, "0.00"), (-0.2, "-0.20"), (None, "-")]
)
def test_nothing_is_less_than_nothing_by_a_hair(figure: float | None, shown: str) -> None:
    assert rater_table._two_places(figure) == shown


def test_a_table_without_a_column_that_it_needs_is_refused_once() -> None:
    """Of raters each row was, however many there were."""
    needs = "expected a column with this name"
    for head, missing in (("id", ["rater"]), ("rater", ["id"]), ("name", ["rater", "id"])):
        given = f"{head},seats\na,none\nb,none\n".encode()
        done = run("agreement", "-", "--format", "csv", given=given)
        assert (done.code, done.out) == (1, "")
        assert done.errors == [f"line 1: {column}: {needs}" for column in missing]


def test_the_sheet_of_a_workbook_is_named_and_hidden_rows_are_left_out() -> None:
    """It was the one command that reads workbooks and could not be told which sheet."""
    lines = [{"rater": line["rater"], "id": line["id"], **line["answers"]} for line in readings()]
    names = list(dict.fromkeys(name for line in lines for name in line))
    cells = [[_cell(line.get(name, "")) for name in names] for line in lines]
    book = Workbook()
    book.active.append(["Notes"])
    for sheet in (book.create_sheet("One"), book.create_sheet("Two")):
        for row in (names, *cells):
            sheet.append(row)
    book["Two"].row_dimensions[len(cells) + 1].hidden = True
    content = saved(book)
    refused = run("agreement", "-", "--json", given=content)
    assert refused.code == 1
    assert "choose one with --sheet" in refused.errors[0]
    done = run("agreement", "-", "--json", "--sheet", "One", given=content)
    assert json.loads(done.out)["spread"] == of_three()["spread"]
    done = run("agreement", "-", "--json", "--sheet", "Two", "--hidden", "skip", given=content)
    assert json.loads(done.out)["spread"] == found(compare(*readings()[:-1]))["spread"]


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def test_hidden_rows_that_are_left_out_are_told_of_with_the_figures() -> None:
    lines = [{"rater": line["rater"], "id": line["id"], **line["answers"]} for line in readings()]
    names = list(dict.fromkeys(name for line in lines for name in line))
    book = Workbook()
    for row in (names, *([_cell(line.get(name, "")) for name in names] for line in lines)):
        book.active.append(row)
    book.active.row_dimensions[len(lines) + 1].hidden = True
    done = run("agreement", "-", "--hidden", "skip", given=saved(book))
    said = [error.removeprefix("note: ") for error in done.errors]
    assert said
    assert done.out.splitlines()[1 : 1 + len(said)] == said
