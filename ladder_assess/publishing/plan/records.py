"""What stands behind a plan, for a document: sheets of its spreadsheet in parts that fit a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby

from ladder_assess.core.plan.document import PlanFigures
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import Cell, WorkbookSheet
from ladder_assess.publishing.plan.workbook import remarks_sheet
from ladder_assess.publishing.plan.workbook_changes import changes_sheet
from ladder_assess.publishing.plan.workbook_scores import START, answers_sheet


@dataclass(frozen=True)
class Group:
    """Rows of a sheet that share their beginning, which is their name."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Record:
    """A sheet in groups."""

    name: str
    groups: tuple[Group, ...]


def records(figures: PlanFigures, words: Words, speech: Speech) -> tuple[Record, ...]:
    """Changes to actions and comments, where there are any."""
    sheets = (changes_sheet(figures, speech), remarks_sheet(figures, words, speech))
    return tuple(
        Record(sheet.name, tuple(_groups(sheet, 0, speech))) for sheet in sheets if sheet.rows
    )


def answers(figures: PlanFigures, speech: Speech) -> tuple[Record, ...]:
    """Every answer to a questionnaire, each round and group of people by itself."""
    sheet = answers_sheet(figures.plan.strands, speech)
    if not sheet.rows:
        return ()
    return (Record(sheet.name, tuple(_groups(_by_question(sheet), START, speech))),)


def _by_question(sheet: WorkbookSheet) -> WorkbookSheet:
    """The same with one row for a question: how many people gave each answer stands in a line."""
    rows: list[tuple[Cell, ...]] = []
    for shared, given in groupby(sheet.rows, lambda row: (*row[: START + 1], row[-1])):
        told = [f"{answer}: {count}" if count is not None else str(answer)
                for *_, answer, count, _counted in given]  # fmt: skip
        rows.append((*shared[:-1], "; ".join(told), shared[-1]))
    columns = [column for at, column in enumerate(sheet.columns) if at != START + 2]
    return WorkbookSheet(sheet.name, columns, rows)


def _groups(sheet: WorkbookSheet, shared: int, speech: Speech) -> Iterator[Group]:
    """The sheet in parts whose first `shared` columns are alike, without empty columns."""
    heads = [column.head for column in sheet.columns[shared:]]
    for name, rows in groupby(sheet.rows, lambda row: tuple(row[:shared])):
        own = [row[shared:] for row in rows]
        full = [any(cell not in (None, "") for cell in cells) for cells in zip(*own, strict=True)]
        kept = [tuple(compress(row, full)) for row in own]
        yield Group(_named(name, speech), list(compress(heads, full)), kept)


def _named(shared: Sequence[Cell], speech: Speech) -> str:
    """Whose answers they are: the questionnaire, the round, and who answered."""
    if not shared:
        return ""
    title, _stamp, number, subject, who, *_others = shared
    about = f"{title}: {subject}" if subject else str(title)
    return speech.gettext(
        "%(about)s, round %(number)s (%(who)s)", about=about, number=number, who=who
    )
