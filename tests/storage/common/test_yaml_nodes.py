"""Definitions read by libyaml are what the reader that explains mistakes makes of them."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.common import yaml_source
from ladder_assess.storage.common.yaml_nodes import compose_quickly
from ladder_assess.storage.common.yaml_source import DEEPEST, Document

FILES = sorted((CHECKOUT / "questionnaires").glob("*.yaml"))
TEXT = """# about
id: a-1  # note
title: 'It''s "so"'
when: {all: [a >= b, {not: c is d}]}
list:
  - name: x
    text: >-
      folded
      over lines

  - [1, 02, -3, 1.5, true, null, ~, "\\u00e9\\n", yes]
"""
BITS = (
    *":-?#[]{},&*!|>%@`~\"'=<\\ \n\t", "- ", "? ", ": ", " #", "&a ", "*a", "!x ", "---", "...",
    "|-\n", ">+\n", "|#", "    ", "\r", "\x07", "\x85", "\u2028", "\u00a0", "\ufeff", "é", "0x1F",
    "0o7", "1_000", "1e3", ".inf", "<<", "2020-01-01", "\\/", "- - - - - - - - - ",
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 3), st.sampled_from(BITS)), max_size=3
)


def alike(raw: bytes) -> Document:
    """What is read of a file's bytes, which is the same with libyaml and without."""
    read = yaml_source._read.__wrapped__
    quick = read(Path("a.yaml"), raw)
    with patch.object(yaml_source, "compose_quickly", lambda *_: None):
        slow = read(Path("a.yaml"), raw)
    assert (quick.data, quick.lines, quick.problems) == (slow.data, slow.lines, slow.problems)
    return quick


@pytest.mark.thorough
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_definition_is_read_quickly_and_alike(file: Path) -> None:
    assert compose_quickly(file.read_text("utf-8"), DEEPEST) is not None
    assert not alike(file.read_bytes()).problems


@given(EDITS)
@settings(max_examples=3 * settings().max_examples, deadline=None, derandomize=True)
def test_whatever_is_written_is_read_alike(edits: list[tuple[int, int, str]]) -> None:
    text = TEXT
    for place, gone, put in edits:
        text = text[:place] + put + text[place + gone :]
    alike(text.encode())


@pytest.mark.parametrize("text", ["- " * 5000, "[" * 5000, "{a: " * 600, " " * 70 + "a: 1"])
def test_what_could_be_deep_is_left_to_the_other(text: str) -> None:
    assert compose_quickly(text, DEEPEST) is None


def test_levels_are_counted_alike() -> None:
    for levels in range(DEEPEST - 3, DEEPEST + 3):
        text = "[" * levels + "1" + "]" * levels
        document = Document(Path("a.yaml"))
        careful = yaml_source._compose(document, text)
        assert (compose_quickly(text, DEEPEST) is None) == (careful is None), levels
