"""Files that take long, made in the background: what was asked for, and how far they have come."""

from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.progress import LATEST

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
# The plan as it is printed and as it can be edited, and the register as a spreadsheet.
PDF, DOCX, REGISTER = "pdf", "docx", "register"
# The register as tables and for other programs, in one file.
REGISTER_TEXT = "register_text"
# The same plan on two pages.
SHORT_PDF, SHORT_DOCX = "short_pdf", "short_docx"
# With all reasons, each activity on pages of its own.
FULL_PDF = "full_pdf"
# Every figure behind the plan, as a spreadsheet and as its tables.
FIGURES, TABLES = "figures", "tables"


@dataclass(frozen=True)
class DocumentState:
    """How far a file has come. `kind` is PDF or another such; `step` names what is being made,
    when it failed, why, and when it is done, what it was made from, where that was noted; `chosen`
    is how many activities were chosen for it, 0 for all.
    """

    id: int
    state: str
    step: str
    made_on: date
    kind: str = PDF
    chosen: int = 0


@dataclass(frozen=True)
class FinishedDocument:
    """A file that was made, and the day that it is dated with."""

    content: bytes
    made_on: date


@dataclass(frozen=True)
class DocumentJob:
    """A file to be made, the portfolio whose it is, the day it is dated with, and the earlier plan
    that it compares with: its day (ISO 8601), or LATEST or NONE of core.plan_progress. `chosen` are
    the numbers of the activities that it is about; None for all. `author` is the name of whoever
    asked for it, empty under a private link.
    """

    portfolio: Portfolio
    document: int
    made_on: date
    since: str = LATEST
    kind: str = PDF
    chosen: frozenset[int] | None = None
    author: str = ""
