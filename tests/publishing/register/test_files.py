"""A register that is exported is imported as it is: nothing changes, whatever was typed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import (
    AGREED,
    DRAFT,
    SUBMITTED,
    ActivityRecord,
    Value,
)
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.common.legible import CONTROLS
from ladder_assess.core.common.shortening import one_line
from ladder_assess.core.common.spreadsheet_cells import ACTS, plain_cell, typed_cell
from ladder_assess.core.placement.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from ladder_assess.core.register.cells import is_null, tidy
from ladder_assess.core.register.columns import Headings, register_columns
from ladder_assess.core.register.export import Entry, number_in, with_ids
from ladder_assess.core.register.identity import id_key
from ladder_assess.core.register.importing import SAME, plan_row
from ladder_assess.core.register.reading import read_headings
from ladder_assess.core.register.rows.reader import RowReader
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.register.files import register_csv, register_workbook
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.storage.register.tables import read_table
from tests.support.command import rules

RULES = rules()
QUESTIONNAIRE = RULES.definitions.questionnaire
TAG = "abcdefgh"
COLUMNS = register_columns(QUESTIONNAIRE)
# What a form lets through: nothing that cannot be shown, and no spaces around it.
LETTERS = st.characters(codec="utf-8").filter(lambda c: not CONTROLS.match(c))
# What spreadsheets could take for escapes, two of which may share a line.
ESCAPES = st.lists(
    st.sampled_from(["_x0041_", "x0042_", "_x005F_", "_x000d", "_", " ", "y"]), max_size=12
)
TEXTS = ESCAPES.map("".join).map(str.strip) | st.builds(
    "".join,
    st.tuples(
        st.sampled_from(
            ["", "'", "''", "=", "+", "-", "@", " =", "'=", "＝", "\u00a0", "“", "1", "0"]
        ),
        st.text(LETTERS | st.sampled_from(list("'\"=,;\t\n\r \u00a0\u200b")), max_size=12),
    ),
).map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").strip())


def _values(item: Item) -> st.SearchStrategy[Value]:
    known: dict[str, st.SearchStrategy[Value]] = {
        "one": st.sampled_from([*item.option_ids, UNKNOWN]),
        "many": st.sets(st.sampled_from(item.option_ids or ("",))).map(
            lambda chosen: tuple(option for option in item.option_ids if option in chosen)
        )
        | st.just(UNKNOWN),
        "rung": st.integers(0, 8).map(str) | st.just(UNKNOWN),
        "number": st.integers(0, item.limit).map(str),
        "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
        # As a field of one line takes it.
        "text": TEXTS.map(one_line).filter(bool),
    }
    return known.get(item.answer, TEXTS.filter(bool))


VALUES = st.fixed_dictionaries(
    {}, optional={item.id: _values(item) for item in QUESTIONNAIRE.items.values()}
)
BACKING = st.builds(
    Backing,
    st.sampled_from(EVIDENCE_STRENGTHS),
    TEXTS,
    st.sampled_from(["", "https://example.org/=1"]),
)
DRAFTS = st.builds(
    ActivityRecord,
    number=st.just(0),
    path=st.just("quick"),
    values=VALUES,
    backing=st.dictionaries(st.sampled_from(list(QUESTIONNAIRE.coded)), BACKING, max_size=4),
    # As an import keeps them: what stands for nothing is no id.
    register_id=TEXTS.map(tidy).map(id_key).filter(lambda text: not is_null(text)),
    state=st.sampled_from([DRAFT, SUBMITTED, AGREED]),
)


def entries(records: Iterable[ActivityRecord]) -> list[Entry]:
    return [Entry(d, partial(assess_record, RULES, d)) for d in with_ids(records, TAG)]


def as_csv(records: Iterable[ActivityRecord]) -> bytes:
    return "".join(register_csv(entries(records), QUESTIONNAIRE, Speech())).encode()


def as_workbook(records: Iterable[ActivityRecord]) -> bytes:
    out = BytesIO()
    named = ("List", date(2026, 5, 4))
    register_workbook(out, entries(records), QUESTIONNAIRE, Speech(), named)
    return out.getvalue()


def kinds(content: bytes, records: list[ActivityRecord]) -> list[str]:
    """What importing a file into a list would do to each activity."""
    known = Headings(COLUMNS)
    table = read_table(content, known)
    reading = read_headings(table.headings, known, filled=[True] * len(table.headings))
    assert reading.settled
    which = [COLUMNS[name] if name else None for name in reading.columns]
    reader = RowReader(QUESTIONNAIRE, table.headings, which)
    found = []
    for row in table.rows:
        said = reader.read(row.cells, row.wrong)
        number = number_in(said.id, TAG)
        there = [d for d in records if number == d.number or said.id == id_key(d.register_id)]
        found.append(plan_row(said, there, "v1", "id").kind)
    return found


@pytest.mark.parametrize("export", [as_csv, as_workbook])
@settings(max_examples=60, deadline=None)
@given(drawn=st.lists(DRAFTS, min_size=1, max_size=3, unique_by=lambda d: d.register_id))
def test_importing_an_export_changes_nothing(
    export: Callable[[Iterable[ActivityRecord]], bytes], drawn: list[ActivityRecord]
) -> None:
    records = [replace(record, number=place) for place, record in enumerate(drawn, start=1)]
    assert kinds(export(records), records) == [SAME] * len(records)


@pytest.mark.parametrize("export", [as_csv, as_workbook])
@pytest.mark.parametrize("said", ["_x005F_x0041_ y", "a_x0041_x0042_", "_x0041_", "x_x000D_x000A_"])
def test_what_looks_like_an_escape_is_an_id_and_a_name_as_typed(
    export: Callable[[Iterable[ActivityRecord]], bytes], said: str
) -> None:
    record = ActivityRecord(1, "quick", values={"name": said}, register_id=id_key(said))
    assert kinds(export([record]), [record]) == [SAME]


@given(TEXTS | st.text())
def test_an_apostrophe_is_put_before_what_acts_and_taken_away_again(text: str) -> None:
    shown = str(plain_cell(text))
    assert not shown.lstrip(" \u00a0").startswith(ACTS)
    assert typed_cell(shown) == text
    assert shown.replace("'", "") == text.replace("'", ""), "of all else nothing changes"


def test_an_id_of_another_list_is_none_of_this() -> None:
    (record,) = with_ids([ActivityRecord(7, "quick")], TAG)
    assert number_in(record.register_id, TAG) == 7
    assert number_in(record.register_id, "other") is None
    for other in ("", "7", f"list-{TAG}-", f"list-{TAG}-x", f"list-{TAG}-٧"):
        assert number_in(other, TAG) is None
    (kept,) = with_ids([ActivityRecord(7, "quick", register_id="r7")], TAG)
    assert kept.register_id == "r7"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    from openpyxl import load_workbook

    long = ActivityRecord(1, "quick", values={"name": "x" * 40_000})
    sheet: Any = load_workbook(BytesIO(as_workbook([long])))["Activities"]
    assert sheet["B2"].value.endswith("x […]")
