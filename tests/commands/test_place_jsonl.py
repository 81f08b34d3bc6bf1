"""`ladder-assess place` on JSON Lines: what comes out, and every error that must be reported."""

import json

import pytest

from tests.core.placement.test_worked_cases import CASES
from tests.support.command import WHOLE, activity, place, run

PANEL = {
    "id": "a1",
    "name": "Tenant panel",
    "answers": {
        "purpose": "advise", "decision_stage": "open", "information": "adequate",
        "dialogue": "ongoing", "response": "considered", "seats": "advisory",
        "selection": "organisation", "decision_rule": "unknown", "override": "with_reasons",
        "budget": "organisation", "who_plans": "joint", "who_delivers": "professionals",
        "professional_role": "substantial", "functions": ["co_design"],
        "initiator": "public_body", "claimed_labels": ["co_design"],
    },
    "evidence": {"dialogue": "documented", "information": "documented"},
    "claimed_rung": 6,
    "intended_rung": 5,
}  # fmt: skip
PLACED = {
    "id": "a1",
    "placement": {
        "low": 4, "high": 5, "trap": None, "possible_traps": [], "otherwise": {"low": 4, "high": 5},
    },
    "documented": {"low": 1, "high": 8},
    "cautions": ["hand_picked"],
    "next": {
        "target": 5,
        "reaches": 5,
        "changes": [{"item": "decision_rule", "from": "unknown", "to": "advised"}],
    },
    "claimed_gap": {"low": 1, "high": 2},
    "typology": {
        "cell": "co_planned_provision",
        "kind": "co_production",
        "functions": {"co_commissioning": ["co_design"], "co_delivery": []},
        "citizen_role": "co_designer",
        "rhetoric": [],
    },
}  # fmt: skip


def test_the_example_of_the_format() -> None:
    done = place(PANEL)
    assert done.code == 0
    assert done.records == [PLACED]
    assert list(done.records[0]) == list(PLACED), "keys in the order of the format"
    assert done.errors == []


def test_the_example_explained() -> None:
    (record,) = place(PANEL, options=("--explain",)).records
    assert {key: record[key] for key in PLACED} == PLACED
    assert record["rests_on"] == ["seats"]
    assert record["narrowing"] == ["decision_rule"]
    assert [reason["rung"] for reason in record["reasons"]] == [3, 4, 5, 6, 7, 8]
    states = {gate["state"] for reason in record["reasons"] for gate in reason["gates"]}
    assert states == {"met", "unmet", "undecided"}
    gate = record["reasons"][2]["gates"][1]
    assert gate == {
        "any": ["decision_rule >= advised", "seats >= minority"],
        "state": "undecided",
        "answers": {"decision_rule": "unknown", "seats": "advisory"},
    }


@pytest.mark.parametrize(
    ("options", "first"), [((), False), (("--definition", "activity-v1"), True)]
)
def test_the_published_cases_come_out_as_expected(options: tuple[str, ...], first: bool) -> None:
    records = [
        {k: c[k] for k in ("id", "answers", "evidence", "claimed_rung") if k in c} for c in CASES
    ]
    done = place(*records, options=("--explain", *options))
    assert done.code == 0
    assert done.ids == [case["id"] for case in CASES]
    for record, case in zip(done.records, CASES, strict=True):
        expected = {**case["expected"], **(case.get("expected_v1", {}) if first else {})}
        assert {key: record[key] for key in expected} == expected, case["id"]


def test_what_the_first_version_did_not_offer_is_wrong_by_it_alone() -> None:
    line = activity(benefit="neither", initiator="company")
    assert place(line).code == 0
    done = place(line, options=("--definition", "activity-v1"))
    assert done.code == 1
    assert [error.split(": ")[1] for error in done.errors] == ["benefit", "initiator"]


def test_rules_that_there_are_not_are_named_with_those_there_are() -> None:
    done = place(activity(), options=("--definition", "activity-v9"))
    assert done.code == 1
    assert done.errors == ["Error: no rules are called activity-v9; try activity-v2, activity-v1"]


def test_input_order_is_kept_and_repeats_are_placed_again() -> None:
    lines = [{**WHOLE, "id": name} for name in "cabac"]
    done = place(*lines)
    assert done.ids == list("cabac")
    assert done.code == 0


