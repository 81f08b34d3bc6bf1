"""Who was not asked a question has a code and a word of their own in every file of answers."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyreadstat

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.codebook import LEFT_OUT, SKIPPED, not_asked
from ladder_assess.core.campaigns.open_data import in_open
from ladder_assess.core.instruments.group_counts import GroupCounts
from ladder_assess.core.instruments.group_scores import counted_result
from ladder_assess.core.instruments.response import ResponseReader
from ladder_assess.core.instruments.scoring import DimensionScore, Scorer
from ladder_assess.publishing.campaigns.answer_tables import answers_sav
from ladder_assess.publishing.campaigns.answer_text import answers_csv, answers_jsonl
from ladder_assess.publishing.campaigns.codebook_files import codebook_record, codebook_rows
from ladder_assess.publishing.campaigns.open_data_tables import LICENCES, Publication, open_tables
from ladder_assess.publishing.campaigns.survey_text import MARK, Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.storage.common.record_files import of_responses, read_records
from tests.core.skipping import SKIPPING

SURVEY = Survey("A survey", SKIPPING, short=False, made_on=date(2026, 11, 30))
SPEECH = Speech()
ROWS = [
    AnswerRow(1, "", 1, {"volunteers": "no", "more": "yes"}),
    AnswerRow(2, "", 1, {"volunteers": "yes", "kinds": ("run",), "thanked": "agree"}),
]
FARING = ("thanked", "trained", "heard")


def test_whoever_was_not_asked_is_told_from_whoever_left_it_out() -> None:
    assert not_asked(SKIPPING, ROWS[0], short=False) == {*FARING, "start", "first"}
    assert not_asked(SKIPPING, ROWS[1], short=False) == {"first"}
    earlier = replace(ROWS[0], version=0)
    assert not not_asked(SKIPPING, earlier, short=False), "then it may have been otherwise"


def test_files_of_text_say_so_in_a_word_and_are_scored_as_before() -> None:
    text = "".join(answers_csv(SURVEY, ROWS)).removeprefix(MARK)
    first, second = csv.DictReader(io.StringIO(text))
    assert [first[name] for name in (*FARING, "kinds")] == ["not_asked"] * 3 + [""]
    assert [second[name] for name in (*FARING, "first")] == ["agree", "", "", "not_asked"]
    lines = "".join(answers_jsonl(SURVEY, ROWS))
    assert json.loads(lines.splitlines()[0])["answers"]["heard"] == "not_asked"
    reader, scorer = ResponseReader(SKIPPING), Scorer(SKIPPING)
    layout = of_responses(SKIPPING.items, reader.columns)
    for written in (text, lines):
        found = read_records(io.BytesIO(written.encode()), layout)
        answers = [reader.read(record) for _, record in found]
        assert [dict(each.answers) for each in answers] == [dict(row.values) for row in ROWS]
        scores = [scorer.score(each).dimensions["care"] for each in answers]
        assert scores == [DimensionScore(None, 0, 0), DimensionScore(None, 1, 3)]


def test_an_answer_to_what_somebody_is_not_asked_is_in_no_score() -> None:
    answers = dict.fromkeys(FARING, "agree")
    reader, scorer = ResponseReader(SKIPPING), Scorer(SKIPPING)
    for said, expected in (("yes", (75.0, 3, 3)), ("no", (None, 0, 0)), ("unknown", (None, 0, 0))):
        response = reader.read({"id": "a", "answers": {"volunteers": said, **answers}})
        assert scorer.score(response).dimensions["care"] == DimensionScore(*expected)


def test_the_file_for_spss_has_a_missing_code_for_it(tmp_path: Path) -> None:
    file = tmp_path / "answers.sav"
    answers_sav(file, SURVEY, ROWS, SPEECH)
    table, told = pyreadstat.read_sav(file, user_missing=True)
    assert list(table["heard"]) == [SKIPPED, LEFT_OUT]
    assert told.missing_ranges["heard"] == [{"lo": LEFT_OUT, "hi": SKIPPED}]
    assert told.variable_value_labels["heard"][SKIPPED].startswith("Not asked")
    counted, _ = pyreadstat.read_sav(file)
    assert counted["heard"].isna().all()


def test_codebooks_say_of_whom_a_question_is_asked() -> None:
    rows = {name: (asked, codes) for name, asked, codes in codebook_rows(SURVEY, SPEECH)}
    only = "Only for those who answered “Yes” to “Volunteers”."
    assert rows["heard"][0] == f"Volunteers are heard. ({only})"
    assert f"{SKIPPED} = Not asked, because of an answer to an earlier question" in rows["heard"][1]
    record = codebook_record(SURVEY, SPEECH)
    assert str(SKIPPED) in record["missing"]
    assert {c["name"]: c["only_for"] for c in record["columns"]}["heard"] == only


def test_shares_are_of_those_who_were_asked_and_open_data_say_of_whom() -> None:
    counts = GroupCounts()
    for place in range(8):
        said = "yes" if place % 2 else "no"
        faring = {"thanked": "agree"} if place % 2 else {}
        counts.take_in([{"volunteers": said, **faring}] * 5)
    result = counted_result(SKIPPING, "", counts, short=False)
    assert (result.told["volunteers"].people, result.told["thanked"].people) == (40, 20)
    open_result = in_open(SKIPPING, result, short=False)
    assert open_result is not None
    publication = Publication(SURVEY, "A council", LICENCES["cc0"], "", "", {"": open_result})
    tables = {table.name: table for table in open_tables(publication, SPEECH)}
    asked = {row[0]: row[-1] for row in tables["questions"].rows}
    assert list(tables["questions"].columns)[-1] == "only_for"
    assert (asked["volunteers"], str(asked["heard"])[:8]) == ("", "Only for")
    percents = {row[1]: row[2:] for row in tables["answers"].rows}
    assert percents["thanked.agree"] == (20, 20, 100)
