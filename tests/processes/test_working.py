"""Jobs in processes of their own: bounded, tried twice, none waits behind another kind."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess import jobs, working
from ladder_assess.core.plan.made_document import FAILED
from ladder_assess.jobs import ENDED, MOST_ATTEMPTS, TIME_LIMIT, Work
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.services.people.send_mail import NOTICE, send, waits
from ladder_assess.settings import Settings
from ladder_assess.storage.common import jobs as queue
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.jobs import DOCUMENT, IMPORT
from ladder_assess.storage.plan import documents
from ladder_assess.working import Worker
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.site import TODAY, prepare, settings_in

PATIENCE = 30.0
# What this process holds already is no job's.
SPARE = 256 * 1024 * 1024
MAIL = "mail"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    held = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return settings_in(tmp_path, job_seconds=1, job_memory=held + SPARE)


@pytest.fixture
def product(settings: Settings) -> Iterator[Product]:
    opened = open_product(*settings.site)
    yield opened
    opened.database.close()


@pytest.fixture
def worker(
    settings: Settings, product: Product, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Worker]:
    monkeypatch.setattr(jobs, "PAUSE", 0)
    monkeypatch.setattr(working, "CHORES", {})
    made = Worker(settings, product)
    yield made
    made.stop()


@pytest.fixture
def patient(worker: Worker) -> Worker:
    """One that gives jobs more time than any test takes."""
    worker.settings = replace(worker.settings, job_seconds=600)
    return worker


Doing = Callable[[Path], None]


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """Has jobs of a kind do something else, and gives the file that notes each try."""

    def instead(kind: str, doing: Doing) -> Path:
        tries = tmp_path / f"tries of {kind}"

        def do(_settings: Any, _product: Any, subject: int) -> None:
            with tries.open("a") as file:
                file.write(f"{subject} ")
            doing(tmp_path)

        work = {**jobs.WORK, kind: Work(do, jobs.WORK[kind].give_up)}
        monkeypatch.setattr(jobs, "WORK", work)
        monkeypatch.setattr(working, "WORK", work)
        return tries

    return instead


def until(worker: Worker, met: Callable[[], bool]) -> None:
    """Work until something is so."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "it did not come about"
        worker.look()
        time.sleep(0.01)


def put(product: Product, kind: str, subject: int = 1) -> None:
    with product.database.writing() as connection:
        queue.put(connection, kind, subject)


def left(product: Product) -> list[tuple[Any, ...]]:
    """The kind, attempts and problem of each job that is kept."""
    rows = product.database.reading.execute("SELECT kind, attempts, problem FROM job ORDER BY id")
    return [tuple(row) for row in rows]


