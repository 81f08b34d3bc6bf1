"""Background jobs: run from the queue, taken up after a restart, failed with a reason."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pikepdf
import pytest

from ladder_assess import jobs
from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.core.activities.history import Author
from ladder_assess.core.plan import made_document
from ladder_assess.core.plan.made_document import DONE, FAILED, WAITING, WORKING, FinishedDocument
from ladder_assess.core.register.export import Entry
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.core.register.state import SHOWN, SentRegister
from ladder_assess.services.activities.load_sample import add_cases
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.plan import make_document
from ladder_assess.services.register.import_register import ask_to_save
from ladder_assess.services.register.read_register import send_register
from ladder_assess.settings import Settings
from ladder_assess.storage.common import jobs as queue
from ladder_assess.storage.plan import documents
from ladder_assess.storage.plan.snapshots import snapshot_days
from ladder_assess.storage.register import imports as register_imports
from ladder_assess.storage.register import rows as register_rows
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.site import TODAY, settings_in
from tests.support.work import run_all

PDF = b"%PDF-1.7 made"
KINDS = (made_document.PDF, made_document.DOCX, made_document.REGISTER)
NAME = "O'Brien-Ŵynne <b>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def product(settings: Settings) -> Iterator[Product]:
    opened = open_product(*settings.site)
    yield opened
    opened.database.close()


@pytest.fixture
def link(product: Product) -> Link:
    return Links(product).make({**PANEL, "name": NAME})


def ask(link: Link, kind: str = made_document.PDF) -> int:
    return written(
        link.product.database, documents.ask_for_document, link.portfolio, TODAY, kind=kind
    )


def state_of(link: Link, kind: str = made_document.PDF) -> made_document.DocumentState:
    found = documents.latest_document(link.product.database, link.portfolio, kind)
    assert found is not None
    return found


def rendering(made: list[Any]) -> Callable[..., bytes]:
    """In place of rendering: remembers what was to be rendered."""

    def render(_settings: Any, _rules: Any, plan: Any, _progress: Any) -> bytes:
        made.append(plan)
        return PDF

    return render


def test_a_plan_is_printed_in_the_background(
    settings: Settings, product: Product, link: Link
) -> None:
    document = ask(link)
    assert state_of(link).state == WAITING
    assert run_all(settings, product) == 1
    assert state_of(link).state == DONE
    made = documents.finished_document(product.database, link.portfolio, document)
    assert made is not None
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert len(pdf.pages) > 3


def test_what_was_unfinished_is_taken_up(
    settings: Settings, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "render", lambda *_: PDF)
    links = [Links(product).make(PANEL) for _ in range(3)]
    waiting, working, failed = links
    wanted = [documents.wanted_document(product.database, ask(link)) for link in links]
    assert wanted[1] is not None
    assert wanted[2] is not None
    written(product.database, documents.note_progress, wanted[1], WORKING, "pages")
    written(product.database, documents.note_progress, wanted[2], FAILED, "OSError")
    assert run_all(settings, product) == 3
    assert run_all(settings, product) == 0, "a failed one waits for someone to press the button"
    assert [state_of(link).state for link in (waiting, working, failed)] == [DONE, DONE, FAILED]


def test_a_job_that_comes_twice_is_done_once(
    settings: Settings, product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(jobs, "render", rendering(made))
    document = ask(link)
    assert ask(link) == document
    assert run_all(settings, product) == 1
    # As after a worker that ended between keeping the file and forgetting the job.
    with product.database.writing() as connection:
        queue.put(connection, queue.DOCUMENT, document)
    assert run_all(settings, product) == 1
    assert len(made) == 1


def test_a_failure_is_noted_and_the_queue_goes_on(
    settings: Settings, product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def fail(*_: Any) -> bytes:
        tries.append(state_of(link).state)
        raise FileNotFoundError("/a/place/that/nobody/needs/to/know")

    monkeypatch.setattr(jobs, "render", fail)
    ask(link)
    assert run_all(settings, product) == 1
    assert tries == [WORKING, WORKING], "twice, and nobody is told that it failed meanwhile"
    assert state_of(link).state == FAILED
    assert state_of(link).step == "FileNotFoundError"
    monkeypatch.setattr(jobs, "render", lambda *_: PDF)
    again = ask(link)
    run_all(settings, product)
    assert state_of(link).state == DONE
    assert state_of(link).id == again


def test_a_new_plan_takes_the_place_of_the_old(
    settings: Settings, product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "render", lambda *_: PDF)
    first = ask(link)
    run_all(settings, product)
    second = ask(link)
    run_all(settings, product)
    assert second != first
    assert documents.finished_document(product.database, link.portfolio, first) is None
    made = documents.finished_document(product.database, link.portfolio, second)
    assert made == FinishedDocument(PDF, TODAY)


def test_files_of_different_kinds_wait_at_once_and_each_is_kept(
    settings: Settings, product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "render", lambda *_: PDF)
    asked = {kind: ask(link, kind) for kind in KINDS}
    assert len(set(asked.values())) == 3
    assert all(ask(link, kind) == asked[kind] for kind in KINDS), "each serves again"
    assert run_all(settings, product) == 3
    for kind, document in asked.items():
        made = documents.finished_document(product.database, link.portfolio, document, kind)
        assert made is not None, kind
        assert made.content.startswith(PDF if kind == made_document.PDF else b"PK"), kind
        others = set(KINDS) - {kind}
        for other in others:
            found = documents.finished_document(product.database, link.portfolio, document, other)
            assert found is None, "nothing is handed out as what it is not"
    (day,) = snapshot_days(product.database, link.portfolio)
    assert day == TODAY
    again = ask(link, made_document.DOCX)
    run_all(settings, product)
    kept = {row["id"] for row in product.database.reading.execute("SELECT id FROM plan_document")}
    assert kept == {asked[made_document.PDF], asked[made_document.REGISTER], again}


def test_a_document_to_edit_is_no_plan_to_compare_with(
    settings: Settings, product: Product, link: Link
) -> None:
    ask(link, made_document.DOCX)
    run_all(settings, product)
    assert state_of(link, made_document.DOCX).state == DONE
    assert snapshot_days(product.database, link.portfolio) == []


def test_what_is_asked_otherwise_replaces_what_nobody_has_begun(
    settings: Settings, product: Product, link: Link
) -> None:
    database, portfolio, kind = product.database, link.portfolio, made_document.REGISTER

    def choose(*numbers: int) -> int:
        return written(
            database,
            documents.ask_for_document,
            portfolio,
            TODAY,
            kind=kind,
            chosen=frozenset(numbers) or None,
        )

    first = choose(1)
    begun = documents.wanted_document(database, first)
    assert begun is not None
    assert begun.chosen == frozenset({1})
    written(database, documents.note_progress, begun, WORKING, "gather")
    choose(1, 2)
    third = choose()
    waiting = documents.wanted_document(database, third)
    assert waiting is not None
    assert waiting.chosen is None
    rows = database.reading.execute("SELECT id FROM plan_document ORDER BY id")
    assert [row["id"] for row in rows] == [first, third]
    written(database, documents.finish_document, begun, b"one")
    made = documents.finished_document(database, portfolio, first, kind)
    assert made == FinishedDocument(b"one", TODAY)
    run_all(settings, product)
    found = state_of(link, kind)
    assert (found.id, found.state, found.chosen) == (third, DONE, 0)
    with pytest.raises(ValueError, match="chosen"):
        written(database, documents.ask_for_document, portfolio, TODAY, kind=kind, chosen=())


def test_what_failed_is_tried_again_as_it_was_asked_for(product: Product, link: Link) -> None:
    database, portfolio = product.database, link.portfolio
    document = written(
        database,
        documents.ask_for_document,
        portfolio,
        TODAY,
        kind=made_document.REGISTER,
        chosen={3, 1},
    )
    wanted = documents.wanted_document(database, document)
    assert wanted is not None
    assert not written(
        database, documents.try_again, portfolio, document, TODAY, made_document.REGISTER
    )
    written(database, documents.note_progress, wanted, FAILED, "OSError")
    other, later = Links(product).make().portfolio, TODAY + timedelta(1)
    assert not written(
        database, documents.try_again, other, document, later, made_document.REGISTER
    )
    assert not written(database, documents.try_again, portfolio, document, later, made_document.PDF)
    assert written(
        database, documents.try_again, portfolio, document, later, made_document.REGISTER
    )
    assert documents.wanted_document(database, document) == replace(wanted, made_on=later)


def test_a_register_says_how_far_it_is(
    product: Product, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_document, "TOLD_EVERY", 1)
    for request in ("second", "third"):
        add_activity(product, link.portfolio, FULL, request)
    wanted = documents.wanted_document(product.database, ask(link, made_document.REGISTER))
    assert wanted is not None
    steps: list[str] = []

    def write(_out: IO[bytes], entries: Iterator[Entry]) -> None:
        steps.extend(state_of(link, made_document.REGISTER).step for _entry in entries)

    make_document.make_register(product, wanted, write)
    assert steps == ["gather", "1", "2"]


def test_sample_data_is_labelled_in_the_plan(
    settings: Settings, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(jobs, "render", rendering(seen))
    link = Links(product).make()
    written(product.database, add_cases, product, link.portfolio)
    ask(link)
    run_all(settings, product)
    assert seen[0].sample
    assert all(activity.sample for activity in seen[0].activities)


def test_a_register_that_was_cut_short_is_taken_up(
    settings: Settings, product: Product, link: Link
) -> None:
    sent = SentRegister("register.csv", b"id,name\na,Panel\nb,Library\n", Author(when=1))
    register = send_register(product, link.portfolio, sent, "first")
    wanted = register_imports.wanted_import(product.database, register)
    assert wanted is not None
    # As a worker that was stopped leaves it: half read, and some rows kept.
    written(product.database, register_imports.start_reading, wanted)
    rows = [(2, (Flaw("option"),), "a")]
    written(
        product.database, register_rows.add_rows, wanted, register_rows.as_kept(wanted, rows), 1
    )
    assert run_all(settings, product) == 1
    found = register_imports.find_import(product.database, link.portfolio, register)
    assert found is not None
    assert (found.state, dict(found.findings.counts)) == (SHOWN, {"new": 2})
    assert ask_to_save(product, link.portfolio, found, leave_out=False)
    assert run_all(settings, product) == 1
    assert [record.register_id for record in link.records] == ["", "a", "b"]
    assert run_all(settings, product) == 0


def test_a_register_changes_one_list_alone(
    settings: Settings, product: Product, link: Link
) -> None:
    other = Links(product).make(PANEL)
    sent = SentRegister("register.csv", b"id,name\na,Panel\n", Author(when=1))
    register = send_register(product, link.portfolio, sent, "first")
    run_all(settings, product)
    found = register_imports.find_import(product.database, link.portfolio, register)
    assert found is not None
    assert register_imports.find_import(product.database, other.portfolio, register) is None
    assert not ask_to_save(product, other.portfolio, found, leave_out=False)
    assert ask_to_save(product, link.portfolio, found, leave_out=False)
    run_all(settings, product)
    assert (len(link.records), len(other.records)) == (2, 1)
