"""A fetched page, read as a browser would read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from justhtml import JustHTML

UNSEEN = {"script", "style", "template", "head"}


class Element:
    """An element of a page, or a text in it. Made once for each, so that checks are quick."""

    def __init__(self, node: Any, parent: "Element | None" = None) -> None:
        self.node = node
        self.parent = parent
        self.name = str(getattr(node, "name", ""))
        found: Mapping[str, str | None] = getattr(node, "attrs", None) or {}
        self.attributes = {name: value or "" for name, value in found.items()}
        self.children = [Element(c, self) for c in getattr(node, "children", None) or ()]

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
        for child in self.children:
            yield child
            yield from child.inside

    def named(self, *names: str) -> "list[Element]":
        """The elements in it that have one of these names."""
        return [element for element in self.inside if element.name in names]

    @cached_property
    def raw_text(self) -> str:
        if self.name == "#text":
            return str(self.node.data)
        if self.name in UNSEEN:
            return ""
        return "".join([child.raw_text for child in self.children])

    @cached_property
    def text(self) -> str:
        """Its text with single spaces."""
        return " ".join(self.raw_text.split())


@dataclass(frozen=True)
class Page:
    """A response: where it was asked for, its status, headers and text."""

    address: str
    status: int
    headers: Mapping[str, str]
    html: str

    @cached_property
    def document(self) -> JustHTML:
        return JustHTML(self.html, sanitize=False, collect_errors=True)

    @cached_property
    def root(self) -> Element:
        return Element(self.document.root)

    @cached_property
    def elements(self) -> list[Element]:
        """Every element, in order."""
        return [e for e in self.root.inside if not e.name.startswith(("#", "!"))]

    def named(self, *names: str) -> list[Element]:
        """The elements that have one of these names."""
        return [element for element in self.elements if element.name in names]

    def having(self, attribute: str) -> list[Element]:
        """The elements that have an attribute."""
        return [element for element in self.elements if attribute in element.attributes]

    @cached_property
    def _by_node(self) -> dict[int, Element]:
        return {id(element.node): element for element in self.elements}

    def all(self, selector: str) -> list[Element]:
        """Every element that a CSS selector finds, in order."""
        return [self._by_node[id(node)] for node in self.document.query(selector)]

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
