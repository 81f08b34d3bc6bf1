"""The spreadsheet behind a plan, read back by another library: every figure, and nothing acts."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ladder_assess.core.activities.history import Author
from ladder_assess.core.plan.document import PlanDocument, PlanFigures, Remark, Worked
from ladder_assess.core.plan.edits import WORDED, Edit
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files import workbook as files
from ladder_assess.publishing.files.sheets import SheetColumn, WorkbookSheet
from ladder_assess.publishing.files.workbook import LONGEST_TEXT, workbook
from ladder_assess.publishing.plan.workbook import plan_workbook
from tests.publishing.condition_plans import conditions_plan, enablers_twice, instrument
from tests.publishing.plans import (
    HOSTILE,
    PANEL,
    UNBROKEN,
    assessed,
    questionnaire,
    several_plan,
    sources,
)

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "https://example.org")


def made(figures: PlanFigures) -> bytes:
    strands = figures.plan.strands
    known = {strand.instrument.id: strand.instrument for strand in strands}
    return plan_workbook(figures, Words(questionnaire(), sources(), known), Speech())


def read(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def rows(book: Any, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by the heads of its columns."""
    head, *found = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


@pytest.fixture(scope="module")
def book() -> Any:
    """The spreadsheet of a plan with questionnaires and remarks."""
    remarks = (
        Remark(1, "dialogue", "A. Body", date(2025, 4, 2), HOSTILE),
        Remark(1, "", "", date(2025, 4, 3), "All of it"),
    )
    return read(made(PlanFigures(conditions_plan(), remarks)))


def test_an_action_for_very_many_has_their_names_on_a_sheet_of_its_own() -> None:
    plan = several_plan()
    longest = assessed(1, PANEL, name="N" * 200)
    every = tuple(replace(longest, number=number) for number in range(1, 402))
    covering = replace(plan.actions[0], activity=0, covers=tuple(range(1, 402, 2)))
    found = read(made(PlanFigures(replace(plan, activities=every, actions=(covering,)))))
    (action,) = rows(found, "Actions")
    assert action["For activity no."].endswith("197, 199 and 101 more")
    listed = rows(found, "Actions for many")
    assert [row["For activity no."] for row in listed] == list(range(1, 402, 2))
    assert {row["Activity"] for row in listed} == {"N" * 200}


