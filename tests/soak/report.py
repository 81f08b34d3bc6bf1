"""What a long run found: a table to read, and JSON for programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.kept.chosen_engine import SQLITE


class Row(NamedTuple):
    """What was tried how many times, what was `wrong` about it and what else is told of it. Tried
    no times, it could not be tried here, and `told` says why.
    """

    what: str
    times: int
    wrong: Sequence[str]
    told: str = ""
    engine: str = SQLITE

    @property
    def came(self) -> str:
        """In a word."""
        return "not tried" if not self.times else "WRONG" if self.wrong else "held"


def table(rows: Sequence[Row]) -> str:
    """A line for each, and below it what was wrong."""
    told = []
    for row in rows:
        on = "" if row.engine == SQLITE else f", on {row.engine}"
        told.append(f"{f'{row.what}{on}':<56}{row.times:>9,}  {row.came:<10}{row.told}")
        told += [f"    {wrong}" for wrong in row.wrong]
    return "\n".join(told)


def write(file: Path, seed: int, rows: Sequence[Row]) -> None:
    """Keep what was found, with the seed that finds it again."""
    file.parent.mkdir(exist_ok=True)
    found = [{**row._asdict(), "came": row.came} for row in rows]
    file.write_text(json.dumps({"seed": seed, "rows": found}, indent=1) + "\n", "utf-8")