def test_what_was_erased_while_somebody_read_does_not_stay(
    product: Product, links: Links, worker: Worker
) -> None:
    """The log can be emptied only where nobody reads what was there before."""
    portfolio = links.make({**PANEL, "name": "To be erased"}).portfolio
    folder, mark = product.database.path.parent, b"To be erased"
    reader = sqlite3.connect(product.database.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM activity").fetchall()
    erase_portfolio(product, portfolio, TODAY, 0)

    def stays() -> bool:
        return any(mark in file.read_bytes() for file in folder.rglob("*") if file.is_file())

    worker.look()
    assert stays()
    reader.close()
    until(worker, lambda: not stays())


def turn_for_ever(_: Path) -> None:
    while True:
        pass


def take_all_memory(_: Path) -> None:
    taken = []
    while True:
        taken.append(bytes(16 * 1024 * 1024))


def end_at_once(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raise_an_error(_: Path) -> None:
    raise FileNotFoundError("/a/place/that/nobody/needs/to/know")


@pytest.mark.parametrize(
    ("doing", "why"),
    [
        (turn_for_ever, TIME_LIMIT),
        (take_all_memory, "MemoryError"),
        (end_at_once, ENDED),
        (raise_an_error, "FileNotFoundError"),
    ],
)
def test_whatever_a_job_does_it_is_tried_twice_and_then_its_page_says_why(
    doing: Doing, why: str, worker: Worker, product: Product, does: Callable[..., Path]
) -> None:
    link = Links(product).make(PANEL)
    document = written(product.database, documents.ask_for_document, link.portfolio, TODAY)
    tries = does(DOCUMENT, doing)
    until(worker, lambda: not left(product))
    found = documents.latest_document(product.database, link.portfolio)
    assert found is not None
    assert (found.state, found.step) == (FAILED, why)
    assert tries.read_text() == f"{document} {document} "
    assert not worker.running


def wait_for_the_processor(_: Path) -> None:
    time.sleep(1.5)


def wait_for_ever(_: Path) -> None:
    time.sleep(600)


def test_what_waits_for_the_processor_has_not_used_its_time(
    worker: Worker, product: Product, does: Callable[..., Path]
) -> None:
    """A workbook of 63 MB took five seconds of the processor, and met the limit on busy cores."""
    tries = does(MAIL, wait_for_the_processor)
    put(product, MAIL)
    until(worker, lambda: not left(product))
    assert tries.read_text() == "1 "
    does(MAIL, wait_for_ever)
    put(product, MAIL)
    until(worker, lambda: any(problem for _, _, problem in left(product)))
    assert left(product) == [(MAIL, MOST_ATTEMPTS, TIME_LIMIT)]


def test_nothing_waits_behind_a_job_of_another_kind(
    patient: Worker, product: Product, does: Callable[..., Path]
) -> None:
    for kind in (DOCUMENT, IMPORT):
        does(kind, turn_for_ever)
        put(product, kind)
    until(patient, lambda: len(patient.running) == 2)
    tries = does(MAIL, lambda _: None)
    put(product, MAIL)
    until(patient, tries.exists)
    assert {kind for kind, _ in patient.running} >= {DOCUMENT, IMPORT}


def test_a_first_try_does_not_wait_behind_a_second(
    patient: Worker, product: Product, does: Callable[..., Path]
) -> None:
    does(DOCUMENT, turn_for_ever)
    put(product, DOCUMENT)
    with product.database.writing() as connection:
        connection.execute("UPDATE job SET attempts = 1")
    until(patient, lambda: (DOCUMENT, 1) in patient.running)
    tries = does(DOCUMENT, lambda _: None)
    put(product, DOCUMENT, 2)
    until(patient, lambda: tries.exists() and tries.read_text().endswith("2 "))
    assert (DOCUMENT, 1) in patient.running


def test_what_is_short_does_not_wait_behind_many_first_tries_that_are_long(
    patient: Worker, product: Product, does: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older test had one long job, in its second try: first tries had one place for all."""
    monkeypatch.setattr(working, "MOMENTS", 0.1)
    does(IMPORT, turn_for_ever)
    for long in range(1, 5):
        put(product, IMPORT, long)
    until(patient, lambda: len(patient.running) == 2)
    tries = does(IMPORT, lambda _: None)
    put(product, IMPORT, 9)
    until(patient, lambda: tries.exists() and "9 " in tries.read_text())
    until(patient, lambda: (IMPORT, 0) not in patient.running)
    assert (IMPORT, working.BESIDE) in patient.running
    assert {kind for kind, _ in patient.running} == {IMPORT}


def test_what_makes_room_is_tried_as_often_as_any_and_then_given_up(
    worker: Worker, product: Product, does: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MOMENTS", 0.1)
    monkeypatch.setattr(working, "COMES_BACK", 0)
    tries = does(MAIL, turn_for_ever)
    for long in range(1, 5):
        put(product, MAIL, long)
    most = 0

    def all_given_up() -> bool:
        nonlocal most
        most = max(most, len(worker.running))
        return all(problem for _, _, problem in left(product))

    until(worker, all_given_up)
    assert left(product) == [(MAIL, MOST_ATTEMPTS, TIME_LIMIT)] * 4
    assert most <= 3
    for each in "1234":
        # Two tries that count, and one for making room.
        assert tries.read_text().split().count(each) in (2, 3)


def test_stopping_ends_what_is_at_work_and_does_not_count_it(
    patient: Worker, product: Product, does: Callable[..., Path]
) -> None:
    tries = does(DOCUMENT, turn_for_ever)
    put(product, DOCUMENT)
    until(patient, tries.exists)
    (running,) = patient.running.values()
    pid = running.process.pid
    patient.stop()
    assert not Path(f"/proc/{pid}").exists()
    assert left(product) == [(DOCUMENT, 0, "")]


def test_a_worker_that_ended_without_a_word_leaves_its_job_to_the_next(
    worker: Worker, product: Product, does: Callable[..., Path]
) -> None:
    """As often as a job may be tried; what ends the worker each time is not tried for ever."""
    tries = does(MAIL, lambda _: None)
    put(product, MAIL)
    long_ago = 1
    assert queue.claim(product.database, MAIL, 0, 1, long_ago) is not None
    until(worker, lambda: not left(product))
    assert tries.read_text() == "1 "
    put(product, MAIL, 2)
    for attempts in range(MOST_ATTEMPTS):
        assert queue.claim(product.database, MAIL, attempts, 1, long_ago) is not None
    until(worker, lambda: left(product) == [(MAIL, MOST_ATTEMPTS, ENDED)])
    assert tries.read_text() == "1 "


def test_a_job_that_somebody_else_has_by_now_is_let_go(
    patient: Worker, product: Product, does: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = does(DOCUMENT, turn_for_ever)
    put(product, DOCUMENT)
    until(patient, tries.exists)
    put(product, DOCUMENT)
    now = int(time.time())
    assert queue.claim(product.database, DOCUMENT, 0, now, now + 60) is not None
    monkeypatch.setattr(working, "RENEW_EVERY", 0)
    until(patient, lambda: not patient.running)
    assert left(product) == [(DOCUMENT, 1, "")], "theirs counts"


def test_mail_goes_out_as_soon_as_it_waits(
    settings: Settings, product: Product, does: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        working, "CHORES", {MAIL: jobs.Chore(lambda _, product: waits(product), 0.0, 60)}
    )
    tries = does(MAIL, lambda _: None)
    worker = Worker(settings, product)
    worker.look()
    assert not worker.running
    send(product, "a@example.org", "One", "Text", NOTICE)
    until(worker, tries.exists)
    worker.stop()


def test_what_falls_due_waits_once_and_rests_after_it_was_given_up(product: Product) -> None:
    for _ in range(3):
        queue.put_once(product.database, "retention", 5)
    assert left(product) == [("retention", 0, "")]
    job = queue.claim(product.database, "retention", 0, 1, 1)
    assert job is not None
    queue.put_once(product.database, "retention", 6)
    assert left(product) == [("retention", 1, "")], "it is at work"
    queue.give_up(product.database, job, ENDED)
    queue.put_once(product.database, "retention", 5)
    assert left(product) == [("retention", 1, ENDED)]
    queue.put_once(product.database, "retention", 6)
    assert left(product) == [("retention", 0, "")]


def test_what_a_clock_ahead_once_claimed_or_gave_up_is_taken_up_again(product: Product) -> None:
    now, ahead = 1_780_000_000, 2_114_000_000
    days = tuple(moment // jobs.A_DAY for moment in (now, ahead))
    for kind in ("retention", "backup", "figures"):
        queue.put_once(product.database, kind, days[1])
        claimed = queue.claim(product.database, kind, 0, ahead, ahead + queue.LEASE)
        assert claimed is not None
        if kind == "backup":
            queue.give_up(product.database, claimed, ENDED)
        queue.put_once(product.database, kind, days[0])
        assert (kind, 0) in queue.due(product.database, now)
    put(product, DOCUMENT)
    for attempts in range(MOST_ATTEMPTS):
        moment = ahead if attempts else 2 * ahead
        assert queue.claim(product.database, DOCUMENT, attempts, moment, moment + queue.LEASE)
    assert (DOCUMENT, MOST_ATTEMPTS) in queue.due(product.database, now)
    assert queue.lost(product.database, DOCUMENT, MOST_ATTEMPTS, now) is not None
    put(product, MAIL)
    held = queue.claim(product.database, MAIL, 0, now, now + queue.LEASE)
    assert held is not None
    assert queue.claim(product.database, MAIL, 1, now, now + queue.LEASE) is None, "it is held"


DONE, FAILS, LOST, GIVEN_BACK = "done", "fails", "lost", "given back"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("queue") / "ladder.sqlite3"
    prepare(path)
    opened = Database(path)
    yield opened
    opened.close()


@given(st.lists(st.sampled_from((DONE, FAILS, LOST, GIVEN_BACK)), max_size=12))
def test_no_job_is_lost_and_none_is_tried_too_often(
    database: Database, outcomes: list[str]
) -> None:
    """However tries end, a job is done at last, or given up after as many as it may have."""
    with database.writing() as connection:
        queue.put(connection, MAIL, 1)
    product: Any = type("Product", (), {"database": database})
    counted, now = 0, 4 * 10**9
    for outcome in [*outcomes, DONE]:
        now += 1000
        found = [queue.claim(database, MAIL, n, now, now + 1) for n in range(MOST_ATTEMPTS)]
        claimed = [job for job in found if job is not None]
        if not claimed:
            break
        (job,) = claimed
        assert job.attempts == counted + 1 <= MOST_ATTEMPTS
        if outcome == GIVEN_BACK:
            queue.give_back(database, job)
            continue
        counted += 1
        if outcome == DONE:
            queue.drop(database, job)
        elif outcome == FAILS:
            jobs.fail(product, job, "OSError")
    lost = queue.lost(database, MAIL, MOST_ATTEMPTS, now + 1000)
    if lost is not None:
        assert jobs.fail(product, lost, ENDED)
    rows = database.reading.execute("SELECT problem FROM job").fetchall()
    assert rows == [] or (rows[0]["problem"] and counted == MOST_ATTEMPTS)
