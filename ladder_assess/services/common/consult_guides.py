"""Find the guides that the product comes with."""

from collections.abc import Mapping
from pathlib import Path

from ladder_assess.core.common.guide import Guide
from ladder_assess.storage.common.guides import read_guides

FOLDER = Path(__file__).parents[2] / "guides"


def consult_guides() -> Mapping[tuple[str, str], Guide]:
    """Every guide by its reader (`users`, `method`, `administrators`, `maintainers`) and name."""
    return read_guides(FOLDER)
