"""Two servers with one database: what one of them knows the other knows, and one is killed."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest

from ladder_assess.core.plan.made_document import FIGURES
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_counts
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.plan import documents
from tests.benchmarks.bench_survey import Survey, faults, survey_in
from tests.processes.running import Running, children, free_port, until
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import Links
from tests.support.people import PASSWORD, make_person, sign_in
from tests.support.site import SECRET, TODAY, app_for, product_of, settings_in

pytestmark = pytest.mark.thorough

# At a time, and altogether.
PEOPLE, MOST, FILES = 12, 600, 6
# As it ships, but that a job comes back in moments whose worker has ended.
SHORT = (
    "from ladder_assess.storage.common import jobs; jobs.LEASE = 3\n"
    "from ladder_assess import working; working.RENEW_EVERY = 1\n"
    "from ladder_assess.cli import main; main(['serve'])"
)
# Noted by the database itself, whoever writes: how often each file was finished.
NOTED = """
CREATE TABLE finished (document BIGINT);
CREATE FUNCTION note_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO finished VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER finished AFTER UPDATE OF content ON plan_document
FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION note_finished();
"""
ASKED = "SELECT COUNT(*) FROM job WHERE kind = 'document'"
AT_WORK = "SELECT COUNT(*) FROM job WHERE kind = 'document' AND attempts = 1"


class Host(Running):
    """A server of those that share a site."""

    command = (sys.executable, "-c", SHORT)


@pytest.fixture
def two(address: str, tmp_path: Path) -> Iterator[tuple[Client, Client]]:
    """Two servers of one site, as a browser with cookies of its own sees each."""
    settings = settings_in(tmp_path, postgresql=address, limit_times=1)
    apps = [app_for(settings) for _ in range(2)]
    opened = [product_of(app).database for app in apps]
    for database in opened:
        database.share(4)
    yield Client(apps[0]), Client(apps[1])
    for database in opened:
        database.unshare()


def product_behind(client: Client) -> Product:
    return product_of(client.app)


def test_who_signed_in_at_one_is_signed_in_at_the_other(two: tuple[Client, Client]) -> None:
    here, there = two
    product = product_behind(here)
    person = make_person(product)
    sign_in(here, person)
    there.browser._cookies = here.browser._cookies
    assert person.email in there.get("/account").text


def test_tries_at_one_count_at_the_other(two: tuple[Client, Client]) -> None:
    person = make_person(product_behind(two[0]))
    for number in range(10):
        client = two[number % 2]
        client.answer(client.get("/sign-in"), email=person.email, password="wrong")
    for client in two:
        form = form_of(client.get("/sign-in")).fill(email=person.email, password=PASSWORD)
        client.send(form, status=429)


def test_people_are_told_where_what_is_remembered_lies(
    two: tuple[Client, Client], tmp_path: Path
) -> None:
    told = "What stands in memory also lies in the database, sealed."
    assert told in two[0].get("/privacy").text
    alone = app_for(settings_in(tmp_path / "alone"))
    assert told not in Client(alone).get("/privacy").text
    product_of(alone).database.close()


def kill(*pids: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


async def with_deaths(survey: Survey, hosts: list[Host], ask: Callable[[], None]) -> None:
    """People answer, so many at any time. Once as many were told that theirs are kept, and a file
    is being made, all that one host runs is killed, and what works in the background on the other.
    """
    people, reading = list[asyncio.Task[None]](), survey.product.database.reading
    while len(survey.kept) < PEOPLE or not reading.execute(AT_WORK).fetchone()[0]:
        if sum(not one.done() for one in people) < PEOPLE:
            people.append(asyncio.create_task(survey.respond(survey.people)))
            survey.people += 1
        if not reading.execute(ASKED).fetchone()[0]:
            ask()
        assert survey.people < MOST, "nothing is made of the files"
        await asyncio.sleep(0.01)
    gone, left = hosts
    kill(gone.process.pid, *children(gone.process.pid))
    gone.process.wait()
    for worker in left.named("ladder-works"):
        kill(worker, *children(worker))
    await asyncio.gather(*people)


def test_nothing_is_lost_or_done_twice_where_one_of_each_is_killed(
    address: str, tmp_path: Path
) -> None:
    survey = survey_in(tmp_path, 0, postgresql=address)
    product, given = survey.product, {"database": address, "secret_key": SECRET}
    hosts = [Host(tmp_path, free_port(), **given) for _ in range(2)]
    try:
        for host in hosts:
            host.up()
        with closing(Database(product.database.path, address)) as own:
            own.reading.execute(NOTED)
            asked = count()

            def ask() -> None:
                next(asked)
                portfolio = Links(product).make().portfolio
                written(own, documents.ask_for_document, portfolio, TODAY, kind=FIGURES)

            for _ in range(FILES):
                ask()
            survey.ports = tuple(host.port for host in hosts)
            asyncio.run(with_deaths(survey, hosts, ask))
            until(lambda: not own.reading.execute("SELECT * FROM job").fetchall())
            finished = own.reading.execute("SELECT document FROM finished").fetchall()
            assert sorted(Counter(row[0] for row in finished).values()) == [1] * next(asked)
            daily = "SELECT * FROM audit WHERE event = 'retention_applied'"
            assert len(own.reading.execute(daily).fetchall()) == 1, "done by one of them"
        assert sorted(survey.kept) == list(range(survey.people))
        assert faults(survey) == []
        assert answer_counts.count_missing(product.database) == 0
        assert hosts[1].process.poll() is None
    finally:
        kill(*(pid for host in hosts for pid in (host.process.pid, *children(host.process.pid))))
        for host in hosts:
            host.process.wait()
    product.database.close()
