"""Whatever was typed, what is left of it can be written as XML, and nothing else is touched."""

from html import escape
from xml.etree.ElementTree import fromstring

from hypothesis import assume, given
from hypothesis import strategies as st

from ladder_assess.core.common.legible import CONTROLS, TWICE, legible, with_windows_letters

# All that XML 1.0 cannot hold (production 2, Char), half characters among them.
NOT_XML = "".join(
    chr(code)
    for part in (range(9), (0xB, 0xC), range(0xE, 0x20), range(0xD800, 0xE000), (0xFFFE, 0xFFFF))
    for code in part
)
ANY = st.characters(exclude_categories=[])


@given(st.text(st.one_of(st.sampled_from(NOT_XML), ANY)))
def test_what_is_legible_can_be_written(text: str) -> None:
    written = fromstring(f"<a>{escape(legible(text))}</a>").text or ""
    assert written.replace("\n", "\r") == legible(text).replace("\r\n", "\r").replace("\n", "\r")


def test_every_character_that_xml_cannot_hold_is_marked() -> None:
    assert legible(NOT_XML) == "\ufffd" * len(NOT_XML)


@given(st.text())
def test_all_others_stay(text: str) -> None:
    kept = CONTROLS.sub("", text)
    assert legible(kept) == kept
    assert len(legible(text)) == len(text)


@given(st.text(st.one_of(st.characters(max_codepoint=0xFF), ANY)))
def test_controls_that_windows_has_letters_for_are_read_as_these(text: str) -> None:
    """The list is the codec's own. What it has nothing for is left out and nothing else: it had a
    row refused alone, though nothing is seen of it.
    """
    assume(not TWICE.search(text))
    controls = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    assert with_windows_letters(text) == "".join(controls.get(c, c) for c in text)


@given(st.sampled_from("‘’“”–—…•ŁÁÍčÝĐ"), st.booleans())
def test_what_was_stored_twice_is_read_as_it_was_at_first(letter: str, as_windows: bool) -> None:
    """Rows were refused for the last byte of a quotation mark, which stands for nothing alone."""
    twice = letter.encode().decode("latin-1")
    if as_windows:
        twice = "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c for c in twice)
    read = with_windows_letters(f"“a” – café Ä, {twice}b â€\x9d")
    assert read == f"“a” – café Ä, {letter}b ”"


def test_letters_beside_marks_of_windows_are_not_taken_for_such() -> None:
    assert with_windows_letters("\x93CAFÉ\x94, Dör\x85 â\x84") == "“CAFÉ”, Dör… â„"
