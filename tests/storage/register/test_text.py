"""Texts of registers, in whatever encoding: letters come out as they went in, or are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.register.text import UTF8, WINDOWS, decode

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
