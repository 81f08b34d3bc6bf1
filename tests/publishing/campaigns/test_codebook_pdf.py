"""The codebook in print: each question and answer in its exact words, for everyone to read."""

import re
from datetime import date
from pathlib import Path

import pdfua
import pytest

from ladder_assess.core.instruments.wave import RESPONDENTS, Wave
from ladder_assess.publishing.campaigns.codebook_pdf import codebook_html, codebook_pdf
from ladder_assess.publishing.campaigns.survey_text import Survey, survey_of
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.files.printed import style_of
from ladder_assess.publishing.plan.pdf import print_environment
from tests.publishing.condition_plans import instrument
from tests.publishing.page_faults import faults
from tests.publishing.plans import FONTS, HOSTILE, TEMPLATES


def survey(identity: str, subject: str = "") -> Survey:
    wave = Wave(1, identity, 1, False, RESPONDENTS, subject, "2026-04-01", by_row=True)
    return survey_of(wave, instrument(identity), date(2026, 5, 4), Speech())


SURVEYS = {
    "groups": survey("engagement-process", "Buses"),
    "several answers": survey("officer-survey"),
    "hostile words": survey("engagement-process", HOSTILE),
}


@pytest.mark.parametrize("name", SURVEYS)
def test_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "codebook.pdf"
    file.write_bytes(codebook_pdf(SURVEYS[name], print_environment(TEMPLATES), FONTS))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


@pytest.mark.parametrize("name", SURVEYS)
def test_no_page_has_a_fault(name: str) -> None:
    environment = print_environment(TEMPLATES)
    html = codebook_html(SURVEYS[name], environment)
    style = "".join(
        style_of(environment, each)
        for each in ("plan/print/plan.css", "campaigns/print/report.css")
    )
    assert faults(lay_out(html, style, FONTS).pages) == []


@pytest.mark.parametrize("name", SURVEYS)
def test_each_column_has_its_question_and_each_answer_its_number(name: str) -> None:
    html = re.sub(r"\s+", " ", codebook_html(SURVEYS[name], print_environment(TEMPLATES)))
    plain = html.replace("&#39;", "'").replace("&#34;", '"')
    for variable in SURVEYS[name].variables:
        told = plain.partition(f"<h3><code>{variable.name}</code></h3>")[2].partition("</table>")[0]
        assert variable.ask in told
        assert variable.option_text in told
        for code in variable.codes:
            assert f'<td class="codes__number">{code.number}</td>' in told
            assert f"<code>{code.id}</code>" in told
            assert code.text in told
    assert "<script" not in html
