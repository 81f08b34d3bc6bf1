"""What the product says is what somebody has read."""

import re

from tests.wording.golden import GOLDEN, sentences


def test_every_sentence_was_read() -> None:
    """“rung.The median” and “Most: rung 5, with 1” were on pages: nobody had read them all."""
    now, read = sentences().splitlines(), GOLDEN.read_text(encoding="utf-8").splitlines()
    new = [line for line in now if line not in set(read)]
    gone = [line for line in read if line not in set(now)]
    assert now == read, "\n".join(
        ["`make sentences`, then read what changed aloud:", *new, "no longer said:", *gone]
    )


def test_no_sentence_has_brackets_within_brackets() -> None:
    read = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert [line for line in read if re.search(r"\([^()]*\(", line)] == []
