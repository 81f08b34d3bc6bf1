"""A table for a phone: nothing of it is lost, and each cell knows the head of its column."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from ladder_assess.publishing.common.narrow_table import narrow_table
from ladder_assess.settings import CHECKOUT

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(TEXTS, min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)


def table(heads: list[str], rows: list[str], attributes: str = "") -> str:
    told = "".join(f'<th scope="col"{attributes}>{escape(head)}</th>' for head in heads)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{told}</tr></thead><tbody>{body}</tbody></table>"


def labels(html: str) -> list[list[str]]:
    """By row, the label of each cell that has one or could."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html.partition("<tbody")[2], re.DOTALL)
    cells = [re.findall(r"<td([^>]*)>", row) for row in rows]
    found = [[re.search(r'data-label="([^"]*)"', cell) for cell in row] for row in cells]
    return [[match[1] if match else "" for match in row] for row in found]


@given(TABLES)
def test_every_cell_says_its_head_and_what_it_said(made: list[list[str]]) -> None:
    heads, *rows = made
    html = narrow_table(
        table(heads, ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows])
    )
    without = re.sub(r' (?:data-label|role)="[^"]*"|</?div[^>]*>', "", html)
    cells = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    assert without == table(heads, cells)
    if len(heads) > 2:
        said = [str(escape(" ".join(head.split()))) for head in heads]
        assert labels(html) == [said] * len(rows)
        assert html.count('role="cell"') == len(heads) * len(rows)


def test_cells_that_span_rows_and_columns_do_not_shift_the_heads_of_others() -> None:
    rows = [
        '<td rowspan="3">1</td><td>a</td><td rowspan="2">x</td><td>y</td>',
        "<td>b</td><td>z</td>",
        "<td>c</td><td>d</td><td>e</td>",
        '<td>2</td><td colspan="2">both</td><td>last</td>',
        '<th scope="row">3</th><td>f</td><td>g</td><td>h</td>',
    ]
    html = narrow_table(table(["A", "B", "C", "D"], rows))
    assert labels(html) == [
        ["A", "B", "C", "D"], ["B", "D"], ["B", "C", "D"], ["A", "", "D"], ["B", "C", "D"],
    ]  # fmt: skip
    assert [" data-goes-on" in row for row in html.split("<tr")[2:]] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_few_columns_stay_side_by_side_and_more_of_figures_than_of_words() -> None:
    numeric = ' class="govuk-table__header--numeric"'
    for count, attributes, stacked in ((2, "", False), (3, "", True), (3, numeric, False),
                                       (4, numeric, True)):  # fmt: skip
        html = narrow_table(table(["H"] * count, ["<td>1</td>" * count], attributes))
        assert html.startswith('<div class="app-narrow app-narrow--stacked">') is stacked


def test_a_list_to_choose_from_twice_stays_one_list() -> None:
    """What is only heard takes no room: else each row would be three lines on a phone."""
    button = '<td><input type="radio"><span class="govuk-visually-hidden">{}</span></td>'
    choice = [button.format("I believe: the organisation decides alone"), button.format("Meant")]
    heads = [("", "Rung"), *(('class="app-rungs__choice"', head) for head in ("Believed", "Meant"))]
    top = "".join(f"<th {attributes}>{words}</th>" for attributes, words in heads)
    row = f'<tr><th scope="row">1</th>{"".join(choice)}</tr>'
    markup = f"<table><thead><tr>{top}</tr></thead><tbody>{row}</tbody></table>"
    assert narrow_table(markup) == f'<div class="app-narrow">{markup}</div>'
    assert "stacked" in narrow_table(markup.replace("app-rungs__choice", ""))


def test_every_table_of_a_page_stands_in_the_one_frame() -> None:
    """Those of documents on paper do not."""
    pages = [
        (path, path.read_text("utf-8"))
        for path in (CHECKOUT / "templates").rglob("*.html")
        if not {"print", "document"} & set(path.parts) and path.name != "table.html"
    ]
    bare = [
        str(path)
        for path, text in pages
        if text.count("<table") != len(re.findall(r"call whole_table\(\) %\}\s*<table", text))
    ]
    assert bare == []
    assert sum(text.count("<table") for _, text in pages) > 20


def of_figures(head: str, cell: str) -> str:
    numeric = ' class="govuk-table__cell--numeric"'
    row = f'<th scope="row">Reader</th><td{numeric}>{cell}</td><td{numeric}>1</td>'
    named = "".join(f'<th scope="col"{numeric}>{each}</th>' for each in (head, "n"))
    return (
        f'<table><thead><tr><th scope="col">Who</th>{named}</tr></thead>'
        f"<tbody><tr>{row}</tr></tbody></table>"
    )


def test_columns_of_figures_stand_side_by_side_where_they_leave_words_room() -> None:
    assert "app-narrow--stacked" not in narrow_table(of_figures("Rung", "4 to 6"))
    assert "app-narrow--stacked" in narrow_table(of_figures("Alpha", "1.00 (0.86 to 1.00), n = 20"))
    assert "app-narrow--stacked" in narrow_table(of_figures("The same answers by other rules", "4"))
