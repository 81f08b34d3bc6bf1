"""Texts that other systems keep as HTML, taken to the words that a reader of them would see."""

import html
import re
from collections.abc import Iterator
from typing import Any

# What stands on lines of its own.
ON_A_LINE = frozenset(
    (
        "p", "div", "br", "hr", "ul", "ol", "li", "table", "tr", "blockquote", "section", "article",
        "h1", "h2", "h3", "h4", "h5", "h6",
    )
)  # fmt: skip
WITHIN = frozenset(
    (
        "span", "b", "strong", "em", "i", "u", "a", "font", "small", "sup", "sub", "td", "th",
        "tbody", "thead", "center", "img",
    )
)  # fmt: skip
# Without an end of their own.
ALONE = frozenset(("br", "hr", "img"))
UNSEEN = frozenset(("script", "style", "head", "title"))
TAG = re.compile(r"<(/?)([a-z][a-z1-6]*)(?=[\s/>])[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|pound|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
SPACES = re.compile(r"[ \t\u00a0]+")
# Stands where an item of a list begins, so that a line that was typed as a dash is not one.
ITEM = "\ue000"


def without_markup(text: str) -> str:
    """A text without the HTML in it, each paragraph and item of a list on a line of its own; any
    other text as it is, also where it has a `<` in it.
    """
    if "<" not in text and "&" not in text:
        return text
    plain = text if _has_tags(text) else _unescaped(text)
    return _words_of(plain) if _has_tags(plain) else plain


def _has_tags(text: str) -> bool:
    """Is there an element of HTML that begins and ends, or one without an end?"""
    begun, ended = set[str](), set[str]()
    for closes, name in TAG.findall(text):
        (ended if closes else begun).add(name.casefold())
    return bool((begun & ended | begun & ALONE) & (ON_A_LINE | WITHIN))


def _unescaped(text: str) -> str:
    return html.unescape(text) if ENTITY.search(text) else text


def _words_of(text: str) -> str:
    # Imported here: few registers have any.
    from lxml import etree
    from lxml import html as lxml_html

    if not any(name.casefold() in ON_A_LINE for _, name in TAG.findall(text)):
        # Then its own lines are all that there are.
        text = "<br>".join(text.splitlines())
    root = lxml_html.fragment_fromstring(text, create_parent="div")
    lines = "".join(_parts(etree.iterwalk(root, events=("start", "end", "comment")))).split("\n")
    plain = (SPACES.sub(" ", line.replace(ITEM, f"{ITEM} ")).strip() for line in lines)
    return "\n".join(line.replace(ITEM, "-") for line in plain if line.strip(ITEM))


def _parts(events: Any) -> Iterator[str]:
    """The words between tags, with a line break wherever one is seen."""
    for event, element in events:
        if event == "comment":
            yield _on_one_line(element.tail)
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if name in ON_A_LINE:
            yield f"\n{ITEM}" if name == "li" and event == "start" else "\n"
        elif name in ("td", "th") and event == "end":
            yield " "
        if event == "end":
            yield _on_one_line(element.tail)
        elif name not in UNSEEN:
            yield _on_one_line(element.text)


def _on_one_line(text: str | None) -> str:
    """A text of a page, in which a line break is a space."""
    return " ".join((text or "").splitlines()) if text and "\n" in text else text or ""
