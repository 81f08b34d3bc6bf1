"""Writes down every sentence that is put together, to be read through aloud: `make sentences`."""

from pathlib import Path

from tests.wording.composed import composed
from tests.wording.messages import filled_in

GOLDEN = Path(__file__).with_name("sentences.txt")
HEAD = """Every sentence that the product puts together, with 0, 1, 2 and many in it.

Written by `make sentences`, and held by a test. Read what changed aloud before you commit it.
A dot stands before what holds no number. What is never said of one stands in test_messages.py."""


def sentences() -> str:
    """The whole file: what is put into each message, then pages and pictures of examples."""
    parts = (HEAD, "", "MESSAGES", *filled_in(), "", "PAGES AND PICTURES", *composed())
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(sentences(), encoding="utf-8")
