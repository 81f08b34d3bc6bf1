"""The consent texts, read from the newest version of their definition and checked once."""

from functools import lru_cache
from pathlib import Path

from ladder_assess.core.people.consent_texts import ConsentTexts, consent_texts
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definition_files import alone, newest


@lru_cache(4)
def load_consent_texts(root: Path) -> ConsentTexts:
    """Read the texts of a directory. Raises InvalidDefinition with every problem, or OSError."""
    files = alone(root, consent=read_yaml(newest(root, "consent")))
    files.found = {"consent": files.consent_problems(files.source_keys)}
    files.refuse_problems()
    return consent_texts(files.consent.data)
