"""What takes long to work out of a file, worked out once for the same file as it was read.

A `Document` is not changed once it was read, and the same bytes are read once in a process.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ladder_assess.core.checks.exactness import exact_problems
from ladder_assess.core.checks.problems import Problem
from ladder_assess.core.checks.shape import prepared, shape_problems
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.storage.common.yaml_source import Document


@lru_cache(32)
def shape_of(schema: str, document: Document, *, instrument: bool) -> tuple[Problem, ...]:
    """The first pass over a file."""
    return tuple(shape_problems(_schema(schema, instrument=instrument), document.data))


@lru_cache(16)
def _schema(schema: str, *, instrument: bool) -> Mapping[str, Any]:
    rules = json.loads(schema)
    if instrument:
        rules = {"$ref": "#/$defs/instrument", "$defs": rules["$defs"]}
    return prepared(rules)


@lru_cache(16)
def rules_of(document: Document) -> Questionnaire:
    """The rules in a file that is sound."""
    return build(document.data)


@lru_cache(16)
def exact_problems_of(document: Document) -> tuple[Problem, ...]:
    """What only going through all answers tells of rules that are sound in all else."""
    return tuple(exact_problems(document.data))
