"""What the plan says of questionnaires: every figure with what stands behind it, and no more."""

import re
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from io import BytesIO
from itertools import cycle, islice

import pikepdf
import pytest

from ladder_assess.core.activities.two_dates import Dated
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.progress import (
    ActionThen,
    ScoreMoved,
    Since,
)
from ladder_assess.core.plan.strand import Strand
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.files.pdf_ua import structure
from ladder_assess.publishing.instruments.conditions_view import condition_view
from ladder_assess.publishing.plan.pdf import (
    plan_html,
    plan_style,
    print_environment,
)
from ladder_assess.publishing.plan.view import MOST_ON_ONE_LADDER
from tests.publishing.condition_plans import (
    answers,
    asked_round,
    conditions_plan,
    enablers_twice,
    instrument,
    own_round,
)
from tests.publishing.plans import (
    FONTS,
    PANEL,
    SHOW,
    TEMPLATES,
    UNSURE,
    action,
    assessed,
    listed_of,
    panel_plan,
    printed,
    questionnaire,
    sources,
)


def html_of(document: PlanDocument, translations: NullTranslations | None = None) -> str:
    environment = print_environment(TEMPLATES, translations)
    html, _ = plan_html(document, questionnaire(), sources(), environment)
    return re.sub(r"\s+", " ", html)


@pytest.fixture(scope="module")
def html() -> str:
    return html_of(conditions_plan())


def part(html: str, number: int) -> str:
    """One questionnaire's part, and its figures where they stand in an annex."""
    start = html.index(f'id="conditions-{number}"')
    after = html.find(f'id="conditions-{number + 1}"', start)
    told = html[start : after if after > 0 else html.index('id="method"')]
    start = html.find(f'id="scores-conditions-{number}"')
    if start < 0:
        return told
    ends = (html.find(mark, start + 1) for mark in ('id="scores-', 'id="sources"'))
    return told + html[start : min(end for end in ends if end > 0)]


def row(html: str, name: str) -> list[str]:
    """The cells of a topic's row, in words."""
    found = re.search(rf'<tr><th scope="row">{re.escape(name)}.*?</tr>', html)
    assert found is not None, name
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[0])
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def test_a_plan_without_questionnaires_has_no_such_section() -> None:
    found = html_of(panel_plan())
    assert "The conditions for taking part" not in found
    assert "How the conditions are scored" not in found


def test_a_score_stands_beside_the_round_before_and_the_peers(html: str) -> None:
    page = part(html, 1)
    before, now = (each.scores()["senior_support"] for each in enablers_twice().rounds)
    change = f"+{now - before}" if now > before else f"−{before - now}" if before > now else "0"
    cells = [str(now), "4 of 4", str(before), change, "45–49", "30–34 to 65–69", "25"]
    assert row(page, "Support from the top") == cells
    assert "county councils, as drawn on 1 April 2025" in page
    assert "handed in on 2 March 2025" in page
    assert "enablers-v1" in page


def test_quartiles_are_drawn_wherever_a_middle_is(html: str) -> None:
    name = next(d.name for d in instrument("enablers").dimensions if d.id == "resources")
    assert row(part(html, 1), name)[-3:] == ["45–49", "35–39 to 60–64", "20"]


def test_what_is_not_scored_says_so(html: str) -> None:
    name = next(d.name for d in instrument("enablers").dimensions if d.id == "culture")
    cells = row(part(html, 1), name)
    assert (cells[0], cells[1], cells[3]) == ("none", "0 of 4", "none")
    assert "fewer than half of the questions" in part(html, 1)


def test_a_partnership_has_its_type_with_reasons(html: str) -> None:
    page = part(html, 2)
    assert "Leaning to: " in page
    assert page.count("The same") == 2
    assert "&lt;script&gt;" in page


def test_groups_have_their_numbers_and_the_loop_its_weakest_link(html: str) -> None:
    page = part(html, 3)
    assert "n = 10, counted in fives" in page
    assert page.count("n = ") == 1, "a group of four is not shown"
    assert "Not shown: People who make policy for it." in page
    assert "Fewer than five have answered" in page
    weakest = condition_view(3, conditions_plan().strands[2], Speech()).groups[0].weakest
    assert ("The weakest link: " + ", ".join(weakest) if weakest else "No stage is marked") in page


def test_no_figure_of_fewer_than_five_people_is_printed(html: str) -> None:
    shown = asked_round("engagement-process", 2, {"service_user": 10}, "Buses").groups
    people = {score.people for score in shown["service_user"].dimensions.values()}
    counted = re.findall(r'<td class="answered-cell">(\d+)</td>', part(html, 3))
    assert {int(number) for number in counted} == people
    assert min(people) >= 5


def test_officers_stand_beside_2013_with_the_printed_qualifier(html: str) -> None:
    page = part(html, 4)
    published = instrument("officer-survey").published
    for each in published:
        assert each.statement.replace("'", "&#39;") in page
    assert "more than 73%" in page
    assert "Loose" in page
    assert "not picked at random" in page


