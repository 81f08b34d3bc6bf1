"""An adversary who holds a copy of the whole instance folder: what it tells of respondents.

Twenty people of each of several groups answer, one group's among the others'. Whoever copies the
folder at any moment must not be able to tell in which order those of a batch of five answered, nor
where from. Reading tables could not see it: it is the place of a row in its page, the holes and old
copies of rows that pages keep, and the log beside the file that tell. So these tests read no table:
had the same people answered in another order, no byte of the folder would be another, but for the
places of what waits, which are drawn by chance. Nor is there a moment between, whatever the product
is just doing and wherever it is stopped, at which two files tell of one answer more and one less.
"""

import json
import os
import random
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import Campaign, Settings
from ladder_assess.core.campaigns.course import OPENED
from ladder_assess.core.instruments.wave import NewWave, Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.portfolios import digest, open_portfolio
from ladder_assess.storage.campaigns import anonymous_answers, campaigns
from ladder_assess.storage.campaigns import links as wave_links
from ladder_assess.storage.campaigns.anonymous_answers import NewView
from ladder_assess.storage.common import answer_mix, places
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.data_protection.copies import copy_instance
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.points_of_view import given
from ladder_assess.storage.points_of_view import links as view_links
from tests.support.client import Client
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.kept.written import written
from tests.support.site import TODAY, app_for, product_of, settings_in

RESPONDENTS = 20
# An instant after the rounds were opened.
NOW = 1
ROUNDS = ("first-round", "second-round")
# One in which each person has a link that works once; some links are left over.
ONCE, LINKS = "round-of-single-links", 30
# Who is asked, and for which page.
VIEWS = (("service_user", "voice"), ("service_user", "purpose"), ("provider", "purpose"))
GROUPS = (*ROUNDS, ONCE, *(f"{group} {page}" for group, page in VIEWS))
# Somebody of a group, by number: the people of one batch are those of five numbers in a row.
Person = tuple[str, int]
Arrival = list[Person]


def arrivals(seed: int) -> Arrival:
    """Who comes when: twenty of each group, the groups one among the other by chance."""
    chance = random.Random(seed)
    turns = [group for group in GROUPS for _ in range(RESPONDENTS)]
    chance.shuffle(turns)
    return [(group, turns[:at].count(group)) for at, group in enumerate(turns)]


