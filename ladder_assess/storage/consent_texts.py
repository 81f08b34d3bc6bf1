"""The consent texts, read from the newest version of their definition and checked once."""

import json
from functools import lru_cache
from pathlib import Path

from ladder_assess.core.consent_texts import ConsentTexts, consent_texts
from ladder_assess.core.shape import shape_problems
from ladder_assess.core.validation import duplicates
from ladder_assess.storage.definitions import InvalidDefinition, Located, newest
from ladder_assess.storage.yaml_source import read_yaml

SCHEMA = "consent.schema.json"


@lru_cache(4)
def load_consent_texts(root: Path) -> ConsentTexts:
    """Read the texts of a directory. Raises InvalidDefinition with every problem, or OSError."""
    document = read_yaml(newest(root, "consent"))
    problems = list(document.problems)
    if document.data is not None:
        schema = json.loads((root / SCHEMA).read_text("utf-8"))
        problems += [*shape_problems(schema, document.data), *duplicates(document.data, "purposes")]
    if problems:
        raise InvalidDefinition(
            Located(str(document.file), document.line(path), str(name), text)
            for name, path, text in problems
        )
    return consent_texts(document.data)
