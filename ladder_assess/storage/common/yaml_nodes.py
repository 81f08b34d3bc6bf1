"""Composes YAML into nodes with libyaml, five times as fast as the reader that explains mistakes.

A definition is read by it only where both give the same (`tests/storage` holds them against each
other): libyaml follows YAML 1.1, counts no levels, and has other words for what is wrong.
"""

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.main import CParser  # type: ignore[attr-defined]
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

# libyaml nests as deep as a text asks for, and its stack is the process's own.
MOST_OPENED = 500
DEEP = re.compile(r"^ {60}|(?:[-?:][ \n]+){8}", re.M)
# What libyaml reads otherwise, or keeps no trace of in a node.
READ_OTHERWISE = re.compile(
    "|".join(
        (
            r"[\t\r\x85\u2028\u2029\ufeff]",  # tabs and marks; what YAML 1.1 took for line ends
            r"(?<![^\s\[\]{},:\"'])(?:[&*][^\s]|!)",  # anchors, aliases and tags
            r"(?<![^\s\[\]{},:])\?",  # keys that are said to be such
            r"[\]}]\s*:|[\"']:(?!\s)",  # keys that are not plain
            r"[|>][-+0-9]*#|- +#",  # comments close behind what they are about
            r"[|>][-+0-9]*\s*\n\s*\n",  # blocks of text that start with an empty line
        )
    )
)


class _Resolver(VersionedResolver):
    """Tells texts from numbers by YAML 1.2, which its parent asks for again at each word."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def compose_quickly(text: str, deepest: int) -> Node | None:
    """The nodes of a text with at most `deepest` levels; None where it has to be read with more
    care: it has a mistake, could be deep, could be read in two ways, or libyaml is not here.
    """
    opened = text.count("[") + text.count("{")
    deep = opened > MOST_OPENED or DEEP.search(text)
    if CParser is None or deep or READ_OTHERWISE.search(text):
        return None
    yaml = YAML(typ="safe")
    yaml.Resolver = _Resolver
    try:
        node: Node | None = yaml.compose(text)
    except YAMLError:
        return None
    return node if node is not None and _fits(node, deepest) else None


def _fits(node: Node, levels: int) -> bool:
    """Has it at most so many levels, itself among them?"""
    if levels == 0:
        return False
    if isinstance(node, MappingNode):
        below = (part for pair in node.value for part in pair)
    elif isinstance(node, SequenceNode):
        below = iter(node.value)
    else:
        return True
    return all(_fits(part, levels - 1) for part in below)
