"""Reads margins, by which answers are weighed, from a file that somebody sends."""

from collections.abc import Iterable

from ladder_assess.core.campaigns.weights.margins import (
    ReadMargins,
    WeighableQuestion,
    read_margins,
)
from ladder_assess.storage.campaigns.answer_table import Unreadable
from ladder_assess.storage.campaigns.margin_table import read_margin_table

__all__ = ["Unreadable", "margins_in"]


def margins_in(content: bytes, questions: Iterable[WeighableQuestion]) -> ReadMargins:
    """What a file says of some questions. Nothing of it is kept. Raises Unreadable."""
    return read_margins(questions, *read_margin_table(content))