def otherwise(order: Arrival, seed: int) -> Arrival:
    """The same turns of the groups; of each batch, those who came came in another order."""
    chance = random.Random(seed)
    batches: dict[Person, list[int]] = {}
    for group, number in order:
        batches.setdefault((group, number // FEWEST_ANSWERS), []).append(number)
    for numbers in batches.values():
        chance.shuffle(numbers)
    return [(group, batches[group, number // FEWEST_ANSWERS].pop()) for group, number in order]


def answers_of(person: Person) -> dict[str, str]:
    """Of each person others, and of differing length, as comments are; some fill pages."""
    group, number = person
    length = (number * 7 + len(group)) % 61
    return {"item": "agree", "comment": "x" * (length * 200 if number % 6 == 5 else length)}


def secret_of(person: Person) -> str:
    """What only the browser of a person holds."""
    return f"browser-of-{person[0].partition(' ')[0]}-{person[1]:02d}"


def id_of(person: Person) -> str:
    """What a person's answers, or their answers to a page, are known by."""
    page = person[0].partition(" ")[2]
    return given.page_id(secret_of(person), page) if page else digest(secret_of(person))


def ask_everybody(product: Product) -> None:
    """Rounds and an activity, each with its links."""
    database = product.database
    portfolio = a_list(product)
    for name in (*ROUNDS, ONCE):
        new = NewWave("enablers", True, "respondents")
        number = written(database, campaigns.draft, portfolio, new, TODAY, name)
        wave = waves.find_wave(database, portfolio, "enablers", number)
        assert wave is not None
        opened = Campaign(OPENED, Settings(opens_at=0))
        written(database, campaigns.put, portfolio, wave, opened)
        once = [f"token-{ONCE}-{at}" for at in range(LINKS)] if name == ONCE else []
        asked = wave.id, "", name, f"token-{name}", once
        written(database, wave_links.add_link, portfolio, *asked)
    number = add_activity(product, portfolio, "full", "first", "", when=0)
    for group in ("service_user", "provider"):
        written(database, view_links.add_link, portfolio, number, group, group, f"token-{group}")


def a_list(product: Product) -> Portfolio:
    found = open_portfolio(product.database, start_portfolio(product, "a-request", TODAY))
    assert found is not None
    return found


def said_by(person: Person) -> str:
    """What somebody says besides, in their own words: half of them nothing."""
    group, number = person
    return f"{group} {number}: {'and so on, ' * number}" if number % 2 else ""


def answer(
    database: Database,
    person: Person,
    day: date,
    link: int | None = None,
    says: Person | None = None,
) -> None:
    """Someone hands in their answers to a round, or a page about an activity; where each link works
    once, by that of their own number or another. They `say` what they would, or somebody else.
    """
    group, _, page = person[0].partition(" ")
    token, who, said = f"token-{group}", secret_of(person), answers_of(person)
    if group == ONCE:
        token = f"{token}-{person[1] if link is None else link}"
    if not page:
        about, comment = (day, "questionnaire-answers-v2"), said_by(says or person)
        view = NewView(who, 1, said, *about, pace=person[1] % 4, comment=comment)
        assert anonymous_answers.add_view(database, token, view, NOW)
        return
    asked = view_links.find_link(database, token)
    assert asked is not None
    new = given.NewPage(who, page, "activity-v1", said, day, "anonymous-answers-v2")
    assert given.add_page(database, token, asked, new)


def folder_after(prepared: Path, order: Arrival, into: Path) -> dict[str, bytes]:
    """Every file of a copy of an instance folder after these people have answered, day by day."""
    shutil.copytree(prepared, into)
    database = Database(into / "ladder.sqlite3")
    for turn, person in enumerate(order):
        answer(database, person, date(2026, 3, 1 + turn // 10))
    # While the product is at work: nothing is closed before the copy is made.
    files = files_of(into)
    database.close()
    return files


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; of what waits the answers, as their places are drawn by chance."""
    return {
        str(file.relative_to(folder)): json.dumps(
            sorted(places.read(file).values(), key=lambda answer: str(answer["id"]))
        ).encode() if file.parent.name == "waiting" else file.read_bytes()
        for file in sorted(folder.rglob("*"))
        # What programs agree on in memory, which says where in the log they stand.
        if file.is_file() and file.suffix not in (".sqlite3-shm", ".lock")
    }  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder in which everybody is asked and nobody has answered."""
    settings = settings_in(tmp_path_factory.mktemp("asked"))
    product = product_of(app_for(settings))
    ask_everybody(product)
    product.database.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    product.database.close()
    return settings.instance


@pytest.fixture(autouse=True)
def same_names(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Iterator[int]]:
    """What is drawn by chance is drawn alike each time, so that folders can be compared."""

    def again() -> Iterator[int]:
        numbers = count()
        monkeypatch.setattr(answer_mix, "new_name", lambda: f"{next(numbers):032x}")
        return numbers

    return again


@pytest.mark.parametrize("seed", range(6))
def test_no_byte_of_the_folder_tells_who_of_a_batch_came_first(
    seed: int, prepared: Path, tmp_path: Path, same_names: Callable[[], object]
) -> None:
    """At the end and at any moment before it, in full batches and in those that are not."""
    everyone = arrivals(seed)
    moment = len(everyone) if seed == 0 else random.Random(seed).randrange(len(everyone))
    order = everyone[:moment]
    same_names()
    one = folder_after(prepared, order, tmp_path / "one")
    same_names()
    other = folder_after(prepared, otherwise(order, seed), tmp_path / "other")
    assert order != otherwise(order, seed)
    assert [name for name in one if one[name] != other.get(name)] == []
    assert set(one) == set(other)
    if seed == 0:
        kept = b"".join(one.values())
        for person in everyone:
            assert id_of(person).encode() in kept


@pytest.mark.parametrize("came", [5, 10, 20])
def test_no_byte_of_the_folder_tells_who_of_a_batch_said_what(
    came: int, prepared: Path, tmp_path: Path, same_names: Callable[[], object]
) -> None:
    """Had the five of each batch left each other's comments, no byte would be another."""
    folders = []
    for name in ("one", "other"):
        same_names()
        shutil.copytree(prepared, tmp_path / name)
        database = Database(tmp_path / name / "ladder.sqlite3")
        for number in range(came):
            last = number // FEWEST_ANSWERS * FEWEST_ANSWERS + FEWEST_ANSWERS - 1
            turned = last - number % FEWEST_ANSWERS if name == "other" else number
            answer(database, (ROUNDS[0], number), TODAY, says=(ROUNDS[0], turned))
        folders.append(files_of(tmp_path / name))
        there = database.reading.execute("SELECT COUNT(*) FROM wave_comment").fetchone()[0]
        assert there == sum(bool(said_by((ROUNDS[0], number))) for number in range(came))
        database.close()
    one, other = folders
    assert [name for name in one if one[name] != other.get(name)] == []


@pytest.mark.parametrize("came", [1, 4, 5, 9, 12, 20])
def test_no_byte_of_the_folder_tells_by_which_link_an_answer_came(
    came: int, prepared: Path, tmp_path: Path, same_names: Callable[[], object]
) -> None:
    """The same answers by other links: of a full batch by those of each other, and of one that is
    not full by links that nobody used. Who knows each person's link learns of five answers that
    five links gave them, and of those that wait nothing.
    """
    full = came - came % FEWEST_ANSWERS
    folders = []
    for name in ("one", "other"):
        same_names()
        shutil.copytree(prepared, tmp_path / name)
        database = Database(tmp_path / name / "ladder.sqlite3")
        for number in range(came):
            last = number // FEWEST_ANSWERS * FEWEST_ANSWERS + FEWEST_ANSWERS - 1
            turned = last - number % FEWEST_ANSWERS if number < full else LINKS - 1 - number % 5
            answer(database, (ONCE, number), TODAY, turned if name == "other" else number)
        folders.append(files_of(tmp_path / name))
        used = database.reading.execute("SELECT SUM(used) FROM wave_link_once").fetchone()
        assert used[0] == full
        database.close()
    one, other = folders
    assert [name for name in one if one[name] != other.get(name)] == []
    assert set(one) == set(other)


def test_a_link_that_works_once_takes_one_answer(prepared: Path, tmp_path: Path) -> None:
    """Whether the answers wait or have gone in; the same answers sent again are no second ones."""
    shutil.copytree(prepared, tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")

    def sends(who: int, link: int) -> bool:
        view = NewView(f"browser {who}", 1, {"item": "agree"}, TODAY, "a wording")
        return anonymous_answers.add_view(database, f"token-{ONCE}-{link}", view, NOW)

    assert not anonymous_answers.add_view(
        database, f"token-{ONCE}", NewView("nobody", 1, {}, TODAY, "a wording"), NOW
    )
    for number in range(7):
        assert sends(number, number)
        assert sends(number, number), "the same again"
        assert not any(sends(100 + other, other) for other in range(number + 1))
    database.close()
    # What is remembered goes with the process: five are written down, two are not.
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    assert [sends(200 + link, link) for link in range(7)] == [False] * 5 + [True] * 2
    assert sends(9, 9), "the fifth of its batch"
    assert used_in(database) == 5, "three that are known would be those of three who came last"
    assert [sends(10 + link, 10 + link) for link in range(5)] == [True] * 5
    assert used_in(database) == 5 + 3 + 5, "in the next batch they are among others"
    database.close()


def used_in(database: Database) -> int:
    """How many links that work once are marked as used."""
    return int(database.reading.execute("SELECT SUM(used) FROM wave_link_once").fetchone()[0])


@pytest.mark.parametrize("seed", range(6))
def test_however_often_it_is_started_anew_no_mark_goes_in_with_fewer_than_five(
    prepared: Path, tmp_path: Path, seed: int
) -> None:
    """Two copies of the folder, one before and one after, would name the link of an answer."""
    shutil.copytree(prepared, tmp_path / "instance")
    chance, marked, given_to = random.Random(seed), 0, 0
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    for link in range(LINKS):
        if chance.random() < (0.1, 0.25, 0.5)[seed % 3]:
            database.close()
            database = Database(tmp_path / "instance" / "ladder.sqlite3")
        view = NewView(f"browser {link}", 1, {"item": "agree"}, TODAY, "a wording")
        assert anonymous_answers.add_view(database, f"token-{ONCE}-{link}", view, NOW)
        now, rows = used_in(database), answers_in(database)
        assert now - marked == 0 or now - marked >= FEWEST_ANSWERS
        assert now == marked or rows > given_to, "a mark goes in with answers alone"
        marked, given_to = now, rows
    database.close()


def answers_in(database: Database) -> int:
    return int(database.reading.execute("SELECT COUNT(*) FROM wave_view").fetchone()[0])


def test_nobody_whose_batch_is_not_full_is_in_the_database_or_its_log(
    prepared: Path, tmp_path: Path
) -> None:
    """Not even in what pages and the log keep of rows that have gone: they were never there."""
    for moment in (3, 17, 48, 71):
        order = arrivals(9)[:moment]
        files = folder_after(prepared, order, tmp_path / f"{moment}")
        kept = b"".join(content for name, content in files.items() if "sqlite3" in name)
        came = {group: sum(person[0] == group for person in order) for group in GROUPS}
        for group, number in order:
            full = number // FEWEST_ANSWERS < came[group] // FEWEST_ANSWERS
            assert full == (id_of((group, number)).encode() in kept)


def times_of(folder: Path) -> dict[str, tuple[int, int]]:
    """How far from midnight files were changed and read last, in nanoseconds, but for those that
    are not. Locks say when the site was started.
    """
    day = 24 * 3600 * 10**9
    found = {path.name: path.stat() for path in _of_answers(folder)}
    times = {name: (of.st_mtime_ns % day, of.st_atime_ns % day) for name, of in found.items()}
    return {name: both for name, both in times.items() if any(both)}


def _of_answers(folder: Path) -> list[Path]:
    return [path for path in [folder, *folder.rglob("*")] if path.suffix != ".lock"]


def test_nothing_says_of_an_answer_when_it_came_but_the_day(prepared: Path, tmp_path: Path) -> None:
    """The first answer of all makes a folder in that of the instance, the fifth of a batch changes
    the database. The older tests looked at neither the file beside it that processes share (-shm)
    nor at when files were read: what waits was read once more after each answer.
    """
    shutil.copytree(prepared, tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    portfolio = next(iter(waves_of(database)))
    for person in arrivals(4)[:30]:
        answer(database, person, TODAY)
        assert times_of(tmp_path / "instance") == {}, person
        # Whoever reads what waits leaves no moment behind either.
        answers_in(database)
        anonymous_answers.list_views(database, *portfolio)
        assert times_of(tmp_path / "instance") == {}, person
    place = database.waiting
    assert {path.stat().st_mode & 0o077 for path in [place, *place.iterdir()]} == {0}
    assert (tmp_path / "instance" / "ladder.sqlite3-shm").exists()
    database.close()


def waves_of(database: Database) -> Iterator[tuple[Portfolio, Wave]]:
    row = database.reading.execute("SELECT id, title FROM portfolio").fetchone()
    portfolio = Portfolio(row["id"], row["title"], sample=False)
    for wave in waves.list_waves(database, portfolio):
        yield portfolio, wave


@pytest.mark.parametrize("seed", range(3))
def test_no_byte_and_no_time_of_a_backup_tells_who_of_a_batch_came_first(
    seed: int, prepared: Path, tmp_path: Path, same_names: Callable[[], object]
) -> None:
    order = arrivals(seed)[: 100 - 27 * seed]
    backups = []
    for name, came in (("one", order), ("other", otherwise(order, seed))):
        same_names()
        folder_after(prepared, came, tmp_path / name)
        (tmp_path / name / "secret_key").write_text("opens links")
        database = Database(tmp_path / name / "ladder.sqlite3")
        to = tmp_path / f"backup of {name}"
        assert copy_instance(database, to) == len([f for f in to.rglob("*") if f.is_file()])
        database.close()
        assert times_of(to) == {}
        assert {path.stat().st_mode & 0o077 for path in [to, *to.rglob("*")]} == {0}
        assert not [f for f in to.rglob("*") if f.name.endswith(("-wal", "-shm", ".lock"))]
        backups.append(files_of(to))
    one, other = backups
    assert [name for name in one if one[name] != other.get(name)] == []
    assert set(one) == set(other)
    assert "secret_key" in one


def test_a_site_goes_on_from_a_backup(prepared: Path, tmp_path: Path) -> None:
    """What waited goes on waiting, what came twice is taken once, and the source is as it was."""
    people = [(ROUNDS[0], number) for number in range(10)]
    shutil.copytree(prepared, tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    for person in people[:8]:
        answer(database, person, TODAY)
    copy_instance(database, tmp_path / "backup")
    with pytest.raises(FileExistsError):
        copy_instance(database, tmp_path / "backup")
    database.close()
    database = Database(tmp_path / "backup" / "ladder.sqlite3")
    for person in people:
        answer(database, person, TODAY)
    rows = list(database.reading.execute("SELECT id, batch FROM wave_view"))
    assert len(rows) == 10
    assert sorted({row["batch"] for row in rows}) == [0, 1]
    database.close()


def test_a_batch_that_fills_while_a_backup_is_made_is_in_it(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the copies of what waits and of the database: counted once, and nobody is told
    apart by four of it that wait beside all five.
    """
    people = [(ROUNDS[0], number) for number in range(10)]
    shutil.copytree(prepared, tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    for person in people[:4]:
        answer(database, person, TODAY)
    copy_to = Database.copy_to

    def meanwhile(self: Database, path: Path) -> None:
        answer(self, people[4], TODAY)
        copy_to(self, path)

    monkeypatch.setattr(Database, "copy_to", meanwhile)
    copy_instance(database, tmp_path / "backup")
    database.close()
    assert not tells_the_last(files_of(tmp_path / "backup"), people[:5])
    database = Database(tmp_path / "backup" / "ladder.sqlite3")
    for person in people[5:]:
        answer(database, person, TODAY)
    rows = list(database.reading.execute("SELECT id FROM wave_view"))
    assert {row["id"] for row in rows} == {digest(secret_of(person)) for person in people}
    database.close()


def test_a_backup_that_cannot_be_made_leaves_nothing(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Database, "copy_to", full)
    with pytest.raises(OSError, match="No space"):
        copy_instance(Database(prepared / "ladder.sqlite3"), tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_the_log_beside_the_file_is_empty_after_each_answer(prepared: Path, tmp_path: Path) -> None:
    files = folder_after(prepared, arrivals(1), tmp_path / "instance")
    assert files["ladder.sqlite3-wal"] == b""


def test_all_of_a_batch_have_one_day(prepared: Path, tmp_path: Path) -> None:
    folder_after(prepared, arrivals(2), tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    rows = list(
        database.reading.execute(
            "SELECT count(*), count(DISTINCT given_on) FROM wave_view GROUP BY wave_id, batch"
        )
    )
    database.close()
    assert [tuple(row) for row in rows] == [(FEWEST_ANSWERS, 1)] * 12


def test_an_answer_that_was_taken_is_there_after_the_machine_stops(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off before the batch's file is released: the next one finds out, and nothing doubles."""
    shutil.copytree(prepared, tmp_path / "instance")
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    people = [(ROUNDS[0], number) for number in range(11)]
    with monkeypatch.context() as stopped:
        stopped.setattr(answer_mix, "release", lambda *_: None)
        for person in people[:5]:
            answer(database, person, TODAY)
    database.close()
    database = Database(tmp_path / "instance" / "ladder.sqlite3")
    assert answer_mix.sweep(database) == 1
    for person in [*people, *people]:
        answer(database, person, TODAY)
    rows = list(database.reading.execute("SELECT id, batch FROM wave_view"))
    assert len(rows) == 10
    assert [row["batch"] for row in rows].count(0) == FEWEST_ANSWERS
    (name,) = (file.name for file in answer_mix.folder(database).iterdir())
    assert [held["id"] for held in answer_mix.waiting(database, name)] == [
        digest(secret_of(people[10]))
    ]
    database.close()


def tells_the_last(files: dict[str, bytes], people: Arrival) -> bool:
    """Do two files hold different ones of those who wait together, or will stand together?"""
    ids = {id_of(person).encode() for person in people}
    held = ({mark for mark in ids if mark in content} for content in files.values())
    return len({frozenset(marks) for marks in held if marks}) > 1


# Whatever changes a file is one of these, or a statement of the database.
CALLS = ("open", "write", "pwrite", "fsync", "utime", "unlink", "mkdir", "rename", "replace",
         "link", "truncate", "ftruncate", "close")  # fmt: skip


def every_step(folder: Path, into: Path, database: Database, act: Callable[[], None]) -> list[Path]:
    """Copies of a folder before and after whatever changes it while something is done; one of
    each state that it is in.
    """
    copies: list[Path] = []
    seen: list[dict[str, bytes]] = []

    def look() -> None:
        now = {str(f): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        if not seen or now != seen[-1]:
            seen.append(now)
            copies.append(into / f"{len(copies):03d}")
            shutil.copytree(folder, copies[-1])

    busy = [False]

    def looking(*_: object) -> None:
        if not busy[0]:
            busy[0] = True
            look()
            busy[0] = False

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def around(*given: Any, **named: Any) -> Any:
            looking()
            found = call(*given, **named)
            looking()
            return found

        return around

    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, watched(getattr(os, name)))
        sqlite_of(database.reading).set_trace_callback(looking)
        act()
        sqlite_of(database.reading).set_trace_callback(None)
    look()
    return copies


@pytest.mark.parametrize("group", [ROUNDS[0], "service_user purpose", "provider purpose"])
def test_at_no_step_and_wherever_it_is_stopped_two_files_tell_who_came_last(
    group: str, prepared: Path, tmp_path: Path
) -> None:
    """And whoever was told that theirs is kept finds it kept, once, after a start."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared, folder)
    database = Database(folder / "ladder.sqlite3")
    people = [(group, number) for number in range(7)]
    steps = 0
    for number, person in enumerate(people):
        came = people[: number + 1]
        into = tmp_path / f"{number}"
        copies = every_step(folder, into, database, partial(answer, database, person, TODAY))
        steps += len(copies)
        for copy in copies:
            first, second = came[:FEWEST_ANSWERS], came[FEWEST_ANSWERS:]
            assert not tells_the_last(files_of(copy), first), copy.name
            started = Database(copy / "ladder.sqlite3")
            answer_mix.sweep(started)
            assert not tells_the_last(files_of(copy), first), copy.name
            for again in came:
                answer(started, again, TODAY)
            started.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            kept = files_of(copy)
            started.close()
            assert not tells_the_last(kept, first)
            assert not tells_the_last(kept, second)
            everything = b"".join(kept.values())
            assert all(everything.count(id_of(each).encode()) for each in came)
            waiting = [content for name, content in kept.items() if "waiting" in name]
            assert sum(content.count(b'"id"') for content in waiting) == len(came) % FEWEST_ANSWERS
    database.close()
    assert steps > 20


def test_who_is_put_where_is_drawn_by_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free: list[list[int]] = []
    choice = secrets.choice

    def chosen(of: list[int]) -> int:
        free.append(of)
        return choice(of)

    monkeypatch.setattr(secrets, "choice", chosen)
    firsts, lasts = set(), set()
    for number in range(200):
        for one in range(FEWEST_ANSWERS):
            places.put(tmp_path / f"{number}", {"id": f"{one}"})
        lay = {answer["id"]: at for at, answer in places.read(tmp_path / f"{number}").items()}
        assert sorted(lay.values()) == list(range(FEWEST_ANSWERS))
        firsts.add(lay["0"])
        lasts.add(lay["4"])
    assert firsts == lasts == set(range(FEWEST_ANSWERS))
    assert [len(each) for each in free] == [5, 4, 3, 2, 1] * 200


def test_a_place_that_was_cut_off_is_free_and_the_others_are_whole(tmp_path: Path) -> None:
    file = tmp_path / "waiting"
    for one in range(FEWEST_ANSWERS):
        places.put(file, {"id": f"{one}", "document": "x" * 900})
    whole = file.read_bytes()
    (at,) = (at for at, answer in places.read(file).items() if answer["id"] == "2")
    for length in (0, 1, 9, 20):
        start = at * places.PLACE
        file.write_bytes(
            whole[: start + length] + bytes(places.PLACE - length) + whole[start + places.PLACE :]
        )
        assert {answer["id"] for answer in places.read(file).values()} == set("0134")
        assert places.blank(file, {"0"})
        assert {answer["id"] for answer in places.read(file).values()} == set("134")


def test_no_file_knows_where_anybody_came_from(own_app: Flask, tmp_path: Path) -> None:
    product = product_of(own_app)
    Client(own_app).get("/practice")
    own_app.test_client().get(
        "/account/confirm/made-up", environ_base={"REMOTE_ADDR": "192.0.2.77"}
    )
    assert len(product.tries)
    for file in product.database.path.parent.rglob("*"):
        assert not file.is_file() or b"192.0.2.77" not in file.read_bytes()
    tables = product.database.reading.execute("SELECT name FROM sqlite_master WHERE name = 'tried'")
    assert not tables.fetchall()
