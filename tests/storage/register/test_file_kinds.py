"""Registers under the name of a spreadsheet that are web pages, or XML that Excel once wrote."""

from html import escape
from xml.sax.saxutils import escape as xml_escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import Headings, RegisterColumn
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.core.register.headings.second_row import says_kinds
from ladder_assess.storage.register.file_kinds import workbook_of
from ladder_assess.storage.register.tables import read_table, sheet_titles
from ladder_assess.storage.register.web_tables import web_tables

KNOWN = Headings({name: RegisterColumn(name, None) for name in ("id", "name")})
WORDS = st.text(st.sampled_from("abé &<>\"'€–;,Ŵ1"), min_size=1, max_size=8).map(str.strip)
ROWS = st.lists(st.tuples(WORDS.filter(bool), WORDS.filter(bool)), min_size=1, max_size=6)
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def page(rows: list[tuple[str, ...]], start: str = "<html><body><table border=1>") -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return start + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def xml(*rows: str, more: str = "", sheet: str = "") -> bytes:
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">{more}'
        f'<Worksheet ss:Name="List"><Table>{sheet}{"".join(rows)}</Table></Worksheet></Workbook>'
    ).encode()


def row(*cells: str, kind: str = "String", about: str = "") -> str:
    inner = "".join(
        f'<Cell><Data ss:Type="{kind}">{xml_escape(cell)}</Data></Cell>' for cell in cells
    )
    return f"<Row{about}>{inner}</Row>"


@given(ROWS, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_a_page_and_xml_are_read_as_the_same_list(rows: list[tuple[str, str]], code: str) -> None:
    """Many systems write their lists so, under .xls: they were refused as no spreadsheet."""
    # A first row of nothing but units, such as two of the euro, says what columns hold.
    assume(not says_kinds(rows[0]))
    wanted = [[" ".join(cell.split()) for cell in each] for each in rows]
    table = read_table(page([("id", "name"), *rows]).encode(code), KNOWN)
    assert [each.cells for each in table.rows] == wanted
    table = read_table(xml(row("id", "name"), *(row(*each) for each in rows)), KNOWN)
    assert [[" ".join(c.split()) for c in each.cells] for each in table.rows] == wanted


def test_cells_over_several_columns_and_rows_are_merged() -> None:
    content = page([("id", "name")]).replace("</table>", "") + (
        "<tr><td rowspan=2>a</td><td>x</td></tr><tr><td>y</td></tr>"
        '<tr><td colspan="2">A part</td></tr></table>'
    )
    table = read_table(content.encode(), KNOWN)
    assert [(each.number, each.cells, sorted(each.wrong)) for each in table.rows] == [
        (2, ["a", "x"], [0]),
        (3, ["a", "y"], [0]),
    ]
    assert table.sections == ("A part",)


def test_a_table_within_another_and_what_nobody_sees() -> None:
    inner = page([("id", "name"), ("a", "x")], "<table>")
    content = f"<html><table><tr><td>Menu<script>var id</script></td><td>{inner}</td></tr></table>"
    book = web_tables(content + "<p>Beside</p><td>stray</td>")
    assert [[r.texts for r in book.sheet(title).rows] for title, _ in book.names()] == [
        [["Menu"]],
        [["id", "name"], ["a", "x"]],
    ]
    table = read_table(content.encode(), KNOWN)
    assert (table.headings, table.sheet) == (("id", "name"), "Table 2")


def test_lines_of_a_cell_stay_and_marks_become_letters() -> None:
    content = "<table><tr><td>id<td>name<tr><td>a<td>One&nbsp;&amp;\n two<br>three<p>four</table>"
    table = read_table(content.encode(), KNOWN)
    assert table.rows[0].cells == ["a", "One & two\nthree\nfour"]


def test_xml_of_2003_shows_numbers_days_and_places() -> None:
    style = (
        '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="00000"/></Style>'
        '<Style ss:ID="s2"><NumberFormat ss:Format="Percent"/></Style></Styles>'
    )
    cells = (
        '<Row ss:Index="4"><Cell ss:StyleID="s1"><Data ss:Type="Number">7</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="DateTime">2020-03-12T00:00:00.000</Data></Cell>'
        '<Cell ss:StyleID="s2"><Data ss:Type="Number">0.5</Data><Comment><Data>no</Data></Comment>'
        '</Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1"/></Row>'
    )
    hidden = '<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>'
    content = xml(row("id", *"bcdefg"), cells, more=style, sheet=hidden)
    table = read_table(content, KNOWN)
    assert sheet_titles(content) == ("List",)
    found = table.rows[0]
    assert (found.number, found.cells) == (4, ["00007", "", "2020-03-12", "50.00%", "true", "", ""])
    assert {at: flaw.id for at, flaw in found.wrong.items()} == {
        2: "is_date", 5: "error", 6: "formula",
    }  # fmt: skip
    assert table.hidden_columns == (1, 2)
    content = xml(row("id", "name"), row("a", "x", about=' ss:Hidden="1"'))
    assert [each.hidden for each in read_table(content, KNOWN).rows] == [True]


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (xml(row("id"))[:-30], "damaged"),
        (b'<?xml version="1.0"?><x xmlns="' + SPREADSHEET.encode() + b'"/>', "not_a_table"),
        (b"<html><body>Please sign in</body></html>", "web_page"),
        (b"<table></table>", "web_page"),
        (b'<?xml version="1.0"?><rows><row id="1"/></rows>', "web_page"),
    ],
)
def test_what_holds_no_list_is_refused_with_what_it_is(content: bytes, flaw: str) -> None:
    with pytest.raises(BadRegister) as caught:
        read_table(content, KNOWN)
    assert caught.value.flaw.id == flaw


@pytest.mark.parametrize("text", ["id,name\na,<table>\n", "name;id\n<b>x</b>;a\n"])
def test_a_text_that_only_has_markup_in_it_is_a_text(text: str) -> None:
    assert workbook_of(text.encode()) is None
    assert len(read_table(text.encode(), KNOWN).rows) == 1
