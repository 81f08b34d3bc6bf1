"""Going back to a backup brings back what was kept, and nothing that was ended since.

The older tests copied folders and opened them: nobody had gone back to one after something had been
erased, so the guide left it to whoever runs the site to erase it once more.
"""

import errno
import fcntl
import json
import os
import re
import secrets
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner

from ladder_assess import cli
from ladder_assess.cli import main
from ladder_assess.core.benchmarks.schedule import months_on
from ladder_assess.core.campaigns.course import CLOSED
from ladder_assess.core.people.access import OWNER, VIEWER
from ladder_assess.core.people.access_key import NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.campaigns.move_campaign import move_campaign
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection import go_back as go_back_module
from ladder_assess.services.data_protection.back_up import back_up
from ladder_assess.services.data_protection.erase_everything import (
    erase_account,
    erase_organisation,
    erase_portfolio,
)
from ladder_assess.services.data_protection.go_back import (
    CannotGoBack,
    Folders,
    GoneBack,
    go_back,
)
from ladder_assess.services.people.keep_access_keys import make_key
from ladder_assess.services.points_of_view.take_back_view import code_of, take_back_view
from ladder_assess.services.workshops.run_workshop import delete_workshop
from ladder_assess.serving import LOCK, CannotServe, alone, writing_in
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.data_protection import going_back
from ladder_assess.storage.people import accounts, organisations, sign_ins
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.benchmarks.peers import draw
from tests.support.filled import NOW, fill_office
from tests.support.kept.workshops import Room
from tests.support.kept.written import written
from tests.support.links import PANEL
from tests.support.offices import make_office, make_person
from tests.support.respondents import answer_all, ask, close
from tests.support.site import SECRET, TODAY, prepare
from tests.support.waves import begin

pytestmark = pytest.mark.thorough

ASIDE = f"instance.before-{TODAY.isoformat()}"


def opened(folder: Path) -> Product:
    return open_product(CHECKOUT / "questionnaires", folder / "ladder.sqlite3", SECRET, "")


def home_of(product: Product) -> Path:
    return product.database.path.parent


def backed_up(product: Product, tmp_path: Path) -> Path:
    to = tmp_path / f"backup-{secrets.token_hex(4)}"
    back_up(product, to)
    return to


def gone_back(product: Product, backup: Path, *, replace: bool = True) -> tuple[GoneBack, Product]:
    """The site, stopped and gone back, and as it starts again."""
    home = home_of(product)
    product.database.close()
    folders = Folders(backup, home, "ladder.sqlite3", replace)
    done = go_back(folders, opened, TODAY, NOW)
    return done, opened(home)


