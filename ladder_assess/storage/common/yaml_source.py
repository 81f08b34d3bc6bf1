"""Reads one YAML file as plain data in which every value knows its line.

Only what a definition needs is read: one document of mappings, lists, texts, whole numbers, true,
false and null. Anchors, tags and directives are refused, so a small file cannot grow into a large
one and a word is always read the same way (YAML 1.2: yes and no are words).
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path as File
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from ladder_assess.core.checks.problems import Name, Path, Problem
from ladder_assess.storage.common.yaml_nodes import compose_quickly

TAG = "tag:yaml.org,2002:"
PLAIN = ("str", "int", "bool", "null", "float", "timestamp", "map", "seq", "value", "merge")
DEEPEST = 40


@dataclass(eq=False)
class Document:
    """A file as data. `problems` holds what is wrong with it as YAML; `data` is then what could be
    read of it. `lines` gives the line of a path, the first being 1. Nobody changes what was read.
    """

    file: File
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the value at a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def refuse(self, name: Name, line: int, message: str, path: Path = ()) -> None:
        """Note a problem of the file as YAML, at a line that has perhaps no value of its own."""
        place = (*path, f"problem {len(self.problems)}")
        self.lines[place] = line
        self.problems.append(Problem(name, place, message))


def read_yaml(file: File) -> Document:
    """Read a file. Raises OSError when it cannot be opened; all else is a problem of the result.

    The same bytes are parsed once in a process: what is returned is shared, not to be changed.
    """
    return _read(file, file.read_bytes())


@lru_cache(64)
def _read(file: File, raw: bytes) -> Document:
    document = Document(file)
    text = _decode(document, raw)
    if text is None or not _plain_enough(document, text):
        return document
    node = compose_quickly(text, DEEPEST) or _compose(document, text)
    if node is not None:
        data = _Reader(document).value(node, ())
        halting = any(problem.name != Name.DUPLICATE_KEY for problem in document.problems)
        document.data = None if halting else data
    return document


def _decode(document: Document, raw: bytes) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.refuse(Name.NOT_UTF_8, line, "expected text in UTF-8")
        return None
    return text.replace("\r\n", "\n")


def _plain_enough(document: Document, text: str) -> bool:
    """Directives change how words are read, so there are none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("%"):
            document.refuse(
                Name.DIRECTIVE, number, "expected no directive (a line that starts with %)"
            )
            return False
    return True


def _compose(document: Document, text: str) -> Node | None:
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = DEEPEST
    yaml.composer.warn_double_anchors = False
    try:
        node: Node | None = yaml.compose(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        document.refuse(Name.NOT_YAML, line, "expected no control characters")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        name, message = _explain(error, text, mark.index if mark else 0)
        document.refuse(name, mark.line + 1 if mark else 1, message)
    except (YAMLError, RecursionError) as error:
        document.refuse(Name.NOT_YAML, 1, f"could not be read as YAML: {error}")
    else:
        if node is None:
            document.refuse(Name.EMPTY_FILE, 1, "expected a definition; the file is empty")
        return node
    return None


def _explain(error: MarkedYAMLError, text: str, index: int) -> tuple[Name, str]:
    """The name and message for an error of the parser."""
    said = str(error.problem or error.context or "cannot be read")
    if text[index : index + 1] == "\t":
        return Name.TAB, "expected spaces: YAML does not allow tabs here"
    if "another document" in said:
        return Name.SEVERAL_DOCUMENTS, "expected one document, and found a line of three dashes"
    if "depth" in said:
        return Name.TOO_DEEP, f"expected at most {DEEPEST} levels"
    return Name.NOT_YAML, f"could not be read as YAML: {said}"


class _Reader:
    """Turns nodes into data, noting lines and problems."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def value(self, node: Node, path: Path) -> Any:
        """The data of a node and of all below it."""
        line = node.start_mark.line + 1
        self._document.lines.setdefault(path, line)
        if node.anchor is not None:
            self._document.refuse(
                Name.ANCHOR, line, "expected no anchors and no aliases (& and *)", path
            )
            return None
        kind = str(node.tag).removeprefix(TAG)
        if kind not in PLAIN:
            self._document.refuse(Name.CUSTOM_TAG, line, f"expected no tag, found {node.tag}", path)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(part, (*path, place)) for place, part in enumerate(node.value)]
        return _scalar(str(node.value), kind)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode) or key_node.anchor is not None:
                self._document.refuse(
                    Name.KEY_NOT_TEXT, line, "expected a word before the colon", path
                )
                continue
            key = str(key_node.value)
            if key in data:
                first = self._document.lines[(*path, key)]
                message = f"`{key}` stands here and on line {first}"
                self._document.refuse(Name.DUPLICATE_KEY, line, message, path)
                continue
            self._document.lines[(*path, key)] = line
            data[key] = self.value(value_node, (*path, key))
        return data


def _scalar(text: str, kind: str) -> str | int | bool | None:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        try:
            return int(text)
        except ValueError:
            return text
    return text
