"""Takes a register of activities into a list: first what it would do, then all of it or nothing."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from ladder_assess.core.draft import Draft
from ladder_assess.core.history import Author
from ladder_assess.core.record import BadRecord, Problem
from ladder_assess.core.register_import import ImportPlan, plan_import
from ladder_assess.services.product import Product
from ladder_assess.storage import activities
from ladder_assess.storage.portfolios import Portfolio
from ladder_assess.storage.record_files import BadFile, Records, of_activities, read_records

MOST_ROWS = 1000


class ChangedMeanwhile(Exception):
    """What the import would do is no longer what was shown; nothing was imported."""


def preview_register(
    product: Product, portfolio: Portfolio, file: BinaryIO, ending: str
) -> ImportPlan:
    """What importing a file would do. Raises BadFile where nothing in it can be read."""
    drafts = activities.list_activities(product.database, portfolio)
    return _plan(product, file, ending, drafts)


def import_register(
    product: Product, portfolio: Portfolio, rows: str, seen: str, request: str, author: Author
) -> ImportPlan:
    """Import `rows`, which `as_lines` made, in one transaction, and return what was done.

    Raises ChangedMeanwhile where the plan is not the one that was `seen`, or where a row is wrong.
    """
    done: list[ImportPlan] = []

    def plan(drafts: list[Draft]) -> list[tuple[Draft | None, Draft]]:
        found = _plan(product, BytesIO(rows.encode()), ".jsonl", drafts)
        if found.bad or found.seen != seen:
            raise ChangedMeanwhile
        done.append(found)
        return [(row.before, row.after) for row in (*found.new, *found.changed)]

    activities.keep_all(product.database, portfolio, plan, request, author)
    return done[0]


def as_lines(plan: ImportPlan) -> str:
    """The rows of a plan that are not wrong, as a file that can be read again, each on its line."""
    lines = {row.line: json.dumps(row.record, ensure_ascii=False) for row in plan.rows}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


def _plan(product: Product, file: BinaryIO, ending: str, drafts: list[Draft]) -> ImportPlan:
    questionnaire = product.definitions.questionnaire
    records = read_records(file, of_activities(questionnaire.coded), ending=ending)
    return plan_import(questionnaire, _so_many(records), drafts, product.stamp)


def _so_many(records: Records) -> Iterator[tuple[int, dict[str, object] | BadRecord]]:
    for count, (line, record) in enumerate(records):
        if count == MOST_ROWS:
            expected = f"expected at most {MOST_ROWS:,} rows: split it and import the parts in turn"
            raise BadFile(line, [Problem("file", expected)])
        yield line, record
