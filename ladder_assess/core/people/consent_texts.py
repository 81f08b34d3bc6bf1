"""What people are told before they agree to something, one text for each purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ANONYMOUS_ANSWERS, NAMED_ANSWERS = "anonymous_answers", "named_answers"
EVIDENCE_FILE, NOTICES = "evidence_file", "notices"
QUESTIONNAIRE_ANSWERS, ANSWER_ROWS = "questionnaire_answers", "answer_rows"
PILOT_ANSWERS = "pilot_answers"
# What people are asked to agree to: each has a text, and no other has.
PURPOSES = (
    ANONYMOUS_ANSWERS,
    NAMED_ANSWERS,
    QUESTIONNAIRE_ANSWERS,
    ANSWER_ROWS,
    PILOT_ANSWERS,
    EVIDENCE_FILE,
    NOTICES,
)


@dataclass(frozen=True)
class Purpose:
    """One purpose. `text` is in paragraphs; `basis` the ground in law; `agree` what is ticked."""

    id: str
    title: str
    basis: str
    text: tuple[str, ...]
    agree: str
    withdraw: str


@dataclass(frozen=True)
class ConsentTexts:
    """Every purpose, in the wording of one version."""

    version: int
    source: str
    purposes: Mapping[str, Purpose]

    def title(self, purpose: str) -> str:
        """What a purpose is called; its id, where this version has it no more."""
        found = self.purposes.get(purpose)
        return found.title if found else purpose

    def reference(self, purpose: str) -> str:
        """What a text is called, for a person to quote: its purpose and version."""
        return f"{purpose.replace('_', '-')}-v{self.version}"


def consent_texts(data: Mapping[str, Any]) -> ConsentTexts:
    """The texts of a checked definition."""
    purposes = (Purpose(**{**entry, "text": tuple(entry["text"])}) for entry in data["purposes"])
    return ConsentTexts(data["version"], data["source"], {p.id: p for p in purposes})
