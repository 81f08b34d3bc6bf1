"""Files of answers: each says the same as every other, and what was answered comes back out."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.codebook import (
    DONT_KNOW,
    LEFT_OUT,
    MISSING,
    NOT_OFFERED,
    group_codes,
)
from ladder_assess.core.campaigns.weights.weighting import weigher
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.response import ResponseReader
from ladder_assess.core.questionnaire.answers import possible_answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.publishing.campaigns.answer_tables import answers_sav, answers_workbook
from ladder_assess.publishing.campaigns.answer_text import answers_csv, answers_jsonl
from ladder_assess.publishing.campaigns.codebook_files import (
    codebook_csv,
    codebook_record,
    codebook_rows,
    texts_of,
)
from ladder_assess.publishing.campaigns.margins_text import margins_text
from ladder_assess.publishing.campaigns.survey_text import MARK, Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.common.record_files import of_responses, read_records
from ladder_assess.storage.questionnaire.definitions import load

INSTRUMENTS = load(CHECKOUT / "questionnaires").instruments
DAY = date(2026, 11, 30)


def survey(name: str, *, short: bool = False, title: str = "A survey") -> Survey:
    return Survey(title, INSTRUMENTS[name], short, DAY)


@st.composite
def answered(draw: st.DrawFn, instrument: Instrument) -> list[AnswerRow]:
    """What up to four people answered, in one of the groups each."""
    rows = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        form = draw(st.sampled_from(instrument.form_ids or ("",)))
        values: dict[str, Value] = {}
        for item in instrument.asked(form):
            answers = (None, UNKNOWN, *possible_answers(item))
            answer = draw(st.sampled_from(answers))
            if answer is not None:
                values[item.id] = answer
        rows.append(AnswerRow(number, form, instrument.version, values))
    return rows


def known(row: AnswerRow) -> dict[str, Value]:
    return {item: value for item, value in row.values.items() if value != UNKNOWN}


@pytest.mark.parametrize("name", ["officer-survey", "engagement-process"])
def test_both_files_of_text_are_what_scores_are_worked_out_from(name: str) -> None:
    """`ladder-assess score` reads them, so the answers of any survey can be scored again."""
    of = survey(name)
    reader = ResponseReader(of.instrument)
    layout = of_responses(of.instrument.items, reader.columns)

    @settings(max_examples=15, deadline=None)
    @given(answered(of.instrument))
    def check(rows: list[AnswerRow]) -> None:
        for write in (answers_csv, answers_jsonl):
            text = "".join(write(of, rows))
            if write is answers_jsonl and not rows:
                assert text == ""
                continue
            read = [
                reader.read(record)
                for _line, record in read_records(io.BytesIO(text.encode()), layout)
            ]
            assert [response.id for response in read] == [str(row.number) for row in rows]
            assert [response.form for response in read] == [row.form for row in rows]
            assert [dict(response.answers) for response in read] == [known(row) for row in rows]

    check()


@pytest.mark.parametrize("name", ["officer-survey", "engagement-process", "orientation"])
def test_the_file_for_spss_says_what_was_answered_and_what_is_missing(
    name: str, tmp_path: Path
) -> None:
    of, speech = survey(name), Speech()
    groups = {code.id: code.number for code in group_codes(of.instrument)}

    @settings(max_examples=10, deadline=None)
    @given(answered(of.instrument))
    def check(rows: list[AnswerRow]) -> None:
        path = tmp_path / "answers.sav"
        answers_sav(path, of, rows, speech)
        found, told = pyreadstat.read_sav(path, user_missing=True)
        columns = [name for name, _, _ in codebook_rows(of, speech)]
        assert list(found.columns) == columns
        for row, (_, line) in zip(rows, found.iterrows(), strict=True):
            assert line["number"] == row.number
            assert line["version"] == of.instrument.version
            assert not groups or line["form"] == groups[row.form]
            assert all(line[v.name] == v.number(row.values) for v in of.variables)
        labels = told.variable_value_labels
        for variable in of.variables:
            texts = texts_of(variable, speech)
            assert texts.items() <= {int(k): v for k, v in labels[variable.name].items()}.items()
            assert {LEFT_OUT, DONT_KNOW, NOT_OFFERED} <= {int(k) for k in labels[variable.name]}
            assert variable.ask in (told.column_names_to_labels[variable.name] or "")
            spans = told.missing_ranges[variable.name]
            assert spans == [dict(zip(("lo", "hi"), MISSING, strict=True))]
        # To whoever does not ask for them, they are no numbers.
        plain, _ = pyreadstat.read_sav(path)
        for row, (_, line) in zip(rows, plain.iterrows(), strict=True):
            for v in of.variables:
                counts = not MISSING[0] <= v.number(row.values) <= MISSING[1]
                assert (line[v.name] == line[v.name]) == counts

    check()


def test_a_workbook_holds_the_same_numbers_and_says_what_they_mean(tmp_path: Path) -> None:
    of, speech = survey("officer-survey", title="=1+1"), Speech()
    instrument = of.instrument
    values = {i.id: next(iter(possible_answers(i))) for i in instrument.asked()}
    rows = [AnswerRow(1, "", 1, values), AnswerRow(2, "", 1, {})]
    path = tmp_path / "answers.xlsx"
    with path.open("wb") as out:
        answers_workbook(out, of, rows, speech)
    book = load_workbook(path)
    answers, told = book["Answers"], book["Codebook"]
    head, *lines = answers.iter_rows(values_only=True)
    assert list(head) == [name for name, _, _ in codebook_rows(of, speech)]
    for row, line in zip(rows, lines, strict=True):
        assert line == (row.number, 1, *(v.number(row.values) for v in of.variables))
    meanings = list(told.iter_rows(min_row=2, values_only=True))
    assert [str(name) for name, _, _ in meanings] == list(head)
    assert not any(cell.data_type == "f" for page in book for line in page for cell in line)


def test_the_codebook_says_each_question_and_each_answer_in_its_exact_words() -> None:
    of, speech = survey("engagement-process"), Speech()
    record = json.loads(json.dumps(codebook_record(of, speech)))
    text = "".join(codebook_csv(of, speech)).removeprefix(MARK)
    lines = {row["column"]: row for row in csv.DictReader(io.StringIO(text))}
    assert [column["name"] for column in record["columns"]] == [v.name for v in of.variables]
    for item in of.instrument.items.values():
        (column,) = (c for c in record["columns"] if c["item"] == item.id)
        assert column["question"] == item.ask
        assert [code["id"] for code in column["codes"]] == list(item.option_ids)
        assert all(option.text in lines[item.id]["answers"] for option in item.options)
    assert [group["id"] for group in record["groups"]] == list(of.instrument.form_ids)


def test_a_short_form_has_no_column_for_what_it_does_not_ask() -> None:
    name = next(name for name, found in INSTRUMENTS.items() if found.has_short_form)
    full, short = survey(name), survey(name, short=True)
    assert len(short.variables) < len(full.variables)
    head = next(iter(answers_csv(short, [])))
    assert len(head.split(",")) == 2 + len(short.variables)


def test_tables_have_what_each_person_weighs_and_the_codebook_says_by_what(tmp_path: Path) -> None:
    of, speech = INSTRUMENTS["officer-survey"], Speech()
    said = ["yes"] * 3 + ["no"]
    rows = [AnswerRow(at, "", 1, {"strategy": each}) for at, each in enumerate(said, start=1)]
    shares = {"strategy": {"yes": 50, "no": 50, "unsure": 0}}
    weighed = replace(
        survey("officer-survey"),
        weighed_by="; ".join(margins_text(of, shares, speech)),
        weigher=weigher(of, rows, shares),
    )
    weights = [2 / 3, 2 / 3, 2 / 3, 2]
    out = io.BytesIO()
    answers_workbook(out, weighed, rows, speech)
    head, *lines = load_workbook(out)["Answers"].iter_rows(values_only=True)
    assert [line[head.index("weight")] for line in lines] == pytest.approx(weights)
    file = tmp_path / "answers.sav"
    answers_sav(file, weighed, rows, speech)
    frame, about = pyreadstat.read_sav(file)
    assert list(frame["weight"]) == pytest.approx(weights)
    assert "Weighed by: A policy: Yes 50 %" in (about.column_names_to_labels["weight"] or "")
    assert "weight" in "".join(codebook_csv(weighed, speech))
    assert "weight" not in "".join(answers_csv(weighed, rows)), "which is read by `score`"
    assert "weight" not in [name for name, _, _ in codebook_rows(survey("officer-survey"), speech)]
