"""Find the files of a trial on readers, so that anybody can work its figures out again."""

from pathlib import Path

from ladder_assess.core.activities.trials import Tried
from ladder_assess.storage.questionnaire.trial_files import read_trial_file


def trial_file(questionnaires: Path, tried: Tried, name: str) -> bytes | None:
    """A file that one of the trials names; None for every other, wherever it may lie."""
    return read_trial_file(questionnaires, name) if tried.has_file(name) else None
