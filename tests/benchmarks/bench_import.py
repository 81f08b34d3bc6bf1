"""What importing a long register costs: the work in the background beside only reading the file
with Python's csv or with openpyxl, and what the pages cost meanwhile.

20,000 rows with every column of the format come as CSV and as XLSX: all new, then again with one
answer changed in each row, which is undone. Before that the cells of the workbook alone are read,
by turns with openpyxl reading them row by row, as the product once did: in a quarter of its time at
most. Work is in seconds of the processor, so that other work of the machine does not count;
requests and waits for the database are by the clock. The targets:
reading takes at most so many times what the library takes (TARGETS), no request takes longer than
two seconds, the database is taken up for at most five, as whoever waits for it gives up after ten,
and no page weighs more than 60 KB compressed. Run it with `make bench`.
"""

import csv
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import xlsxwriter
from flask import Flask

from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.columns import register_columns
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.workbook_files import open_workbook
from tests.benchmarks.figures import note
from tests.support.client import Client
from tests.support.command import rules
from tests.support.forms import form_of
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.links import Link, Links
from tests.support.site import app_for, product_of, settings_in
from tests.support.work import work

ROWS = 20_000
# At most so many times what reading every cell of the same file takes.
TARGETS = {"csv": 100.0, "xlsx": 3.0}
# Reading alone: of openpyxl's time, the least of so many turns of each.
CELLS, TURNS = 0.25, 3
LONGEST, LONGEST_WORK = 2.0, 5.0
HEAVIEST = 60_000
# What is done in one transaction.
AT_ONCE = ("save new", "save changed", "undo")
MEBIBYTE = 1024 * 1024


def rows_of(questionnaire: Questionnaire, *, changed: bool) -> Iterator[list[str]]:
    """A register with every column of the format, the same one each time."""
    columns = [c for c in register_columns(questionnaire).values() if c.part in ("", "strength")]
    columns = [c for c in columns if not c.item or c.item.id in questionnaire.coded]
    yield ["name", *(column.name for column in columns)]
    chance = random.Random(1)
    for number in range(ROWS):
        row = [f"Activity {number}, of the council"]
        for column in columns:
            if column.item is None:
                row.append(f"r{number}")
            elif column.part:
                row.append("documented")
            else:
                row.append(chance.choice(column.item.option_ids))
        if changed:
            row[0] = f"Activity {number}, since changed"
        yield row