def test_a_bad_line_gives_no_output_and_the_others_are_placed() -> None:
    done = place({**WHOLE, "id": "1"}, "{", {**WHOLE, "id": "3"}, {"id": "4"}, {**WHOLE, "id": "5"})
    assert done.ids == ["1", "3", "5"]
    assert done.code == 1
    assert [error.split(": ")[0] for error in done.errors] == ["line 2", "line 4"]


def test_all_errors_of_a_line_are_reported() -> None:
    done = place(
        {
            "id": "",
            "answers": {"seats": "many", "bogus": "x", "functions": ["x", "unknown", "x"]},
            "evidence": {"seats": "sure"},
            "claimed_rung": 9,
            "extra": 1,
        }
    )
    items = [error.split(": ")[1] for error in done.errors]
    assert sorted(set(items)) == sorted(
        {"id", "seats", "bogus", "functions", "evidence.seats", "claimed_rung", "extra"}
    )
    assert all(error.startswith("line 1: ") and "expected" in error for error in done.errors)
    assert done.out == ""


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("[]", "line"),
        ('"text"', "line"),
        ("null", "line"),
        ("{", "line"),
        ("{} {}", "line"),
        ("{'id': 1}", "line"),
        (b'{"id": "\xff", "answers": {}}', "line"),
        ('{"id": "a", "answers": {"seats": NaN}}', "line"),
        ('{"id": "a", "answers": ' + "[" * 100_000, "line"),
        ('{"id": "' + "x" * 1_000_001 + '", "answers": {}}', "line"),
        ({"answers": {}}, "id"),
        ({"id": "", "answers": {}}, "id"),
        ({"id": 1, "answers": {}}, "id"),
        ({"id": None, "answers": {}}, "id"),
        ({"id": ["a"], "answers": {}}, "id"),
        ({"id": "a"}, "answers"),
        ({"id": "a", "answers": None}, "answers"),
        ({"id": "a", "answers": []}, "answers"),
        ({"id": "a", "answers": "seats"}, "answers"),
        ({"id": "a", "answers": {}, "notes": ""}, "notes"),
        ({"id": "a", "answers": {}, "ID": "a"}, "ID"),
        ({"id": "a", "answers": {}, "name": 1}, "name"),
        (activity(bogus="x"), "bogus"),
        (activity(name="x"), "name"),
        (activity(claimed_rung="4"), "claimed_rung"),
        (activity(seats="bogus"), "seats"),
        (activity(seats=""), "seats"),
        (activity(seats=" all"), "seats"),
        (activity(seats="All"), "seats"),
        (activity(seats=["all"]), "seats"),
        (activity(seats=1), "seats"),
        (activity(seats=True), "seats"),
        (activity(seats={}), "seats"),
        (activity(functions="co_design"), "functions"),
        (activity(functions="none"), "functions"),
        (activity(functions=["none"]), "functions"),
        (activity(functions=["co_design", "bogus"]), "functions"),
        (activity(functions=["co_design", "unknown"]), "functions"),
        (activity(functions=["unknown", "unknown"]), "functions"),
        (activity(functions=["co_design", "co_design"]), "functions"),
        (activity(functions=["co_design", None]), "functions"),
        (activity(functions=[["co_design"]]), "functions"),
        (activity(functions={"co_design": 1}), "functions"),
        ({**WHOLE, "claimed_rung": 9}, "claimed_rung"),
        ({**WHOLE, "claimed_rung": -1}, "claimed_rung"),
        ({**WHOLE, "claimed_rung": "6"}, "claimed_rung"),
        ({**WHOLE, "claimed_rung": 6.0}, "claimed_rung"),
        ({**WHOLE, "claimed_rung": True}, "claimed_rung"),
        ({**WHOLE, "intended_rung": 10**30}, "intended_rung"),
        ({**WHOLE, "evidence": []}, "evidence"),
        ({**WHOLE, "evidence": {"bogus": "documented"}}, "evidence.bogus"),
        ({**WHOLE, "evidence": {"seats": "sure"}}, "evidence.seats"),
        ({**WHOLE, "evidence": {"seats": 1}}, "evidence.seats"),
        ({**WHOLE, "evidence": {"seats": ["documented"]}}, "evidence.seats"),
        ('{"id": "a", "id": "b", "answers": {}}', "id"),
        ('{"id": "a", "answers": {"seats": "all", "seats": "none"}}', "seats"),
        ('{"id": "a", "answers": {}, "evidence": {"seats": "asserted", "seats": "x"}}', "seats"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_error(line: object, item: str) -> None:
    done = place(WHOLE, line, WHOLE)
    assert done.ids == ["a1", "a1"]
    assert done.code == 1
    assert done.errors
    for error in done.errors:
        assert error.startswith(f"line 2: {item}: expected"), error
        assert len(error) < 400


@pytest.mark.parametrize("value", [None, "unknown"])
def test_what_counts_as_unanswered(value: str | None) -> None:
    silent = place({"id": "a", "answers": {}}).records
    assert place({"id": "a", "answers": {"seats": value, "functions": value}}).records == silent
    rungs = {"claimed_rung": value, "intended_rung": value, "name": None, "evidence": None}
    assert place({"id": "a", "answers": {}, **rungs}).records == silent
    assert place({"id": "a", "answers": {"functions": ["unknown"]}}).records == silent


def test_none_of_these_is_an_answer() -> None:
    (record,) = place(activity(functions=[])).records
    assert record["typology"]["functions"] == {"co_commissioning": [], "co_delivery": []}
    (record,) = place(activity()).records
    assert record["typology"]["functions"] is None


def test_evidence_left_out_counts_as_asserted() -> None:
    said = {"information": "none", "dialogue": "none", "decision_rule": "organisation"}
    bare, asserted, shown = place(
        activity(**said),
        {**activity(**said), "evidence": dict.fromkeys(said, "asserted")},
        {**activity(**said), "evidence": dict.fromkeys(said, "confirmed_by_participants")},
    ).records
    assert bare == asserted
    assert bare["documented"] == {"low": 0, "high": 8}
    assert shown["placement"]["high"] < 8
    assert shown["documented"] == {k: shown["placement"][k] for k in ("low", "high")}


def test_evidence_on_an_unanswered_item_is_ignored() -> None:
    plain = place(activity()).records
    assert place({**activity(), "evidence": {"seats": "documented"}}).records == plain
    assert place({**activity(), "evidence": {"seats": None}}).records == plain


def test_blank_lines_are_passed_over_and_counted() -> None:
    done = place("", WHOLE, "   ", "\t", "{", "", WHOLE)
    assert done.ids == ["a1", "a1"]
    assert [error.split(": ")[0] for error in done.errors] == ["line 5"]


def test_a_byte_order_mark_and_other_line_ends_are_read() -> None:
    text = json.dumps(WHOLE).encode()
    assert run("place", "-", given=b"\xef\xbb\xbf" + text).ids == ["a1"]
    assert place(WHOLE, WHOLE, ending="\r\n").ids == ["a1", "a1"]
    assert run("place", "-", given=text + b"\n" + text).ids == ["a1", "a1"], (
        "no line end at the end"
    )


def test_a_mark_in_the_middle_is_an_error() -> None:
    assert place(WHOLE, b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()).code == 1


def test_nothing_in_gives_nothing_out() -> None:
    done = run("place", "-", given=b"")
    assert (done.code, done.out, done.errors) == (0, "", [])


def test_ids_come_back_as_they_were() -> None:
    names = ["Ŵynne", "🎈", "a\\nb", 'quote"', "\u2028", "0", " "]
    assert place(*({**WHOLE, "id": name} for name in names)).ids == names


def test_an_id_that_no_text_can_hold_is_an_error() -> None:
    done = place('{"id": "\\ud800", "answers": {}}', WHOLE)
    assert done.ids == ["a1"]
    assert done.code == 1
    assert done.errors[0].startswith("line 1: ")


def test_what_stands_in_a_file_cannot_act_on_the_terminal() -> None:
    done = place('{"id": "a", "answers": {"\\u001b[31mred\\nline 9: x": "y"}}')
    (error,) = done.errors
    assert "\x1b" not in error
    assert error.startswith("line 1: ")


def test_individual_level_changes_nothing_in_the_file() -> None:
    alone, group = place(activity(level="individual"), activity(level="group")).records
    assert alone["placement"] == group["placement"]


def test_next_is_null_at_the_top() -> None:
    top = {
        "purpose": "enable", "decision_stage": "unframed", "information": "commissioned",
        "dialogue": "ongoing", "seats": "all", "decision_rule": "community", "override": "never",
        "ground_rules": "agreed_and_written", "budget": "own", "management": "community",
        "accountability": "direct",
    }  # fmt: skip
    (record,) = place({**activity(**top), "claimed_rung": 0}).records
    assert record["next"] is None
    assert record["claimed_gap"] == {"low": -8, "high": -8}