def test_differences_from_2013_have_their_range_and_what_they_say(html: str) -> None:
    """Rounded as the workbook does: pages once had a rounding of their own."""
    page = part(html, 4)
    (strand,) = (s for s in conditions_plan().strands if s.instrument.id == "officer-survey")
    assert strand.latest is not None
    (group,) = strand.latest.groups.values()
    said = {"more": "More, and", "fewer": "Fewer, and", "not_clear": "No clear difference"}
    assert {row.difference.statement for row in group.then} > {"not_clear"}
    for row in group.then:
        of = row.difference
        _, _, after = page.partition(f">{row.published.statement.replace(chr(39), '&#39;')}<")
        cells = after.partition("</tr>")[0]
        for low, high in ((of.difference.low, of.difference.high), (of.low, of.high)):
            ends = [
                f"{whole(100 * end):+d}".replace("-", "−").replace("+0", "0") for end in (low, high)
            ]
            assert " to ".join(dict.fromkeys(ends)) in cells
        assert said[of.statement] in cells
    assert "Holm’s correction" in page
    assert "95% range" in page


def test_neither_pole_is_the_better(html: str) -> None:
    page = part(html, 5)
    assert "Neither end is better than the other." in page
    assert page.count("app-drawing--chart") == 2
    assert "Sample data" in page


def test_what_waits_is_named_with_the_reason(html: str) -> None:
    page = part(html, 6)
    assert "Round 3." in page
    assert "Short form." in page
    assert "Not shown yet." in page


def test_sample_answers_label_the_plan(html: str) -> None:
    assert "This plan holds demonstration data" in html


def test_actions_say_how_the_score_stands_now(html: str) -> None:
    actions = html[html.index('id="actions"') :]
    now = enablers_twice().rounds[-1].scores()["senior_support"]
    assert "it answered a low score for “Support from the top”." in actions
    assert f"Met: now it is {now} of 100 (round 2)." in actions
    told = "it answered a low score for “Staff who are valued”."
    assert told in actions, "named though no round can be shown"
    assert "There is no score now." in actions
    assert "For the organisation" in actions


def test_method_and_sources_cover_the_questionnaires(html: str) -> None:
    method = html[html.index('id="method"') :]
    assert "How the conditions are scored" in method
    assert "counted in fives" in method
    for key in ("jrf-2008", "cao-2020", "rallying-2021", "osborne-gaebler-1992"):
        assert sources()[key].cite.replace("&", "&amp;").replace('"', "&#34;") in method


def test_every_chart_says_every_score(conditions_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(conditions_pdf)) as pdf:
        words = " ".join(str(e.Alt) for e, _ in structure(pdf) if str(e.S) == "/Figure")
    scores = enablers_twice().rounds[-1].scores()
    for dimension in instrument("enablers").dimensions:
        if dimension.id in scores:
            assert f"{dimension.name}. Your score: {scores[dimension.id]}" in words


def test_the_same_questionnaires_make_the_same_file(conditions_pdf: bytes) -> None:
    assert printed(conditions_plan()) == conditions_pdf


def test_drawings_fit_on_a_page(conditions_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(conditions_pdf)) as pdf:
        for element, _ in structure(pdf):
            if str(element.S) == "/Figure":
                left, bottom, right, top = (float(edge) for edge in element.A.BBox)
                assert right - left > 150
                assert top - bottom < 600


def test_nothing_scored_draws_nothing() -> None:
    of = instrument("principles")
    unknown = dict.fromkeys(answers(of, 0), "unknown")
    view = condition_view(1, Strand(of, (own_round("principles", 1, unknown),)), Speech())
    assert view.groups[0].charts == ()


def test_a_mixed_partnership_and_an_open_one_say_so() -> None:
    of = instrument("partnership")
    for role, words in (("embeds", "A mix."), ("unknown", "What sort it is cannot be said yet.")):
        facts = {"lead": "local_authority", "role": role, "scope": "network_administration"}
        strand = Strand(of, (own_round("partnership", 1, answers(of, 2, **facts)),))
        assert words in html_of(replace(panel_plan(), strands=(strand,)))


def test_texts_are_translated() -> None:
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"¡{message}"

    page = part(html_of(conditions_plan(), Loud()), 1)
    for words in ("Questions answered", "Support from the top", "What helps us to involve people"):
        assert words in page
        assert not re.search(rf"(?<!¡){words}", page)


def test_the_summary_is_one_page_however_much_there_is_to_sum_up() -> None:
    """Page 2, with as much as it can ever hold: all that it names is long, and all has changed."""
    document = conditions_plan()
    long = "Ask the people whom it is about, and tell them in good time what came of all they said"
    activities = tuple(
        replace(assessed(n, kind, name=long, intended_rung=6), stamp=f"activity {n % 2}")
        for n, kind in enumerate(islice(cycle((PANEL, SHOW, UNSURE)), MOST_ON_ONE_LADDER), 1)
    )
    actions = tuple(action(n, title=f"{n}. {long} {long}"[:140], owner=long) for n in range(1, 9))
    now = [listed_of(activity) for activity in activities]
    was = [each._replace(placement=each.placement._replace(low=0), kind="") for each in now]
    gone = tuple(ActionThen(n, 0, long, "not_started", None) for n in range(90, 93))
    then = Since(
        date(2025, 1, 2), actions, actions, actions, actions, actions, gone,
        (*map(Dated, was, now), *(Dated(None, each) for each in now)),
        scores=tuple(ScoreMoved(score, 1) for score in document.scores),
    )  # fmt: skip
    busy = replace(document, activities=activities, actions=actions, since=then)
    environment = print_environment(TEMPLATES)
    html, _ = plan_html(busy, questionnaire(), sources(), environment)
    pages = lay_out(html, plan_style(environment), FONTS)
    ((_, _, parts, _),) = pages.make_bookmark_tree()
    starts = {entry[0]: entry[1][0] + 1 for entry in parts}
    assert (starts["Summary"], starts["Actions"]) == (2, 3)