def count(product: Product, what: str) -> int:
    return int(product.database.reading.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def files_in(folder: Path) -> list[Path]:
    """Without what is put beside a database that is only looked at."""
    return sorted(p for p in folder.rglob("*") if not p.name.endswith(("-shm", "-wal", ".lock")))


def test_what_was_erased_since_stays_erased(own: Product, tmp_path: Path) -> None:
    kept, gone = fill_office(make_office(own)), fill_office(make_office(own, "Gone Council"))
    left, went = (make_person(own, name) for name in ("Kim Stays", "Lee Leaves"))
    lists = [start_portfolio(own, name, TODAY) for name in ("a kept list", "a list that goes")]
    backup = backed_up(own, tmp_path)
    # The address under which somebody is erased may be another than in the backup.
    with own.database.writing() as connection:
        connection.execute("UPDATE account SET email = 'lee@new.example' WHERE id = ?", (went.id,))
    renamed = accounts.account_by_id(own.database, went.id)
    assert renamed is not None
    erase_account(own, renamed, TODAY, NOW)
    erase_organisation(own, gone.id, TODAY, NOW)
    erased = open_portfolio(own.database, lists[1])
    assert erased is not None
    erase_portfolio(own, erased, TODAY, NOW)
    stones = count(own, "tombstone")

    done, again = gone_back(own, backup)
    assert done == GoneBack(home_of(own).with_name(ASIDE), erased=3)
    assert accounts.account_by_id(again.database, left.id) is not None
    assert accounts.account_by_id(again.database, went.id) is None
    assert organisations.find_organisation(again.database, kept.id) is not None
    assert organisations.find_organisation(again.database, gone.id) is None
    assert open_portfolio(again.database, lists[0]) is not None
    assert open_portfolio(again.database, lists[1]) is None
    assert count(again, "tombstone") >= stones == 3
    for word in (went.email, "Lee Leaves", "Gone Council"):
        for file in home_of(again).rglob("*"):
            assert file.is_dir() or word.encode() not in file.read_bytes(), (word, file)
    assert count(again, "audit WHERE event = 'backup_gone_back_to'") == 1
    again.database.close()


def test_what_was_lost_since_by_mistake_is_there_again(own: Product, tmp_path: Path) -> None:
    office = fill_office(make_office(own))
    kept = count(own, f"activity WHERE portfolio_id = {office.portfolio.id}")
    backup = backed_up(own, tmp_path)
    with own.database.writing() as connection:
        connection.execute("DELETE FROM activity")
    done, again = gone_back(own, backup)
    assert done.erased == done.taken_back == 0
    assert count(again, f"activity WHERE portfolio_id = {office.portfolio.id}") == kept > 0
    files = [file for file in home_of(again).rglob("*") if file.is_file()]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    again.database.close()


def test_answers_that_were_taken_back_since_stay_so(own: Product, tmp_path: Path) -> None:
    office = make_office(own)
    office.describe(PANEL)
    token = ask(own, office.portfolio, "policymaker")
    views = [answer_all(own, token, PANEL) for _ in range(8)]
    backup = backed_up(own, tmp_path)
    # One of a five that was full, and one that waited.
    for taken in (views[1], views[6]):
        assert take_back_view(own, code_of(own, taken), NOW)
    later = [answer_all(own, token, PANEL) for _ in range(2)]
    done, again = gone_back(own, backup)
    assert done.taken_back > 0
    assert not any(take_back_view(again, code_of(again, views[at]), NOW) for at in (1, 6))
    assert not any(take_back_view(again, code_of(again, view), NOW) for view in later)
    others = [at for at in range(8) if at not in (1, 6)]
    assert all(take_back_view(again, code_of(again, views[at]), NOW) for at in others)
    again.database.close()


def test_what_waited_and_was_in_a_five_since_makes_no_other_five(
    own: Product, tmp_path: Path
) -> None:
    """Two looks at figures whose fives differ by one person would tell what that one said."""
    office = make_office(own)
    office.describe(PANEL)
    token = ask(own, office.portfolio, "policymaker")
    views = [answer_all(own, token, PANEL) for _ in range(8)]
    backup = backed_up(own, tmp_path)
    for _ in range(2):
        answer_all(own, token, PANEL)
    _, again = gone_back(own, backup)
    assert all(take_back_view(again, code_of(again, views[at]), NOW) for at in range(5))
    assert not any(take_back_view(again, code_of(again, views[at]), NOW) for at in range(5, 8))
    again.database.close()


def test_nobody_has_a_right_again_that_they_had_lost(own: Product, tmp_path: Path) -> None:
    office = make_office(own)
    office.describe(PANEL)
    out, lower = (make_person(own, name) for name in ("Out", "Lower"))
    for person in (out, lower):
        office.take_on(person, OWNER)
    token = ask(own, office.portfolio, "provider")
    written(own.database, sign_ins.start, out.id, "a token", "A phone", NOW)
    written(own.database, accounts.set_password, lower.id, "the-stolen-hash")
    backup = backed_up(own, tmp_path)
    written(own.database, organisations.end_membership, office.id, out.id)
    office.take_on(lower, VIEWER)
    written(own.database, accounts.set_password, lower.id, "the-new-hash")
    close(own, office.portfolio, "provider")
    newest = make_person(own, "Newest")
    _, again = gone_back(own, backup)
    people = organisations.people_of(again.database, office.id)
    assert {p.account: p.membership.role for p in people} == {
        office.owner.id: "owner", lower.id: "viewer",
    }  # fmt: skip
    found = accounts.account_by_id(again.database, lower.id)
    assert found is not None
    assert found.password == "the-new-hash"
    assert count(again, "sign_in") == count(again, "ticket") == 0
    assert count(again, "view_link WHERE closed = 0") == 0
    assert token
    assert make_person(again, "Next").id > newest.id, "no number is given twice"
    again.database.close()


def test_what_was_ended_since_is_ended(own: Product, tmp_path: Path) -> None:
    """Keys of programs, campaigns, files and workshops: each table that came later was forgotten,
    as rights were named by hand.
    """
    office = fill_office(make_office(own))
    wave = begin(own, office.portfolio, "officer-survey", respondents=True)
    by = Actor(office.owner.id, office.id, NOW)
    make_key(own, NewKey("A dashboard", rows=True, days=30), "first", by)
    room = Room(own, "a room")
    backup = backed_up(own, tmp_path)
    kept = count(own, "evidence_file")
    with own.database.writing() as connection:
        connection.execute("DELETE FROM access_key")
        connection.execute("DELETE FROM evidence_file")
    assert move_campaign(own, office.portfolio, wave, CLOSED, by, TODAY)
    delete_workshop(own, room.now, NOW)
    _, again = gone_back(own, backup)
    assert kept > 0 == count(again, "evidence_file")
    assert count(again, "access_key") == count(again, "workshop") == 0
    assert count(again, f"campaign WHERE state = 'closed' AND wave_id = {wave.id}") == 1
    again.database.close()


def test_a_site_that_was_only_set_up_erases_nobody(own: Product, tmp_path: Path) -> None:
    """On a new machine nobody is there, and nobody was erased."""
    office = fill_office(make_office(own))
    backup = backed_up(own, tmp_path)
    home = tmp_path / "new" / "instance"
    prepare(home / "ladder.sqlite3")
    done = go_back(Folders(backup, home, "ladder.sqlite3", True), opened, TODAY, NOW)
    assert done.erased == 0
    again = opened(home)
    assert accounts.account_by_id(again.database, office.owner.id) is not None
    again.database.close()


def test_what_was_erased_is_known_by_the_secret_in_use(own: Product, tmp_path: Path) -> None:
    office = fill_office(make_office(own))
    home = home_of(own)
    (home / "secret_key").write_text("an earlier secret")
    backup = backed_up(own, tmp_path)
    (home / "secret_key").write_text(SECRET)
    erase_organisation(own, office.id, TODAY, NOW)
    own.database.close()

    def by_its_own_secret(folder: Path) -> Product:
        secret = (folder / "secret_key").read_text()
        return open_product(CHECKOUT / "questionnaires", folder / "ladder.sqlite3", secret, "")

    done = go_back(Folders(backup, home, "ladder.sqlite3", True), by_its_own_secret, TODAY, NOW)
    assert done.erased == 1
    assert (home / "secret_key").read_text() == SECRET


def test_a_folder_that_somebody_else_wrote_is_no_backup(own: Product, tmp_path: Path) -> None:
    """Tests went back to what the product had made, and to nothing else."""
    fill_office(make_office(own))
    backup = backed_up(own, tmp_path)
    home = home_of(own)
    own.database.close()

    def refused(words: str, *statements: str, link: str = "") -> None:
        strange = tmp_path / f"strange-{secrets.token_hex(4)}"
        shutil.copytree(backup, strange)
        if link:
            (strange / "uploads" / "more").symlink_to(link)
        made = Database(strange / "ladder.sqlite3")
        with made.writing() as connection:
            for statement in statements:
                connection.execute(statement)
        made.close()
        with pytest.raises(CannotGoBack, match=words):
            go_back(Folders(strange, home, "ladder.sqlite3", True), opened, TODAY, NOW)
        assert not list(tmp_path.glob("*restored*"))

    refused("neither a file nor a folder", link="/etc")
    refused("neither a file nor a folder", link="/dev/zero")
    refused("names files as ours", "UPDATE evidence_file SET stored_as = '/etc/passwd'")
    refused(
        "triggers or views",
        "CREATE TRIGGER evil AFTER DELETE ON membership BEGIN "
        "INSERT INTO membership VALUES (OLD.organisation_id, OLD.account_id, 'owner', ''); END",
    )
    refused("triggers or views", "CREATE VIEW more AS SELECT 1")
    full = Folders(backup, home, "ladder.sqlite3", True, floor=2**60)
    with pytest.raises(CannotGoBack, match="no room"):
        go_back(full, opened, TODAY, NOW)


def test_where_it_is_cut_short_one_of_the_two_is_there_whole(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between two names, the folder in use was gone, and so was what had been ended."""
    make_office(own, "Riverside")
    backup = backed_up(own, tmp_path)
    home = home_of(own)
    own.database.close()

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(going_back, "_exchange", cut_short)
        with pytest.raises(KeyboardInterrupt):
            go_back(Folders(backup, home, "ladder.sqlite3", True), opened, TODAY, NOW)
    assert (home / "ladder.sqlite3").is_file()
    assert (home / "secret_key").exists() == (backup / "secret_key").exists()


def test_what_asks_to_stop_within_the_step_is_heard_after_it(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Ctrl+C between two names its own copy stayed beside, as one that was set aside."""
    backup = backed_up(own, tmp_path)
    home = home_of(own)
    (home / "mine").touch()
    own.database.close()
    swap = going_back._exchange

    def interrupted(*names: Path) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        swap(*names)

    monkeypatch.setattr(going_back, "_exchange", interrupted)
    # Whatever the tests were started by: in the background, this signal is not heard.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.raises(KeyboardInterrupt):
        go_back(Folders(backup, home, "ladder.sqlite3", True), opened, TODAY, NOW)
    signal.signal(signal.SIGINT, heard)
    assert not (home / "mine").exists(), "it is done"
    assert {path.name for path in tmp_path.iterdir()} == {home.name, ASIDE, backup.name}
    assert (tmp_path / ASIDE / "mine").exists()


def test_what_stands_in_the_way_is_said_in_words(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several files at once it was said as the machine does, in a trace."""
    make_office(own, "Riverside")
    backup = backed_up(own, tmp_path)
    monkeypatch.setenv("LADDER_INSTANCE", str(home_of(own)))
    own.database.close()
    before = files_in(tmp_path)

    def restore(folder: Path = backup) -> str:
        done = CliRunner().invoke(main, ["restore", str(folder), "--replace"])
        assert done.exit_code == 1
        assert isinstance(done.exception, SystemExit), done.exception
        return done.output

    def full(_from: Path, to: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(to))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        assert "The disk is full" in restore()
    with monkeypatch.context() as patch:
        patch.setenv("LADDER_FREE_SPACE", str(10**14))
        assert "no room" in restore()
    assert files_in(tmp_path) == before
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "that is no backup" in restore(tmp_path / "loop")
    os.mkfifo(backup / "pipe")
    assert "neither a file nor a folder" in restore()
    (backup / "pipe").unlink()

    def mounted(*names: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(names[1]))

    with monkeypatch.context() as patch:
        patch.setattr(going_back, "_exchange", mounted)
        assert "It is a mount of its own" in restore()
    with closing(sqlite3.connect(backup / "ladder.sqlite3")) as connection:
        connection.execute("DROP TABLE audit")
    assert "lacks" in restore()
    (backup / "ladder.sqlite3").unlink()
    os.mkfifo(backup / "ladder.sqlite3")
    assert "that is no backup" in restore()


def test_a_page_that_says_something_else_since_is_not_public_again(
    own: Product, tmp_path: Path
) -> None:
    """What was taken out of it would be read again."""
    published = "INSERT INTO public_page (portfolio_id, revision, document, published) VALUES"
    says = "UPDATE public_page SET published = ? WHERE portfolio_id = ?"
    lists = [make_office(own, f"Council {n}").portfolio.id for n in range(3)]
    with own.database.writing() as connection:
        for number in lists:
            connection.execute(f"{published} ({number}, 1, '{{}}', '\"names Mr X\"')")
    backup = backed_up(own, tmp_path)
    with own.database.writing() as connection:
        connection.execute(says, ('"names nobody"', lists[1]))
        connection.execute(says, ("null", lists[2]))
    _, again = gone_back(own, backup)
    found = "SELECT published, taken_down_on FROM public_page ORDER BY portfolio_id"
    rows = [tuple(row) for row in again.database.reading.execute(found)]
    assert rows[0] == (json.dumps("names Mr X"), "")
    assert rows[1] == ("null", TODAY.isoformat())
    assert rows[2][0] == "null"
    again.database.close()


def test_figures_of_peers_are_not_drawn_once_more(own: Product, tmp_path: Path) -> None:
    populate(own, 40 * ASSESSMENTS)
    backup = backed_up(own, tmp_path)
    assert draw(own, TODAY, seed=1)
    drawn = draws.everything(own.database)
    done, again = gone_back(own, backup)
    assert done.figures == len(drawn.draws) > 0
    assert draws.everything(again.database) == drawn
    assert not draw(again, months_on(TODAY, 0), seed=2)
    again.database.close()


def test_it_goes_back_to_nothing_but_a_whole_backup_of_the_same_site(
    own: Product, tmp_path: Path
) -> None:
    make_office(own)
    backup = backed_up(own, tmp_path)
    home = home_of(own)
    own.database.close()
    before = files_in(tmp_path)

    def refused(folders: Folders, words: str) -> None:
        with pytest.raises(CannotGoBack, match=words):
            go_back(folders, opened, TODAY, NOW)
        assert files_in(tmp_path) == before

    refused(Folders(backup, home, "ladder.sqlite3"), "With --replace it is set aside")
    refused(Folders(tmp_path / "nowhere", home, "ladder.sqlite3", True), "that is no backup")
    refused(Folders(home, home, "ladder.sqlite3", True), "move it out of there first")
    within = Folders(home, home / "uploads" / "instance", "ladder.sqlite3", True)
    refused(within, "would hold it as well")
    other = tmp_path / "elsewhere"
    shutil.copytree(backup, other)
    made = Database(other / "ladder.sqlite3")
    with made.writing() as connection:
        connection.execute("UPDATE organisation SET request = 'of another site'")
    made.close()
    torn = tmp_path / "torn"
    shutil.copytree(backup, torn)
    with (torn / "ladder.sqlite3").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    before = files_in(tmp_path)
    refused(Folders(other, home, "ladder.sqlite3", True), "not of the site in")
    refused(Folders(torn, home, "ladder.sqlite3", True), "cannot be read as a whole")
    with (home / "ladder.sqlite3").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    refused(Folders(backup, home, "ladder.sqlite3", True), "what was erased since")


def test_the_command_says_what_became_of_it(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backed_up(own, tmp_path)
    (backup / "secret_key").write_text(SECRET)
    home = home_of(own)
    monkeypatch.setenv("LADDER_INSTANCE", str(home))
    own.database.close()

    def restore(*given: str) -> str:
        return CliRunner().invoke(main, ["restore", str(backup), *given]).output

    assert "With --replace" in restore()
    said = restore("--replace")
    assert (
        "Erased again: 0. Pages of answers taken back again: 0. Figures of peers kept: 0." in said
    )
    shutil.rmtree(home)
    assert "erase once more what people asked for" in restore()
    assert answer_mix.folder(Database(home / "ladder.sqlite3")).parent == home


def test_two_at_once_on_a_new_machine_are_one(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both said that all is there, and the folder had what the second had copied by then."""
    make_office(own, "Riverside")
    backup = backed_up(own, tmp_path)
    (backup / "secret_key").write_text(SECRET)
    own.database.close()
    home = tmp_path / "new"
    monkeypatch.setenv("LADDER_INSTANCE", str(home))
    said: list[str] = []

    def restore() -> str:
        return CliRunner().invoke(main, ["restore", str(backup)]).output

    def meanwhile(*_: object) -> int:
        said.append(restore())
        with pytest.raises(CannotServe):
            alone(home)
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(going_back, "ensure_free", meanwhile)
        assert "is as it was in" in restore()
    assert len(said) == 1
    assert "Another server" in said[0]
    assert {path.name for path in tmp_path.iterdir()} == {
        home_of(own).name, home.name, backup.name
    }  # fmt: skip
    assert "With --replace" in restore()
    nowhere = tmp_path / "none" / "new"
    monkeypatch.setenv("LADDER_INSTANCE", str(nowhere))
    assert "There is no folder" in restore()
    monkeypatch.setenv("LADDER_INSTANCE", str(tmp_path / "other"))
    (backup / "ladder.sqlite3").unlink()
    assert "that is no backup" in restore()
    assert not (tmp_path / "other").exists()
    assert not nowhere.parent.exists()


WRITERS = (
    ["setup"], ["retention"], ["draw"], ["administrator", "ann@example.org"], ["unpublish", "x"],
    ["register", "update", "-"], ["backup", "copy"], ["keep-draws", "copy"], ["work"],
)  # fmt: skip


def test_no_command_writes_while_a_backup_is_put_back(
    tmp_path: Path, own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One ended well, and what it did was gone."""
    backup = tmp_path / "backup"
    back_up(own, backup)
    (backup / "secret_key").write_text(SECRET)
    own.database.close()
    home = home_of(own)
    monkeypatch.setenv("LADDER_INSTANCE", str(home))
    said: list[tuple[int, str]] = []
    prepared = go_back_module._prepared

    def meanwhile(*given: Any) -> tuple[int, int, int]:
        for command in WRITERS:
            done = CliRunner().invoke(main, command, input="")
            said.append((done.exit_code, done.output))
        return prepared(*given)

    monkeypatch.setattr(go_back_module, "_prepared", meanwhile)
    restored = CliRunner().invoke(main, ["restore", str(backup), "--replace"])
    assert restored.exit_code == 0, restored.output
    assert len(said) == len(WRITERS)
    for code, output in said:
        assert code == 1
        assert f"A backup is just being put back in {home}" in output
    with writing_in(home):
        busy = CliRunner().invoke(main, ["restore", str(backup), "--replace"])
    assert f"Another command works with {home}" in busy.output


def test_every_command_that_opens_the_site_is_one_that_writes() -> None:
    text = Path(cli.__file__).read_text()
    commands = re.split(r"\n(?=@(?:main|register)\.)", text)
    opening = [each for each in commands if "open_product(" in each.partition("\ndef _")[0]]
    assert len(opening) > 6
    assert [each for each in opening if "@writes" not in each] == []


def test_a_lock_of_a_folder_that_went_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opened it before the folder was exchanged held what nobody asks any more."""
    home = tmp_path / "site"
    alone(home).close()
    hold = fcntl.flock

    def meanwhile(lock: IO[str], how: int) -> None:
        (home / LOCK).unlink()
        hold(lock, how)

    monkeypatch.setattr(fcntl, "flock", meanwhile)
    with pytest.raises(CannotServe):
        alone(home)
