"""A fetched page, read as a browser would read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

# Straight to what is compiled: the layer above it makes two more objects for each node.
from markupever import _rustlib as html5ever

UNSEEN = {"script", "style", "template", "head", "noscript"}
# An attribute that no page can have.
NUMBER = "#"
# Nodes of the tree that are neither elements nor texts.
OTHERS = {html5ever.Doctype: "!doctype", html5ever.Comment: "#comment"}

Node = (
    html5ever.Document | html5ever.Doctype | html5ever.Comment | html5ever.Text
    | html5ever.Element | html5ever.ProcessingInstruction
)  # fmt: skip


class Element:
    """An element of a page, or a text in it. Made once for each, so that checks are quick."""

    __slots__ = ("_raw", "_text", "attributes", "children", "name", "node", "parent", "words")

    def __init__(self, node: Node, parent: "Element | None") -> None:
        self.node = node
        self.parent = parent
        self.attributes: dict[str, str] = {}
        self.words = ""
        self.children: list[Element] = []
        self._raw: str | None = None
        self._text: str | None = None
        if parent is not None:
            parent.children.append(self)
        if isinstance(node, html5ever.Text):
            self.name, self.words = "#text", node.content
        elif isinstance(node, html5ever.Element):
            self.name = node.name.local
            if attributes := node.attrs.items():
                self.attributes = {name.local: value for name, value in attributes}
        else:
            self.name = OTHERS.get(type(node), "#document")

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def above(self) -> "Iterator[Element]":
        """Its parent, that one's parent, and so on."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @property
    def inside(self) -> "Iterator[Element]":
        """All elements and texts in it, in order."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element.children[::-1]

    def named(self, *names: str) -> "list[Element]":
        """The elements in it that have one of these names."""
        return [element for element in self.inside if element.name in names]

    @property
    def raw_text(self) -> str:
        """Its text as it stands."""
        if self._raw is None:
            if self.name == "#text":
                self._raw = self.words
            elif self.name in UNSEEN:
                self._raw = ""
            else:
                self._raw = "".join([child.raw_text for child in self.children])
        return self._raw

    @property
    def text(self) -> str:
        """Its text with single spaces."""
        if self._text is None:
            self._text = " ".join(self.raw_text.split())
        return self._text


def tree_of(root: Node) -> Element:
    """A node with all that is in it, in one walk: to ask each for its children takes twice as
    long.
    """
    above: list[Element] = []
    for node, ends in html5ever.iter.Traverse(root):
        if ends:
            last = above.pop()
        else:
            above.append(Element(node, above[-1] if above else None))
    return last


@dataclass(frozen=True)
class Page:
    """A response: where it was asked for, its status, headers and text."""

    address: str
    status: int
    headers: Mapping[str, str]
    html: str

    @cached_property
    def _parsed(self) -> tuple[list[str], Node]:
        """Its errors, which have to be asked for before its tree, and the root of that."""
        parser = _parser(self.html)
        return parser.errors(), parser.into_dom().root()

    @cached_property
    def errors(self) -> list[str]:
        """Whatever the standard calls an error in the markup, each with its line."""
        lines = self.html.splitlines(keepends=True) or [""]
        return [_placed(error, lines) for error in self._parsed[0]]

    @cached_property
    def root(self) -> Element:
        return tree_of(self._parsed[1])

    @cached_property
    def nodes(self) -> list[Element]:
        """Every element and every text, in order."""
        return list(self.root.inside)

    @cached_property
    def elements(self) -> list[Element]:
        """Every element, in order."""
        return [e for e in self.nodes if not e.name.startswith(("#", "!"))]

    @cached_property
    def _by_name(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.name, []).append(element)
        return found

    def named(self, *names: str) -> list[Element]:
        """The elements that have one of these names."""
        if len(names) == 1:
            return list(self._by_name.get(names[0], ()))
        return [element for element in self.elements if element.name in names]

    def having(self, attribute: str) -> list[Element]:
        """The elements that have an attribute."""
        return [element for element in self.elements if attribute in element.attributes]

    @cached_property
    def _numbered(self) -> list[Element]:
        """Its elements, each node marked with its number: two nodes alike are equal, so that one
        that was found cannot be told from its like otherwise.
        """
        for number, element in enumerate(self.elements):
            assert isinstance(element.node, html5ever.Element)
            element.node.attrs.push(NUMBER, str(number))
        return self.elements

    def all(self, selector: str) -> list[Element]:
        """Every element that a CSS selector finds, in order."""
        elements = self._numbered
        found = html5ever.Select(self.root.node, selector)
        return [elements[int(node.attrs.get_by_index(len(node.attrs) - 1)[1])] for node in found]

    def one(self, selector: str) -> Element:
        """The only element that a CSS selector finds."""
        (element,) = self.all(selector)
        return element

    @property
    def title(self) -> str:
        return next(e for e in self.named("title")).text

    @property
    def heading(self) -> str:
        (heading,) = self.named("h1")
        return heading.text

    @property
    def text(self) -> str:
        """Everything that can be read on the page, with single spaces."""
        (body,) = self.named("body")
        return body.text

    def words_of(self, selector: str) -> str:
        """The text of the elements that a selector finds."""
        return " ".join(element.text for element in self.all(selector))

    @property
    def complaints(self) -> list[str]:
        """The lines of the error summary."""
        return [line.text for line in self.all(".govuk-error-summary__list li")]

    @property
    def links(self) -> list[Element]:
        return [a for a in self.named("a") if "href" in a]

    def link(self, text: str) -> str:
        """Where the first link with this text in it leads."""
        return next(a["href"] for a in self.links if text in a.text)

    def has_link(self, text: str) -> bool:
        return any(text in a.text for a in self.links)


def _parser(html: str) -> html5ever.Parser:
    """A parser that has read to the end."""
    parser = html5ever.Parser(html5ever.HtmlOptions(exact_errors=True))
    parser.process(html)
    parser.finish()
    return parser


def _placed(error: str, lines: list[str]) -> str:
    """An error with its line, which it does not say: the first up to which one must read for it."""
    numbers = range(1, len(lines) + 1)
    number = next(n for n in numbers if error in _parser("".join(lines[:n])).errors())
    return f"{error} in line {number}: {lines[number - 1].strip()[:200]}"