def as_csv(rows: Iterator[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: Iterator[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Activities")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def read_csv(content: bytes) -> None:
    for _ in csv.reader(io.StringIO(content.decode(), newline="")):
        pass


def read_xlsx(content: bytes) -> None:
    from openpyxl import load_workbook

    for _ in load_workbook(io.BytesIO(content), read_only=True).active.iter_rows(values_only=True):
        pass


def read_cells(content: bytes) -> None:
    """As the product reads a workbook before it knows what any of it means."""
    book = open_workbook(content)
    for _ in book.sheet(book.names()[0][0]).rows:
        pass


FORMS: dict[str, tuple[Callable[[Iterator[list[str]]], bytes], Callable[[bytes], None]]] = {
    "csv": (as_csv, read_csv),
    "xlsx": (as_xlsx, read_xlsx),
}


def took(what: Callable[[], Any]) -> float:
    """Seconds of the processor."""
    started = time.process_time()
    what()
    return time.process_time() - started


def reading(questionnaire: Questionnaire) -> bool:
    """Print what the cells of a workbook take beside openpyxl; is it little enough?"""
    columns = len(next(rows_of(questionnaire, changed=False)))
    content = as_xlsx(rows_of(questionnaire, changed=False))
    turns = [
        (took(lambda: read_cells(content)), took(lambda: read_xlsx(content))) for _ in range(TURNS)
    ]
    ours, theirs = (min(each) for each in zip(*turns, strict=True))
    what = f"reading {ROWS:,} × {columns} cells beside openpyxl"
    print(f"{what}: {ours:.2f} s / {theirs:.2f} s = {ours / theirs:.3f}, at most {CELLS}")
    return note(what, ours / theirs, "x", CELLS)


class Visitor:
    """Someone who imports: how long the longest of their requests took, and what a page weighs."""

    def __init__(self, app: Flask, link: Link) -> None:
        self.app, self.link = app, link
        self.client = Client(app)
        self.longest = 0.0
        self.heaviest = 0

    def ask(self, method: str, address: str, **data: Any) -> Any:
        started = time.perf_counter()
        response = self.client.browser.open(address, method=method, **data)
        self.longest = max(self.longest, time.perf_counter() - started)
        assert response.status_code in (200, 302), response.text
        if response.mimetype == "text/html":
            self.heaviest = max(self.heaviest, len(brotli.compress(response.data)))
        return response

    def send(self, content: bytes, name: str) -> str:
        form = form_of(self.client.get(f"{self.link.address}/import"))
        data = {**form.sent_by(None), "file": (io.BytesIO(content), name)}
        response = self.ask("POST", f"{self.link.address}/import", data=data)
        return str(response.headers["Location"])

    def look(self, address: str) -> None:
        """The preview with every list that it leads to."""
        self.ask("GET", address)
        for kind in ("new", "changed", "same", "wrong"):
            self.ask("GET", f"{address}/rows/{kind}")
            self.ask("GET", f"{address}/rows/{kind}?page=300")

    def press(self, address: str) -> None:
        form = form_of(self.client.get(address))
        self.ask("POST", form.address, data=form.sent_by(None))


class Waiter:
    """Someone else who writes now and then: the longest that they wait for the database."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.longest = 0.0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._write)

    def __enter__(self) -> "Waiter":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def _write(self) -> None:
        while not self.stop.wait(0.05):
            started = time.perf_counter()
            with self.product.database.writing():
                self.longest = max(self.longest, time.perf_counter() - started)
        self.product.database.close()


def measure(form: str, place: str, results: Any) -> None:
    """Import, import again with changes, and undo that; in a process of its own for its memory."""
    app = app_for(settings_in(Path(place)))
    product = product_of(app)
    questionnaire = product.definitions.questionnaire
    make, read = FORMS[form]
    first = make(rows_of(questionnaire, changed=False))
    second = make(rows_of(questionnaire, changed=True))
    found: dict[str, float] = {"bare": took(lambda: read(first)), "bytes": len(first)}
    visitor = Visitor(app, Links(product).make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with Waiter(product) as waiter:
        for title, content in (("new", first), ("changed", second)):
            address = visitor.send(content, f"register.{form}")
            found[f"read {title}"] = took(lambda: work(app))
            visitor.look(address)
            visitor.press(address)
            found[f"save {title}"] = took(lambda: work(app))
            visitor.ask("GET", address)
        assert len(visitor.link.records) == ROWS
        visitor.press(f"{address}/undo")
        found["undo"] = took(lambda: work(app))
    assert "since changed" not in visitor.link.record(1).name
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found |= {"longest": visitor.longest, "heaviest": visitor.heaviest, "wait": waiter.longest}
    found |= {"memory": peak, "memory before": before}
    results.put(found)


def report(form: str) -> bool:
    """Print what one form costs; are its targets met?"""
    with tempfile.TemporaryDirectory() as place:
        context = multiprocessing.get_context("spawn")
        results = context.Queue()
        child = context.Process(target=measure, args=(form, place, results))
        child.start()
        found = results.get()
        child.join()
    ratio: float = found["read new"] / found["bare"]
    print(f"{ROWS:,} rows as {form}, {found['bytes'] / MEBIBYTE:.1f} MB")
    for title in ("bare", "read new", "save new", "read changed", "save changed", "undo"):
        times = f"{found[title] / found['bare']:>8.1f} x" if title != "bare" else ""
        print(f"  {title:<30}{found[title]:>8.2f} s{times}")
    print(f"  {'longest request':<30}{found['longest']:>8.2f} s")
    print(f"  {'longest wait for the database':<30}{found['wait']:>8.2f} s")
    print(f"  {'heaviest page, compressed':<30}{found['heaviest'] / 1000:>8.1f} KB")
    print(f"  {'memory at its peak':<30}{found['memory']:>8.0f} MB")
    print(f"  {'  of it before the first import':<30}{found['memory before']:>6.0f} MB")
    return bool(
        ratio <= TARGETS[form]
        and found["longest"] <= LONGEST
        and max(found[what] for what in AT_ONCE) <= LONGEST_WORK
        and found["heaviest"] <= HEAVIEST
    )


def main() -> int:
    """Print the tables; exit 1 where a target is missed."""
    met = [reading(rules().definitions.questionnaire), *(report(form) for form in FORMS)]
    print(f"targets: reading at most {TARGETS} times the library; requests at most {LONGEST} s,")
    print(f"saving and undoing at most {LONGEST_WORK} s; pages at most {HEAVIEST:,} bytes")
    return 0 if all(met) else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
