"""`ladder-assess score`: what comes out, and every error that must be reported."""

import json
from typing import Any

import pytest
from openpyxl import Workbook

from tests.support.command import Run, as_csv, joined, rules, run
from tests.support.sheets import saved

FACTS = {"lead": "local_authority", "role": "reforms", "scope": "whole_system"}


def score(instrument: str, *lines: object, options: tuple[str, ...] = ()) -> Run:
    return run("score", "-", "--instrument", instrument, *options, given=joined(lines))


def csv(instrument: str, *lines: str) -> Run:
    return run("score", "-", "--instrument", instrument, given="\n".join((*lines, "")).encode())


def response(**answers: object) -> dict[str, object]:
    return {"id": "r1", "answers": answers}


def test_the_format_of_a_score() -> None:
    done = score("partnership", response(**FACTS))
    assert done.code == 0
    (record,) = done.records
    assert list(record) == ["id", "dimensions", "classification"]
    assert record["classification"] == {"type": "collaborative_council", "leaning": False}
    for dimension in record["dimensions"].values():
        assert dimension == {"score": None, "answered": 0, "items": dimension["items"]}


def test_scores_are_unrounded_and_in_the_order_of_the_definition() -> None:
    instrument = rules().definitions.instruments["enablers"]
    dimensions = [dimension.id for dimension in instrument.dimensions]
    first = [item for item in instrument.items.values() if item.dimension == dimensions[0]][:3]
    answers = {
        item.id: item.option_ids[place if not item.reverse else 4 - place]
        for item, place in zip(first, (4, 4, 3), strict=True)
    }
    (record,) = score("enablers", response(**answers)).records
    assert list(record["dimensions"]) == dimensions
    assert record["dimensions"][dimensions[0]]["score"] == pytest.approx(100 * (14 / 3 - 1) / 4)
    assert record["dimensions"][dimensions[0]]["answered"] == 3
    assert record["classification"] is None


def test_an_instrument_without_scores_has_no_dimensions() -> None:
    (record,) = score("participant-voice", response(heard="agree")).records
    assert record == {"id": "r1", "dimensions": {}, "classification": None}


@pytest.mark.parametrize("answer", [None, "unknown"])
def test_not_knowing_is_not_answering(answer: object) -> None:
    given = response(lead=answer, role=answer)
    assert score("partnership", given).records == score("partnership", response()).records


def test_an_unknown_item_is_an_error() -> None:
    done = score("officer-survey", {"id": "a", "answers": {}}, {"id": "b", "answers": {"x": "y"}})
    assert done.ids == ["a"]
    assert done.errors == ["line 2: x: expected an item of the questionnaire"]


@pytest.mark.parametrize(
    ("line", "errors"),
    [
        ('{"id": "", "answers": {}}', ["id"]),
        ('{"answers": {}}', ["id"]),
        ('{"id": 1, "answers": {}}', ["id"]),
        ('{"id": "r"}', ["answers"]),
        ('{"id": "r", "answers": []}', ["answers"]),
        ('{"id": "r", "answers": {}, "name": "n"}', ["name"]),
        ('{"id": "r", "answers": {}, "evidence": {}}', ["evidence"]),
        ('{"id": "r", "answers": {}, "form": "service_user"}', ["form"]),
        ('{"id": "r", "answers": {}, "short": 1}', ["short"]),
        ('{"id": "r", "answers": {}, "short": "true"}', ["short"]),
        ('{"id": "r", "answers": {"lead": "bogus", "role": []}}', ["lead", "role"]),
        ('{"id": "r", "id": "r", "answers": {}}', ["id"]),
        ('{"id": "r", "answers": {"lead": "other", "lead": "other"}}', ["lead"]),
        ("[]", ["line"]),
        ("{", ["line"]),
    ],
)
def test_what_is_wrong_is_reported_and_the_others_are_scored(line: str, errors: list[str]) -> None:
    done = score("partnership", response(), line, {"id": "r3", "answers": {}})
    assert done.ids == ["r1", "r3"]
    assert done.code == 1
    assert [error.split(": ")[:2] for error in done.errors] == [["line 2", e] for e in errors]
    assert all(": expected" in error for error in done.errors)


def test_a_form_asks_for_fewer_items() -> None:
    def items(**given: Any) -> list[int]:
        (record,) = score("engagement-process", {**response(), **given}).records
        return [found["items"] for found in record["dimensions"].values()]

    whole, provider = items(), items(form="service_provider")
    assert sum(provider) < sum(whole)
    assert items(form=None) == items(form="unknown") == whole
    assert sum(items(form="service_provider", short=True)) < sum(provider)
    assert items(short=False) == whole
    done = score("engagement-process", {**response(), "form": "nobody"})
    assert done.errors[0].startswith("line 1: form: expected one of service_provider, ")


def test_the_same_comes_out_of_a_table() -> None:
    records: list[dict[str, Any]] = [
        {"id": "a", "answers": {"lead": "other", "role": "embeds"}, "short": "true"},
        {"id": "b", "answers": {"lead": "unknown"}, "short": "false"},
        {"id": "c", "answers": {}},
    ]
    wanted = score(
        "partnership",
        *({**r, "short": r.get("short") == "true"} for r in records),
    )
    done = run("score", "-", "--instrument", "partnership", given=as_csv(records, ";"))
    assert done == wanted
    assert done.code == 0
    assert done.records[0]["dimensions"] != done.records[1]["dimensions"]


def test_a_wrong_cell_and_a_wrong_header() -> None:
    done = csv("partnership", "id,lead,short", "a,other,", "b,othr,TRUE", "c,,true")
    assert done.ids == ["a", "c"]
    assert [error.split(": ")[:2] for error in done.errors] == [
        ["line 3", "lead"],
        ["line 3", "short"],
    ]
    for column in ("form", "name", "evidence.lead", "claimed_rung", "bogus"):
        wrong = csv("partnership", f"id,{column}", "a,b")
        assert (wrong.code, wrong.out) == (1, "")
        assert wrong.errors[0].startswith(f"line 1: {column}: expected a column")


def test_an_instrument_that_is_not_there_is_an_error() -> None:
    done = score("bogus", response())
    assert done.code == 1
    assert "no instrument is called bogus; try enablers, principles" in done.errors[0]
    assert score("activity", response()).code == 1
    assert score("../activity", response()).code == 1
    assert run("score", "-").code == 2


def test_repeats_are_scored_again_in_order_and_blank_lines_passed_over() -> None:
    given = (response(), "", response(), {"id": "b", "answers": {}})
    assert score("enablers", *given).ids == ["r1", "r1", "b"]


def test_the_format_can_be_said() -> None:
    line = json.dumps(response())
    assert score("enablers", line, options=("--format", "jsonl")).code == 0
    assert score("enablers", line, options=("--format", "csv")).code == 1


def test_what_is_hidden_in_a_workbook_is_read_or_left_out() -> None:
    """`score` could not be told to leave it out, and said that it was read."""
    book = Workbook()
    for row in (("id", "lead", "role"), ("r1", "local_authority", "no such answer"),
                ("r2", "no such answer", "")):  # fmt: skip
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    content = saved(book)
    assert run("score", "-", "--instrument", "partnership", given=content).code == 1
    done = run("score", "-", "--instrument", "partnership", "--hidden", "skip", given=content)
    assert (done.code, [record["id"] for record in done.records]) == (0, ["r1"])
    assert [error.endswith("left out") for error in done.errors] == [True, True]
