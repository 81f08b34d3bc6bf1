"""HTML in texts comes in as its words; every other text as it is."""

from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.register.markup import ON_A_LINE, WITHIN, without_markup

# Without what a page shows in another way: its spaces and line breaks.
WORDS = st.lists(
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9), min_size=1
)


@example(["-"], "a")
@example(["-"], "li")
@given(WORDS, st.sampled_from(sorted((ON_A_LINE | WITHIN) - {"br", "hr", "img", "tbody", "td"})))
def test_words_come_out_as_they_went_in(words: list[str], tag: str) -> None:
    text = " ".join(words)
    found = without_markup(f'<div class="x"><{tag} style="a&#58;b">{escape(text)}</{tag}></div>')
    assert " ".join(found.removeprefix("- ").split()) == " ".join(text.split())


@given(st.text())
def test_a_text_without_an_element_that_ends_is_as_it_was(text: str) -> None:
    """Also where it has a `<` in it."""
    plain = text.replace("&", "and").replace("</", "< /").replace("<br", "< br")
    for kept in (plain, f"{plain} <5 years", f"a < b > c {plain.replace('<', '')}"):
        assert without_markup(kept) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Walks</p><p>and talks</p>", "Walks\nand talks"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("First line\nSecond <b>line</b>", "First line\nSecond line"),
        ("<p>One\nline</p>", "One line"),
        ("Arts &amp; crafts", "Arts & crafts"),
        ("&lt;p&gt;Twice&lt;/p&gt;", "Twice"),
        ("<p>Seen<!-- not seen --></p><style>p { }</style><script>x()</script>", "Seen"),
        ("<p><br></p>", ""),
    ],
)
def test_what_a_page_would_show_stays(text: str, words: str) -> None:
    assert without_markup(text) == words


@pytest.mark.parametrize(
    "text",
    ["Ages <16 and >60", "Use <b> to make it bold", "R&D; AT&T", "Write to <a@b.org>", "1 <2> 3"],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert without_markup(text) == text