def test_of_very_many_rows_each_is_written_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held in memory, those of twenty thousand activities took a gigabyte and a half."""
    figures = PlanFigures(conditions_plan(), (Remark(1, "", "", date(2025, 4, 3), HOSTILE),))
    whole = read(made(figures))
    monkeypatch.setattr(files, "MOST_ROWS_HELD", 0)
    long = read(made(figures))
    assert long.sheetnames == whole.sheetnames
    for name in whole.sheetnames:
        assert rows(long, name) == rows(whole, name)
        filtered = long[name].auto_filter.ref
        assert [filtered] == [table.ref for table in whole[name].tables.values()]
        assert len(long[name]._charts) == len(whole[name]._charts)


def test_sheets_are_named_plainly(book: Any) -> None:
    assert book.sheetnames == [
        "About", "Activities", "Answers", "Actions", "Scores now", "Scores",
        "Sorts of partnership", "Questionnaire answers", "Survey of 2013", "Peers", "Comments",
    ]  # fmt: skip


def test_headings_stay_in_sight_and_columns_have_widths(book: Any) -> None:
    for page in book:
        assert page.freeze_panes in ("B2", "C2")
        assert all(cell.font.bold for cell in page[1])
        heads = [cell.value for cell in page[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads), page.title
        widths = page.column_dimensions.values()
        assert {place for w in widths for place in range(w.min, w.max + 1)} == {
            *range(1, len(heads) + 1)
        }
        assert min(width.width for width in widths) > 10


def test_an_activity_has_its_place_and_what_stands_beside_it(book: Any) -> None:
    (row,) = rows(book, "Activities")
    assert (row["No."], row["Activity"]) == (1, "Tenant panel")
    assert row["Lowest rung"] == row["Highest rung"] == 5
    assert row["Lowest rung, documented"] < row["Lowest rung"]
    assert (row["Intended rung"], row["Claimed rung"]) == (6, 7)
    assert "The organisation chose who sits" in row["Cautions"]
    assert row["What would move it up"]


def test_every_answer_stands_with_its_backing_note_and_link(book: Any) -> None:
    found = {row["Question"]: row for row in rows(book, "Answers")}
    dialogue = found[questionnaire().items["dialogue"].ask]
    assert (dialogue["Backing"], dialogue["Note"]) == ("Documented", "Minutes of 2024")
    assert dialogue["Link"] == "https://example.org/minutes"
    assert {item.ask for item in questionnaire().coded.values()} <= set(found)
    assert "A written reply." in {row["Answer"] for row in found.values()}


def test_actions_say_what_they_answer(book: Any) -> None:
    found = rows(book, "Actions")
    assert [row["What it answers"] for row in found] == [
        "Score: Support from the top", "Score: Staff who are valued", "Your own action",
    ]  # fmt: skip
    assert found[0]["For activity no."] is None
    assert found[2]["For activity no."] == 1


def test_scores_stand_by_round_with_their_numbers(book: Any) -> None:
    of = instrument("enablers")
    found = [row for row in rows(book, "Scores") if row["Version"] == "enablers-v1"]
    assert len(found) == 2 * len(of.dimensions)
    for each in enablers_twice().rounds:
        assert each.own is not None
        here = {row["Topic"]: row for row in found if row["Round"] == each.wave.number}
        for dimension in of.dimensions:
            score, row = each.own.dimensions[dimension.id], here[dimension.name]
            assert row["Score"] == (pytest.approx(score.score) if score.score else score.score)
            assert (row["Questions answered"], row["Questions asked"]) == (
                score.answered,
                score.items,
            )
            assert row["Day"].date() == date(2025, 3, 2)


def test_no_figure_is_of_fewer_than_five_people(book: Any) -> None:
    found = rows(book, "Scores") + rows(book, "Survey of 2013")
    found += rows(book, "Questionnaire answers")
    counted = [row["People counted"] for row in found if row["People counted"] is not None]
    assert counted
    assert min(counted) >= 5
    assert "People who make policy for it" not in {row["Who answered"] for row in found}


def test_peers_are_bands_and_have_no_percentiles(book: Any) -> None:
    first, second = rows(book, "Peers")
    assert (first["Middle, from"], first["Middle, to"]) == (45, 49)
    assert (first["Lower quarter ends from"], first["Upper quarter starts to"]) == (30, 69)
    assert (second["Organisations, about"], second["Lower quarter ends from"]) == (20, 35)
    assert not [head for head in first if "percentile" in head.casefold()]


def test_remarks_are_there_in_full(book: Any) -> None:
    first, second = rows(book, "Comments")
    assert (first["Who"], first["Comment"]) == ("A. Body", HOSTILE)
    assert (second["Question"], second["Who"]) == ("The activity as a whole", "Someone")


def test_sample_data_is_labelled(book: Any) -> None:
    assert "Sample data" in [row["About"] for row in rows(book, "About")]
    labelled = {row["Version"]: row["Sample data"] for row in rows(book, "Scores")}
    assert labelled["orientation-v1"] == "Yes"
    assert labelled["enablers-v1"] == "No"


def test_nothing_that_was_typed_is_lost_or_acts() -> None:
    plan = several_plan()
    actions = tuple(
        replace(plan.actions[0], id=n, title=text, do=text) for n, text in enumerate(FORMULAS)
    )
    book = read(made(PlanFigures(replace(plan, actions=actions))))
    assert [row["Action"] for row in rows(book, "Actions")] == list(FORMULAS)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = {cell.value for cell in cells}
    assert {HOSTILE, UNBROKEN, ("long note " * 500)} <= texts


def test_the_same_plan_makes_the_same_file() -> None:
    figures = PlanFigures(conditions_plan())
    assert made(figures) == made(figures)


def test_an_empty_plan_makes_a_file_that_opens() -> None:
    book = read(made(PlanFigures(PlanDocument("", date(2025, 5, 6), (), ()))))
    assert book.sheetnames == ["About"]
    assert rows(book, "About")[0] == {"About": "Plan", "What it is": "Improvement plan"}


def test_what_no_file_can_hold_is_written_all_the_same() -> None:
    sheet = WorkbookSheet("One", (SheetColumn("Head"),), (("half \ud800",), ("bell \x07",)))
    book = read(workbook("half \ud800", date(2025, 5, 6), (sheet,)))
    assert book["One"]["A2"].value == "half ?"
    assert "bell" in book["One"]["A3"].value


def test_a_text_is_never_cut_short() -> None:
    fits = WorkbookSheet("One", (SheetColumn("Head"),), (("x" * LONGEST_TEXT,),))
    book = read(workbook("", date(2025, 5, 6), (fits,)))
    assert len(book["One"]["A2"].value) == LONGEST_TEXT
    longer = WorkbookSheet("One", (SheetColumn("Head"),), (("x" * (LONGEST_TEXT + 1),),))
    with pytest.raises(ValueError, match="at most"):
        workbook("", date(2025, 5, 6), (longer,))


def test_all_that_can_be_typed_fits_into_a_cell() -> None:
    texts = [item.limit for item in questionnaire().items.values() if item.answer == "text"]
    assert texts
    assert max(texts) <= LONGEST_TEXT


def test_how_far_an_action_is_stands_in_full_with_what_was_changed() -> None:
    plan = several_plan()
    worked = replace(
        plan.actions[0], status="done", notes=UNBROKEN, evidence="https://example.org/minutes"
    )
    edit = Edit("status", "under_way", "done", worked.id, Author(1), "A. Body")
    changed = [edit, *(Edit(key, HOSTILE, None) for key in WORDED)]
    day = date(2025, 4, 2)
    changes = tuple(Worked(1, worked.title, day, edit) for edit in changed)
    book = read(made(PlanFigures(replace(plan, actions=(worked,)), changes=changes)))
    (row,) = rows(book, "Actions")
    assert (row["Status"], row["Notes"], row["Evidence"]) == ("Done", UNBROKEN, worked.evidence)
    first, *others = rows(book, "Changes to actions")
    assert (first["Who"], first["Before"], first["After"]) == ("A. Body", "Under way", "Done")
    assert len({row["What"] for row in others}) == len(WORDED)
    assert {row["Who"] for row in others} == {"Someone"}


def test_every_sheet_is_a_table_that_can_be_sorted_and_filtered(book: Any) -> None:
    names = []
    for page in book:
        (table,) = page.tables.values()
        names.append(table.name)
        assert table.ref == page.dimensions
        assert table.autoFilter.ref == table.ref
        assert [c.name for c in table.tableColumns] == [cell.value for cell in page[1]]
    assert len(set(names)) == len(names)


def test_days_are_days_and_figures_are_figures(book: Any) -> None:
    for page in book:
        heads = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2):
            for head, cell in zip(heads, row, strict=True):
                if head in ("Day", "When", "Due", "Starts", "Released on") and cell.value:
                    assert cell.is_date
                    assert cell.number_format == "d mmmm yyyy"
                if (
                    head in ("No.", "Score", "Percent here", "Lowest rung")
                    and cell.value is not None
                ):
                    assert cell.data_type == "n"


def test_a_row_is_as_tall_as_its_longest_text() -> None:
    texts = ("one line", "two lines here.", "two\nlines", "w" * 9000)
    sheet = WorkbookSheet("One", (SheetColumn("Head", 8),), [(text,) for text in texts])
    page = read(workbook("", date(2025, 5, 6), (sheet,)))["One"]
    heights = [page.row_dimensions[row].height or 15 for row in range(2, 6)]
    assert heights[:3] == [15, 30, 30]
    assert 400 <= heights[3] <= 409, "no spreadsheet shows a taller row"


def charts_of(content: bytes) -> list[tuple[str, str]]:
    """What each chart is said to show, and the cells that it is drawn from."""
    packed = ZipFile(BytesIO(content))
    names = sorted(packed.namelist())
    drawn = "".join(packed.read(n).decode() for n in names if "drawings/drawing" in n)
    cells = [packed.read(n).decode() for n in names if "charts/chart" in n]
    told = [unescape(words) for words in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', drawn)]
    return list(zip(told, cells, strict=True))


def test_activities_by_rung_are_drawn_and_told() -> None:
    content = made(PlanFigures(several_plan()))
    ((told, cells),) = charts_of(content)
    found = rows(read(content), "By rung")
    assert [row["Rung"] for row in found] == [*range(8, -1, -1)]
    for row in found:
        certain, possible = row["Activities certainly on it"], row["Activities possibly on it"]
        assert f"{row['What it is called']}: {certain} certain, {possible} possible" in told
    assert "'By rung'!$C$2:$C$10" in cells


def test_an_activity_has_its_own_code_and_seasons_in_words() -> None:
    about = {"start_date": "2027-spring"}
    coded = replace(assessed(1, PANEL), about=about, code="ENG-12")
    plan = PlanDocument("Plan", date(2026, 11, 30), (coded, assessed(2, {})), ())
    found = read(made(PlanFigures(plan)))
    first, second = rows(found, "Activities")
    assert (first["Your own number or code"], second["Your own number or code"]) == ("ENG-12", None)
    assert not second["What would move it up"], "nothing is known of it"
    assert "Spring 2027" in [row["Answer"] for row in rows(found, "Answers")]


def test_scores_as_they_stand_are_drawn_with_their_peers() -> None:
    content = made(PlanFigures(conditions_plan()))
    found = rows(read(content), "Scores now")
    drawn = charts_of(content)
    assert len(drawn) == len({row["Questionnaire and who answered"] for row in found})
    for row in found:
        assert any(f"{row['Topic']}: {row['Score']}" in told for told, _ in drawn)
    peers = {row["Topic"]: row["Peers: middle of the band"] for row in found}
    assert peers["Support from the top"] == 47


def test_the_survey_of_2013_has_differences_with_what_they_say(book: Any) -> None:
    found = rows(book, "Survey of 2013")
    assert found
    for row in found:
        low, high = row["95% range, from"], row["95% range, to"]
        start, end = row["Difference in points, from"], row["Difference in points, to"]
        assert low <= start <= end <= high
        assert row["What it says"].endswith((".",))
