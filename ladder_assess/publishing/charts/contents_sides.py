"""What the chart of several groups side by side shows: the scores of each topic, by group."""

from dataclasses import dataclass

from ladder_assess.publishing.charts.bounds import TOP, NotDrawable, within

# Marks of more groups than this cannot be told apart.
MOST_SIDES = 6


@dataclass(frozen=True)
class SidesRow:
    """One topic: the score of each group, None where it has none."""

    name: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True)
class Sides:
    """Scores topic by topic, each group's on the same line."""

    groups: tuple[str, ...]
    rows: tuple[SidesRow, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.groups) <= MOST_SIDES:
            raise NotDrawable(f"side by side stand at most {MOST_SIDES} groups")
        if any(len(row.scores) != len(self.groups) for row in self.rows):
            raise NotDrawable("each topic has one score a group")
        within(TOP, *(score for row in self.rows for score in row.scores))
