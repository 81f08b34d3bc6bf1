"""The report of a campaign: what it says, in which order, and that everyone can read it."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.campaign import Campaign, Settings
from ladder_assess.core.campaigns.course import CLOSED
from ladder_assess.core.campaigns.report import Asked
from ladder_assess.core.campaigns.weights.weighted_groups import weighted_groups
from ladder_assess.core.instruments.group_scores import group_result
from ladder_assess.core.instruments.wave import RESPONDENTS, Wave
from ladder_assess.core.plan.strand import Round, Strand
from ladder_assess.core.points_of_view.fives import GivenPage
from ladder_assess.publishing.campaigns.report_pdf import report_html, report_pdf, report_style
from ladder_assess.publishing.campaigns.report_view import Reported
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.plan.pdf import print_environment
from tests.publishing.condition_plans import instrument
from tests.publishing.page_faults import faults
from tests.publishing.plans import FONTS, HOSTILE, TEMPLATES, UNBROKEN, questionnaire, sources

DAY = date(2026, 5, 4)
SETTINGS = Settings(opens_at=1_775_000_000, closes_at=1_777_000_000)
RUN, POLICY, USE = "service_provider", "policymaker", "service_user"


@cache
def words() -> Words:
    return Words(questionnaire(), sources())


@cache
def environment() -> Any:
    return print_environment(TEMPLATES)


def asked(identity: str, number: int, people: Mapping[str, int]) -> Round:
    """A round in which people agree more with some things than with others; some leave them out."""
    of, chance, groups = instrument(identity), random.Random(f"{identity} {number}"), {}
    liking = {item: chance.random() for item in of.items}

    def answer(form: str) -> dict[str, Value]:
        said: dict[str, Value] = {}
        for item in of.asked(form):
            options = item.option_ids
            place = min(max(round(chance.gauss(liking[item.id] * len(options), 1)), 0),
                        len(options) - 1)  # fmt: skip
            if chance.random() > 0.05:
                said[item.id] = (options[place],) if item.answer == "many" else options[place]
        return said

    for form, count in people.items():
        given = [GivenPage(f"{n}", form, "", n // 5, answer(form)) for n in range(count)]
        result = group_result(of, form, given, short=False)
        if result is not None:
            groups[form] = result
    wave = Wave(number, identity, number, False, RESPONDENTS, "", "2026-04-01")
    return Round(wave, None, None, groups, (1,))


def reported(identity: str, *people: Mapping[str, int], **settings: Any) -> Reported:
    """The last of some rounds, in each of which so many of each group answered."""
    rounds = tuple(asked(identity, number, each) for number, each in enumerate(people, 1))
    campaign = Campaign(CLOSED, replace(SETTINGS, **settings))
    strand = Strand(instrument(identity), rounds)
    return Reported(Asked(campaign, "Borchester Council", {}), strand, {}, DAY)


GROUPS = {RUN: 10, POLICY: 4, USE: 20}
REPORTS = {
    "one group": reported("principles", {"": 30}, target=60),
    "again": reported("principles", {"": 30}, {"": 45}),
    "three groups, one of which too few answered": reported(
        "engagement-process", {RUN: 5, USE: 5}, GROUPS, targets={RUN: 20}
    ),
    "beside 2013": reported("officer-survey", {"": 40}),
    "two poles": reported("orientation", {"": 15}),
    "hostile words": reported("principles", {"": 5}, title=HOSTILE, asked_by=HOSTILE),
    "long words": reported("principles", {"": 5}, title=UNBROKEN),
}


def html_of(of: Reported) -> str:
    return re.sub(r"\s+", " ", report_html(of, words(), environment())[0])


def laid_out(of: Reported) -> Sequence[Any]:
    html = report_html(of, words(), environment())[0]
    pages: Sequence[Any] = lay_out(html, report_style(environment()), FONTS).pages
    return pages


def text_of(page: Any) -> str:
    (body,) = (box for box in page._page_box.children if type(box).__name__ == "BlockBox")
    return " ".join(box.text for box in body.descendants() if getattr(box, "text", ""))


@pytest.mark.parametrize("name", REPORTS)
def test_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf(REPORTS[name], words(), environment(), FONTS))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []


@pytest.mark.parametrize("name", REPORTS)
def test_no_page_has_a_fault_and_the_summary_is_the_second(name: str) -> None:
    pages = laid_out(REPORTS[name])
    # The summary is one page, however little it says.
    assert [fault for fault in faults(pages) if fault.page != 2] == []
    assert text_of(pages[1]).startswith("Summary")
    assert not text_of(pages[2]).startswith("Summary")


def test_the_parts_stand_in_order_and_each_is_in_the_outline() -> None:
    made = report_pdf(REPORTS["again"], words(), environment(), FONTS)
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_outline() as outline:
        (cover,) = outline.root
        parts = [str(part.title) for part in cover.children]
        assert str(pdf.docinfo["/Title"]) == instrument("principles").title
    assert parts == ["In this report", "Summary", "Results by topic",
                     "Method, its limits and sources", "Question by question"]  # fmt: skip


def test_the_same_report_makes_the_same_file() -> None:
    about = (REPORTS["one group"], words(), environment(), FONTS)
    assert report_pdf(*about) == report_pdf(*about)


def test_the_cover_says_who_asked_what_and_when() -> None:
    cover = html_of(REPORTS["one group"]).partition('id="summary"')[0]
    for said in ("Borchester Council", "1 April 2026 to 24 April 2026", "4 May 2026"):
        assert said in cover


def test_the_summary_says_how_many_answered_what_is_low_and_what_moved() -> None:
    summary = html_of(REPORTS["again"]).partition('id="summary"')[2].partition('id="topics"')[0]
    before, now = REPORTS["again"].strand.rounds
    low = min(of.score for of in now.groups[""].dimensions.values())
    assert "45 answers, counted in fives." in summary
    assert "The 3 lowest scores" in summary
    assert f"{low} of 100" in summary
    topics = now.groups[""].dimensions
    far = max(topics, key=lambda topic: abs(_score(now, topic) - _score(before, topic)))
    assert "What moved most since campaign 1" in summary
    assert f"{_score(now, far)}, before {_score(before, far)}" in summary


def _score(of: Round, dimension: str) -> int:
    return of.groups[""].dimensions[dimension].score


def test_the_summary_sets_answers_beside_those_who_were_asked() -> None:
    of = REPORTS["one group"]
    invited = replace(of, asked=replace(of.asked, invited={"": 120}))
    assert "30 answers, counted in fives, from 120 people on the list: 25%." in html_of(invited)
    assert "30 answers, counted in fives. Hoped for: 60." in html_of(of)
    # More answers than contacts, as the link was passed on: no share is made of it.
    few = replace(of, asked=replace(of.asked, invited={"": 20}))
    assert "%." not in html_of(few).partition('id="summary"')[2].partition("<h3>")[0]


def test_the_summary_says_what_differs_from_2013() -> None:
    html = html_of(REPORTS["beside 2013"])
    assert "figures of 30 differ by more than chance. The furthest apart:" in html
    assert "204 officers of UK councils answered" in html


def test_a_report_says_that_nothing_in_it_is_weighed() -> None:
    """Also beside the ranges, which go by the number of people."""
    html = html_of(REPORTS["beside 2013"])
    method = html.partition('id="method"')[2]
    assert "answers are unweighed, each person counts once" in method
    assert "in 95 of 100 surveys like this one; answers are unweighed." in html


def test_nothing_is_told_of_a_group_that_too_few_answered() -> None:
    """The four said nothing that any other group did: their answers are in no table."""
    of = REPORTS["three groups, one of which too few answered"]
    html = html_of(of)
    assert "Not shown: People who make policy for it." in html
    with_none = reported(
        "engagement-process", {RUN: 5, USE: 5}, {RUN: 10, USE: 20}, targets={RUN: 20}
    )
    # The same but for its four answers.
    latest, other = of.strand.latest, with_none.strand.latest
    assert latest is not None
    assert other is not None
    strand = replace(of.strand, rounds=(of.strand.rounds[0], replace(other, groups=latest.groups)))
    assert html_of(replace(of, strand=strand)) == html


def test_every_question_stands_in_its_exact_words_with_its_figures() -> None:
    of = REPORTS["one group"]
    html, latest = html_of(of), of.strand.latest
    assert latest is not None
    annex = html.partition('id="questions"')[2]
    for item in instrument("principles").items.values():
        assert item.ask.replace("'", "&#39;") in annex
        told = latest.groups[""].told[item.id]
        cells = "".join(
            rf"<td>{count} <span class=\"second\">\(\d+%\)</span></td>" for count in told.counts
        )
        assert re.search(f"{cells}<td>{told.people}</td>", annex)


def test_words_that_would_act_are_words() -> None:
    assert "<script" not in html_of(REPORTS["hostile words"])


def test_limits_on_answers_are_named_as_who_answered_is_mixed_by_them() -> None:
    quotas = {"strategy": {"yes": 200}, "form": {RUN: 50}}
    assert "Yes (A policy): 200; form" not in html_of(REPORTS["beside 2013"])
    html = html_of(reported("officer-survey", {"": 40}, quotas=quotas))
    assert "No more answers were wanted than these" in html
    assert "Yes (A policy): 200; " in html


def test_weighed_results_say_by_what_and_stand_beside_the_unweighed(tmp_path: Path) -> None:
    of = REPORTS["beside 2013"]
    assert "Weighed results" not in html_of(of)
    said = [*["yes"] * 15, *["no"] * 5]
    rows = [AnswerRow(0, "", 1, {"strategy": each, "encouraged": each}) for each in said]
    shares = {"strategy": {"yes": 50, "no": 50, "unsure": 0}}
    fives = [rows[at : at + 5] for at in range(0, 20, 5)]
    found = weighted_groups(instrument("officer-survey"), fives, shares, short=False)
    weighed = replace(of, asked=replace(of.asked, weighed=found))
    html = html_of(weighed)
    assert "A policy: Yes 50 %, No 50 %, Not sure 0 %." in html
    assert "20 people tell as much as 15.0 would unweighed (design effect 1.33)." in html
    assert re.search(r"<td>50%<br>.*of 20 people; design effect 1.33; unweighed \d+ %", html)
    assert "Under “Weighed results” alone people are weighed" in html
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf(weighed, words(), environment(), FONTS))
    assert [f"{f.rule_id}: {f.message}" for f in pdfua.validate(str(file)).findings] == []
