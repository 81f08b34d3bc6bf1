"""What the charts of agreement show: answers of many people to a statement, or one answer each."""

from dataclasses import dataclass

from ladder_assess.publishing.charts.bounds import TOP, NotDrawable

OPTIONS = 5


@dataclass(frozen=True)
class AgreementRow:
    """The answers to one statement, most against first; None where too few people answered.

    `unknown` of them said that they do not know; they are in no share. None of who does not know
    was counted.
    """

    statement: str
    counts: tuple[int, ...] | None
    unknown: int | None = 0

    @property
    def answered(self) -> int:
        """How many people answered with one of the options."""
        return sum(self.counts or ())

    @property
    def shares(self) -> tuple[float, ...] | None:
        """Each option's share of the answers; None where nobody answered or it is hidden."""
        if not self.counts or not self.answered:
            return None
        return tuple(TOP * count / self.answered for count in self.counts)


@dataclass(frozen=True)
class Agreement:
    """Statements with the answers to them. `options` are the five, most against first."""

    options: tuple[str, ...]
    rows: tuple[AgreementRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if row.counts is not None and len(row.counts) != len(self.options):
                raise NotDrawable("each row has one count an option")
            if min((row.unknown or 0, *(row.counts or ()))) < 0:
                raise NotDrawable("counts are not negative")
        if len(self.options) != OPTIONS:
            raise NotDrawable(f"agreement has {OPTIONS} options")


@dataclass(frozen=True)
class AnswersRow:
    """One answer to a statement: 1 to 5, most against first; None where there is none."""

    statement: str
    place: int | None

    def __post_init__(self) -> None:
        if self.place is not None and not 1 <= self.place <= OPTIONS:
            raise NotDrawable(f"{self.place} is not within 1 and {OPTIONS}")


@dataclass(frozen=True)
class Answers:
    """Statements, each with one answer. `options` are the five, most against first."""

    options: tuple[str, ...]
    rows: tuple[AnswersRow, ...]

    def __post_init__(self) -> None:
        if len(self.options) != OPTIONS:
            raise NotDrawable(f"agreement has {OPTIONS} options")
