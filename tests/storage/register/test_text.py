"""Texts of registers, in whatever encoding: letters come out as they went in, or are said."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.register.text import UTF8, WINDOWS, decode, text_rows

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


CELLS = st.text(
    st.characters(exclude_characters='"\x00', exclude_categories=["Cs", "Cc"]), min_size=1
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=9), st.data())
def test_a_quotation_mark_that_nothing_closes_costs_its_own_row_alone(
    rows: list[list[str]], data: st.DataObject
) -> None:
    """It took all that was below it into one cell, and a long list was refused as a whole."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    lines = written.getvalue().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    broken = [*lines[:at], '"' + lines[at].replace('"', ""), *lines[at + 1 :]]
    before = [row for _, row in text_rows("\n".join(lines), ",") if isinstance(row, list)]
    assume(len(before) == len(lines))
    # A mark further down closes it, where one stands.
    assume('"' not in "".join(lines[at + 1 :]))
    found = list(text_rows("\n".join(broken), ","))
    assert [number for number, _ in found] == list(range(1, len(lines) + 1))
    assert found[at][1] == Flaw("quotes")
    assert [row for number, row in found if number != at + 1] == before[:at] + before[at + 1 :]


def test_a_long_list_is_read_behind_an_open_quotation_mark() -> None:
    text = "id,name\n" + 'a,"Ten\n' + "".join(f"r{at},Forum on parks\n" for at in range(150_000))
    found = list(text_rows(text, ","))
    assert (len(found), found[1][1]) == (150_002, Flaw("quotes"))
    assert found[-1][1] == ["r149999", "Forum on parks"]
