"""Pages as trees: what they say, and that a fault in one is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from ladder_assess.publishing.files.page_tree import page_tree


def test_elements_texts_and_attributes() -> None:
    root = page_tree('<div class="a b"><p>One <b>two</b><br>three &amp; more</p></div>')
    (paragraph,) = root.all("p")
    assert paragraph.text == "One twothree & more"
    assert [child.tag for child in paragraph.elements] == ["b", "br"]
    (block,) = root.elements
    assert (block.kinds, block.get("id")) == (["a", "b"], "")


@given(st.text())
def test_a_typed_text_is_one_text(typed: str) -> None:
    (paragraph,) = page_tree(f'<p title="{escape(typed)}">{escape(typed)}</p>').elements
    assert paragraph.text == paragraph.get("title") == typed


@pytest.mark.parametrize("fault", ["<p>", "<p><b></p></b>", "</p>"])
def test_a_fault_is_found(fault: str) -> None:
    with pytest.raises(ValueError, match="expected an end"):
        page_tree(fault)
