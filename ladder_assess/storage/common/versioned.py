"""Files that are named by what they hold: `<id>-v<version>.yaml`."""

import re
from collections.abc import Iterator, Mapping

from ladder_assess.core.checks.problems import Name, Problem
from ladder_assess.storage.common.yaml_source import Document

VERSIONED = re.compile(r"(?P<id>.+)-v(?P<version>\d+)")


def misnamed(document: Document) -> Iterator[Problem]:
    """A versioned file is named by what stands in it."""
    named = VERSIONED.fullmatch(document.file.stem)
    data = document.data if isinstance(document.data, Mapping) else {}
    for key in ("id", "version"):
        if named and key in data and str(data[key]) != named[key]:
            message = f"the name of the file says {named[key]}, found {data[key]}"
            yield Problem(Name.MISNAMED_FILE, (key,), message)
