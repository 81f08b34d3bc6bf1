"""A page of our own templates as a tree of elements, for what is made of it besides print."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "img", "meta"}


@dataclass
class Element:
    """One element; texts stand among its children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def kinds(self) -> list[str]:
        """Its classes."""
        return self.get("class").split()

    @property
    def elements(self) -> Iterator["Element"]:
        """Its children without the texts."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element of these kinds in it, in the order of the page."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)


def page_tree(html: str) -> Element:
    """A page's root, which holds its `html`. Raises ValueError where an element ends that did not
    begin, or begins and does not end: our own pages have no such fault.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise ValueError(f"expected an end of {reader.open[-1].tag}, found the end of the page")
    return reader.open[0]


class _Reader(HTMLParser):
    """Builds the tree; `open` are the elements that have begun, outermost first."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            raise ValueError(f"expected an end of {self.open[-1].tag}, found one of {tag}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
