"""Guides as pages: Markdown in, HTML in the look of the site out, every text translated."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ladder_assess.core.common.guide import Guide
from ladder_assess.publishing.common.narrow_table import narrow_table

Translate = Callable[[str], str]
Address = Callable[[str, str], str]
LOOK = {
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "a": "govuk-link",
    "blockquote": "govuk-inset-text",
}
OTHER_GUIDE = re.compile(r"(?:\.\./(\w+)/)?([\w-]+)\.md(#[\w-]+)?")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


class Heading(NamedTuple):
    """A heading of the second level: its anchor on the page and its words."""

    anchor: str
    words: str


class GuidePage(NamedTuple):
    """A guide ready to be shown: its title, the headings within it, and its HTML."""

    title: str
    headings: list[Heading]
    html: str


def guide_page(guide: Guide, translate: Translate, address: Address) -> GuidePage:
    """A guide as HTML. HTML within the Markdown is shown as text.

    `translate` turns the Markdown of a paragraph, heading or cell into the reader's language;
    `address` gives where another guide is shown, by its reader and name.
    """
    parser = _parser()
    tokens = list(_in_language(parser, parser.parse(guide.body), translate))
    for token in tokens:
        for part in (token, *(token.children or ())):
            _dress(part)
            if part.type == "link_open":
                part.attrSet("href", _led(guide, str(part.attrGet("href")), address))
    headings = list(_anchor(tokens))
    html = parser.renderer.render(tokens, parser.options, {})
    html = TABLE.sub(lambda table: narrow_table(table[0]), html)
    return GuidePage(translate(guide.title), headings, html)


def texts_of(markdown: str) -> Iterator[tuple[int, str]]:
    """The texts of a guide that have to be translated, each with its line, counted from 1."""
    for token in _parser().parse(markdown):
        if token.type == "inline" and token.content:
            yield (token.map or [0])[0] + 1, token.content


def anchor_of(words: str) -> str:
    """The anchor of a heading: its words in small letters, joined by hyphens."""
    return re.sub(r"\W+", "-", words.casefold()).strip("-")


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _in_language(
    parser: MarkdownIt, tokens: Iterable[Token], translate: Translate
) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline" and token.content:
            token.children = parser.parseInline(translate(token.content))[0].children
        yield token


def _dress(token: Token) -> None:
    if token.nesting == 1 and token.tag in LOOK:
        token.attrSet("class", LOOK[token.tag])
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _anchor(tokens: list[Token]) -> Iterator[Heading]:
    """Give every heading an anchor, and give back those of the second level."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _words(tokens[at + 1])
            token.attrSet("id", anchor_of(words))
            if token.tag == "h2":
                yield Heading(anchor_of(words), words)


def _words(token: Token) -> str:
    return "".join(t.content for t in token.children or () if t.type in {"text", "code_inline"})


def _led(guide: Guide, href: str, address: Address) -> str:
    """Where a link leads: to another guide where it names one's file, else where it says."""
    match = OTHER_GUIDE.fullmatch(href)
    if match is None:
        return href
    return address(match[1] or guide.reader, match[2]) + (match[3] or "")


def extract(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The texts of a guide for Babel's catalogue, in the form that its extractors give."""
    markdown = file.read().decode("utf-8")
    title, _, _ = markdown.partition("\n")
    yield 1, None, title.removeprefix("# ").strip(), []
    for line, text in texts_of(markdown):
        yield line, None, text, []
