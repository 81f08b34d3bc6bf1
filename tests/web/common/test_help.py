"""The help page says what pages say: whatever it quotes stands on one of them."""

import re

from ladder_assess.settings import CHECKOUT, PACKAGE
from tests.support.client import Client

QUOTED = re.compile("“([^”]+)”")
# The first text of a call that translates, in a template or in code; long ones are in parts.
SAID = re.compile(r"""\b_l?\(\s*((?:(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*)+)""")
PART = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("\\", "").split())


def said() -> set[str]:
    """Every text of the product that is translated, but for those of the help page."""
    files = [*(CHECKOUT / "templates").rglob("*.html"), *(PACKAGE / "web").rglob("*.py")]
    texts: set[str] = set()
    for file in files:
        if file.name != "help.html":
            for found in SAID.findall(file.read_text("utf-8")):
                texts.add(plain("".join(a or b for a, b in PART.findall(found))))
    return texts


def test_whatever_it_quotes_stands_on_a_page(client: Client) -> None:
    page = client.get("/help")
    quoted = {plain(text) for text in QUOTED.findall(page.text)}
    assert len(quoted) > 8
    assert not quoted - said()


def test_its_questions_can_be_linked_to(client: Client) -> None:
    page = client.get("/help")
    for part in ("register", "many", "plan", "work", "public-page", "questionnaires", "compare"):
        assert page.one(f"#{part}").name == "h2"
