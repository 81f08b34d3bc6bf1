"""The texts and readings of trials, in `questionnaires/trials/`."""

from pathlib import Path

FOLDER = "trials"


def read_trial_file(root: Path, name: str) -> bytes:
    """What a file of a trial holds. Raises OSError where it is missing."""
    return (root / FOLDER / name).read_bytes()
