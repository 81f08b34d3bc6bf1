"""Texts of registers, in whatever encoding: letters come out as they went in, or are said."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import Headings, RegisterColumn
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.register.tables import read_table
from ladder_assess.storage.register.text import (
    BETWEEN,
    SELDOM,
    TWICE,
    UTF8,
    WINDOWS,
    LooseRow,
    decode,
    find_delimiter,
    text_rows,
)

# Words as people write them: a letter beyond ASCII, with others on both sides.
LETTERS = st.sampled_from("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßÁÉÍÓÚÑÃÇÖÜ")
WORDS = st.tuples(st.sampled_from("abXY"), LETTERS, st.sampled_from("nopQR")).map("".join)


@given(st.binary(max_size=200))
def test_whatever_bytes_come_their_text_can_be_kept(content: bytes) -> None:
    """Half a letter went as far as the database, which refused the whole file for it."""
    try:
        text, _ = decode(content)
    except BadRegister:
        return
    text.encode("utf-8")


@given(st.lists(WORDS, min_size=1), st.lists(WORDS, min_size=1))
def test_cells_of_two_encodings_in_one_file_are_read_each_in_its_own(
    older: list[str], pasted: list[str]
) -> None:
    content = " ".join(older).encode("cp1252") + b"," + " ".join(pasted).encode()
    assert decode(content) == (" ".join(older) + "," + " ".join(pasted), WINDOWS)


@pytest.mark.parametrize("text", ["“CAFÉ”", "CAFÉ–BAR", "Ünion’s", "MAÑANA · É", "Zoë’s", "SÃO"])
def test_one_encoding_is_not_taken_for_two(text: str) -> None:
    """An accent before a quotation mark can look like a letter of UTF-8."""
    assert decode(text.encode("cp1252") + b",caf\xe9 x") == (f"{text},café x", WINDOWS)
    assert decode(text.encode()) == (text, UTF8)


CELLS = st.text(st.characters(exclude_characters='"\x00', exclude_categories=["Cs", "Cc", "Z"]))
LISTS = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(CELLS.map("x".__add__), min_size=wide, max_size=wide), min_size=2, max_size=9
    )
)


def as_lines(rows: list[list[str]]) -> list[str]:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return written.getvalue().splitlines()


@given(LISTS, st.data())
def test_a_quotation_mark_that_nothing_closes_costs_nothing(
    rows: list[list[str]], data: st.DataObject
) -> None:
    """It took all that was below it into one cell, and a long list was refused as a whole; then its
    own row was wrong, although it has all its cells.
    """
    lines = [",".join(cell.replace(",", "") for cell in row) for row in rows]
    at = data.draw(st.integers(1, len(lines) - 1))
    broken = "\n".join([*lines[:at], '"' + lines[at], *lines[at + 1 :]])
    found = list(text_rows(broken, ","))
    assert isinstance(found[at][1], LooseRow), "it is named"
    assert [row for _, row in found] == [line.split(",") for line in lines]


@given(LISTS, st.data())
def test_marks_within_a_text_are_read_where_it_is_clear_where_the_text_ends(
    rows: list[list[str]], data: st.DataObject
) -> None:
    """Of a real export of petitions each that had a quotation in it broke the whole file."""
    lines = as_lines(rows)
    at = data.draw(st.integers(1, len(lines) - 1))
    place = data.draw(st.integers(0, len(rows[0]) - 1))
    wanted = [list(row) for row in rows]
    wanted[at][place] = 'we "all" want\nthis "now"' + rows[at][place]
    lines[at] = ",".join(f'"{cell}"' for cell in wanted[at])
    found = list(text_rows("\r\n".join(lines), ","))
    assert [row for _, row in found] == wanted
    assert [number for number, row in found if isinstance(row, LooseRow)] == [at + 1]


def test_parts_of_a_row_that_cannot_be_put_together_are_no_rows_of_their_own() -> None:
    text = 'id,name,x\na,Hub,1\nb,"He said "no", and\nso did, she","2"\nc,Fair,3\n'
    assert [row for _, row in text_rows(text, ",")] == [
        ["id", "name", "x"],
        ["a", "Hub", "1"],
        ["b", 'He said "no", and\nso did, she', "2"],
        ["c", "Fair", "3"],
    ]
    text = text.replace('"no", and\nso did, she",', 'no, and\nso did she"x,')
    flaw = Flaw("quotes")
    assert [row for _, row in text_rows(text, ",")] == [
        ["id", "name", "x"], ["a", "Hub", "1"], flaw, flaw, ["c", "Fair", "3"],
    ]  # fmt: skip


@pytest.mark.thorough
def test_a_long_list_is_read_behind_an_open_quotation_mark() -> None:
    text = "id,name\n" + 'a,"Ten\n' + "".join(f"r{at},Forum on parks\n" for at in range(150_000))
    found = list(text_rows(text, ","))
    assert (len(found), found[1][1]) == (150_002, ["a", "Ten"])
    assert found[-1][1] == ["r149999", "Forum on parks"]


@given(LISTS, st.data())
def test_a_header_whose_marks_do_not_match_is_read(
    rows: list[list[str]], data: st.DataObject
) -> None:
    """A mark in front of the first heading had a whole file refused: only rows were tried."""
    lines = [",".join(cell.replace(",", "") for cell in row) for row in rows]
    at = data.draw(st.sampled_from([0, *(n for n, c in enumerate(lines[0]) if c == ",")]))
    begin = at + (lines[0][at] == ",")
    broken = "\n".join([f'{lines[0][:begin]}"{lines[0][begin:]}', *lines[1:]])
    found = list(text_rows(broken, ","))
    assert [row for _, row in found] == [line.split(",") for line in lines]
    assert isinstance(found[0][1], LooseRow)


def test_a_mark_within_takes_no_rows_below_it_into_its_own() -> None:
    """Of a real list of events 44 were read as one, and named as read all the same."""
    lines = [
        "titolo\tdata",
        "Fiera\t15 marzo",
        '"We Will Rock You” al teatro\t18 marzo',
        '"Dieci anni", un libro\t17 marzo',
        "Arlecchino\t18 marzo",
        'Visita al "quartiere"\t18 marzo',
    ]
    found = list(text_rows("\n".join(lines), "\t"))
    assert [row for _, row in found] == [
        [*lines[0].split("\t")],
        ["Fiera", "15 marzo"],
        ["We Will Rock You” al teatro", "18 marzo"],
        ['"Dieci anni", un libro', "17 marzo"],
        ["Arlecchino", "18 marzo"],
        ['Visita al "quartiere"', "18 marzo"],
    ]
    assert [number for number, row in found if isinstance(row, LooseRow)] == [3, 4]


def test_a_paragraph_is_no_row_although_it_has_as_many_commas() -> None:
    text = 'id,name,x\na,Hub,1\nb,"So, and\n\nmore "of" it",,2\nc,Fair,3\n'
    rows = [row for _, row in text_rows(text, ",")]
    assert ["b", "So", " and"] not in rows
    assert rows[-1] == ["c", "Fair", "3"]


KNOWN = Headings({name: RegisterColumn(name, None) for name in ("id", "name")})
PLAIN = st.text(st.sampled_from("abXé1 ,;.&/-"), max_size=9).map("x".__add__).map(str.strip)


def read_cells(lines: list[str]) -> tuple[tuple[str, ...], list[list[str]]]:
    """The headings of a list in lines, and the cells of its rows without spaces around them."""
    table = read_table("\n".join(lines).encode(), KNOWN)
    return table.headings, [[cell.strip() for cell in row.cells] for row in table.rows]


@given(
    st.sampled_from(sorted(SELDOM | TWICE)),
    st.sampled_from(["", " "]),
    st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=10, max_size=15),
)
def test_a_sign_that_parts_all_lines_alike_stands_between_the_cells(
    sign: str, space: str, rows: list[tuple[str, ...]]
) -> None:
    """A list of 4,204 groups was read by its commas, for it had `* ` between its cells."""
    lines = [f"{sign}{space}".join(row) for row in [("id", "name", "lat"), *rows]]
    assert read_cells(lines) == (("id", "name", "lat"), [list(row) for row in rows])
    # What ends each line has no cell behind it.
    ended = [f"{line}{sign}" for line in lines]
    assert read_cells(ended) == (("id", "name", "lat"), [list(row) for row in rows])
    # With a space behind it, it may stand in a cell without one.
    if space:
        link = f"x/?a={sign}b"
        assert read_cells([*ended, f"1{sign} {link}{sign} 2{sign}"])[1][-1] == ["1", link, "2"]


@pytest.mark.parametrize(
    "lines",
    [
        ["id,name*", *[f"{at},Panel {at}*" for at in range(12)]],
        ["id,name", *[f"{at},Panel * {at}" for at in range(12)]],
        ["id,name,a~b", *[f"{at},Panel {at},c~d" for at in range(12)]],
        ["id,name,a*id*b", *[f"{at},Panel {at},c*2*d" for at in range(12)]],
        ["id;name", *[f"{at};**Panel** {at}" for at in range(12)]],
        ["id,name::id", *[f"{at},a::Panel {at}" for at in range(12)]],
    ],
)
def test_a_sign_within_cells_parts_none_where_commas_or_the_like_do(lines: list[str]) -> None:
    delimiter = "," if "," in lines[0] else ";"
    assert read_cells(lines) == (
        tuple(lines[0].split(delimiter)),
        [line.split(delimiter) for line in lines[1:]],
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["id* name", *[f"{at}* Panel" for at in range(8)]],
        ["id* name", *[f"{at}* Panel" for at in range(12)], "12* Panel * and more"],
        ["id* name", *[f"{at}* Panel" for at in range(12)], "12"],
    ],
)
def test_few_lines_or_one_that_differs_leave_a_sign_what_it_is(lines: list[str]) -> None:
    with pytest.raises(BadRegister):
        read_cells(lines)


@given(st.text(st.sampled_from("*~ \r\n\x1fa,"), max_size=60), st.integers(0, 12))
def test_whatever_signs_come_their_text_is_read_or_said_to_be_none(text: str, times: int) -> None:
    content = (text + "\n") * times
    parted, delimiter = find_delimiter(content, lambda rows: (max(map(len, rows), default=0),))
    if parted != content:
        counts = {line.count(delimiter) for line in parted.split("\n") if line.strip(" \r")}
        assert (delimiter, len(counts)) == (BETWEEN, 1)
        assert BETWEEN not in content
