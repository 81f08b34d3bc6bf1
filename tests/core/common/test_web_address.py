"""A web address is one however its first letters are written, and there is one place that says so.

Four places each had a pattern of their own, none of which took what the keyboard of a phone writes.
"""

from pathlib import Path

import pytest

import ladder_assess
from ladder_assess.core.common.web_address import is_web_address, whole_parts

ROOT = Path(ladder_assess.__file__).parent
# What says so, and what a column of a register looks like and what a message makes links of, which
# refuse nothing.
KNOWN = {"core/common/web_address.py", "core/campaigns/message.py", "core/register/looks.py"}


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG", "Https://example.org", "Http://a.b/ü"],
)
def test_what_is_a_web_address(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "", "www.example.org", "https://", "ftp://example.org", "javascript:alert(1)//https://a.b",
        " https://example.org", "https://example.org\n", "https://example.org a", 'https://a"b',
        "https://a<b", "hTtPsx://a.b",
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert not is_web_address(text)


def test_nothing_else_says_what_a_web_address_is() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "https?:" in path.read_text("utf-8")
    }
    assert found == KNOWN


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("http://192.168.178.25:8000/join", ("http://", "192.168.178.25:8000", "/join")),
        ("http://[fd00::1]:8000/join", ("http://", "[fd00::1]:8000", "/join")),
        ("https://ladder.example.org/join", ("https://", "ladder.example.org", "/join")),
        (
            "https://participation.long-name.example.org/a/join",
            ("https://", "participation", ".long-name", ".example", ".org", "/a", "/join"),
        ),
    ],
)
def test_an_address_breaks_in_no_odd_place(address: str, parts: tuple[str, ...]) -> None:
    assert whole_parts(address) == parts
    assert "".join(parts) == address
