"""A survey on paper: every question and answer with its number and a box, for everyone to read."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua
import pytest

from ladder_assess.core.campaigns.campaign import Campaign, Settings
from ladder_assess.core.campaigns.course import OPENED
from ladder_assess.core.campaigns.report import Asked
from ladder_assess.core.instruments.wave import RESPONDENTS, Wave
from ladder_assess.core.people.consent_texts import ANSWER_ROWS
from ladder_assess.publishing.campaigns.paper_pdf import (
    STYLES,
    Paper,
    paper_html,
    paper_pdf,
    sheets,
)
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.files.printed import style_of
from ladder_assess.publishing.plan.pdf import print_environment
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load
from tests.core.skipping import SKIPPING
from tests.publishing.condition_plans import instrument
from tests.publishing.page_faults import faults
from tests.publishing.plans import FONTS, HOSTILE, TEMPLATES

CONSENT = load(CHECKOUT / "questionnaires").consent.purposes[ANSWER_ROWS]


def paper(identity: str, words: str = "", *, short: bool = False) -> Paper:
    wave = Wave(1, identity, 1, short, RESPONDENTS, words, "2026-04-01", by_row=True)
    settings = Settings(title=words, introduction=words, contact=words, comments=True)
    asked = Asked(Campaign(OPENED, settings), words or "The panel", {})
    return Paper(asked, wave, instrument(identity), CONSENT, date(2026, 5, 4))


PAPERS = {
    "groups": paper("engagement-process"),
    "several answers": paper("officer-survey"),
    "poles": paper("orientation"),
    "short": paper("principles", short=True),
    "hostile words": paper("principles", HOSTILE),
    "questions for some": replace(paper("orientation"), instrument=SKIPPING),
}


@pytest.mark.parametrize("name", PAPERS)
def test_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper_pdf(PAPERS[name], print_environment(TEMPLATES), FONTS))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_has_a_fault(name: str) -> None:
    environment = print_environment(TEMPLATES)
    html = paper_html(PAPERS[name], environment)
    style = "".join(style_of(environment, each) for each in STYLES)
    assert faults(lay_out(html, style, FONTS).pages) == []


@pytest.mark.parametrize("name", PAPERS)
def test_each_group_has_its_questions_once_with_a_box_for_each_answer(name: str) -> None:
    html = re.sub(r"\s+", " ", paper_html(PAPERS[name], print_environment(TEMPLATES)))
    parts = html.split('<section class="paper')[1:]
    printed = list(sheets(PAPERS[name]))
    assert len(parts) == len(printed)
    for part, sheet in zip(parts, printed, strict=True):
        items = [item for page in sheet.pages for item in page.items]
        assert re.findall(r'class="asked">(\d+)\.', part) == [str(n + 1) for n in range(len(items))]
        assert part.count('class="box"') == sum(len(item.options) for item in items)
        assert "Write no name on the sheet" in part
        assert "Do you want to say anything else?" in part
    assert "<script" not in html
