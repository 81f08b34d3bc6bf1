"""Guides in their folder: a folder for each kind of reader, a Markdown file for each guide."""

from functools import cache
from pathlib import Path

from ladder_assess.core.common.guide import Guide

# In the order in which they are offered.
READERS = ("users", "method", "administrators", "maintainers")


@cache
def read_guides(folder: Path) -> dict[tuple[str, str], Guide]:
    """Every guide below a folder by its reader and name, in the order in which they are offered.

    Read once a process: guides change with the product and not while it runs.
    """
    files = (
        (reader, file) for reader in READERS for file in sorted((folder / reader).glob("*.md"))
    )
    return {
        (reader, file.stem): Guide(reader, file.stem, file.read_text("utf-8"))
        for reader, file in files
    }
