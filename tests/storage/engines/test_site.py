"""A site whose database is on a server: its pages, its jobs and its commands."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ladder_assess import cli, metrics
from ladder_assess.services.activities.load_sample import load_sample
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.services.data_protection.measure_site import measure_site
from ladder_assess.settings import from_environment
from ladder_assess.storage.plan import documents
from tests.support.client import Client
from tests.support.kept.every_table import all_counts, counts, fill_link
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.people import make_person, sign_in
from tests.support.respondents import answer_all, ask
from tests.support.site import TODAY, app_for, product_of, settings_in
from tests.support.work import run_all

pytestmark = pytest.mark.thorough

PAGES = (
    "", "/plan", "/agreement", "/over-time", "/pictures", "/import", "/data",
    "/activities/1/result", "/activities/1/history", "/activities/1/views",
)  # fmt: skip


def test_its_pages_are_served_and_its_jobs_are_done(address: str, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, postgresql=address)
    app = app_for(settings)
    product = product_of(app)
    assert load_sample(product, TODAY) > 10
    assert load_sample(product, TODAY) > 10, "once more changes nothing"
    client = Client(app)
    for page in ("/", "/start", "/practice", "/practice/stories", "/ready"):
        client.get(page)
    link = Links(product).make({**PANEL, "name": "Panel"}, {**PANEL, "name": "Forum"})
    for _ in range(6):
        answer_all(
            product, ask(product, link.portfolio, "service_user"), PANEL, voice={"say": "some"}
        )
    for page in PAGES:
        client.get(link.address + page)
    document = written(product.database, documents.ask_for_document, link.portfolio, TODAY)
    assert run_all(settings, product) > 0
    made = documents.finished_document(product.database, link.portfolio, document)
    assert made is not None
    assert made.content.startswith(b"%PDF")
    sign_in(client, make_person(product))
    client.get("/account")
    product.database.close()


def test_rows_of_every_table_are_exported_and_erased(address: str, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, postgresql=address)
    product = open_product(*settings.site)
    before = all_counts(product)
    link = fill_link(product)
    portfolio = link.portfolio
    assert all(counts(product, portfolio).values())
    erase_portfolio(product, portfolio, TODAY, 1)
    assert not any(counts(product, portfolio).values())
    assert all_counts(product)["tombstone"] == before["tombstone"] + 1
    product.database.close()


def test_a_monitor_reads_of_the_database_that_is_used(address: str, tmp_path: Path) -> None:
    """It looked at the file in the instance folder, in which there is nothing."""
    settings = settings_in(tmp_path, postgresql=address)
    product = open_product(*settings.site)
    fill_link(product)
    found = {each.name: each.values for each in measure_site(product, "", 0)}
    assert found["ladder_ready"][()] == 1
    assert found["ladder_database_bytes"][()] > 100_000
    product.database.close()


def test_what_tells_a_monitor_opens_the_site_that_answers(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def note(*given: object) -> Product:
        opened.extend(given)
        raise InterruptedError

    monkeypatch.setattr(metrics, "Bell", object)
    monkeypatch.setattr(metrics, "open_product", note)
    settings = settings_in(tmp_path, postgresql=address, metrics="127.0.0.1:9000")
    with pytest.raises(InterruptedError):
        metrics.tell(settings, 0)
    assert opened == list(settings.site)


@pytest.fixture
def asked(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("LADDER_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("LADDER_DATABASE", address)
    return CliRunner()


def test_commands_work_on_it_or_say_that_they_do_not(asked: CliRunner, tmp_path: Path) -> None:
    made = asked.invoke(cli.main, ["setup"])
    assert "The database is ready" in made.output
    assert not list((tmp_path / "instance").glob("*.sqlite3"))
    looked = asked.invoke(cli.main, ["check"]).output
    assert "[well] Database: postgresql://" in looked
    assert "Set LADDER_BACKUPS to a folder on another disk" in looked
    for command, said in (
        ("restore", "There is no ladder"),
        ("keep-draws", "This works on SQLite"),
    ):
        done = asked.invoke(cli.main, [command, str(tmp_path / "folder")])
        assert done.exit_code == 1
        assert done.output.startswith(f"Error: {said}")


def test_check_says_what_stands_in_the_way(
    asked: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "instance").mkdir()
    looked = asked.invoke(cli.main, ["check"]).output
    assert "changes of the tables wait to be made. Run ladder-assess setup" in looked
    monkeypatch.setenv("LADDER_DATABASE", "postgresql://ann:secret@127.0.0.1:1/ladder")
    looked = asked.invoke(cli.main, ["check"]).output
    assert "[bad ] Database: The database postgresql://ann@127.0.0.1:1/ladder cannot be" in looked
    assert "Check the host and port in LADDER_DATABASE" in looked
    assert "secret" not in looked


def test_servers_of_one_site_have_one_secret_and_one_folder(
    asked: CliRunner, address: str, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path, postgresql=address)
    at_work = open_product(*settings.site)
    at_work.database.share(2)
    alike = {"LADDER_SECRET_KEY": settings.secret_key}
    assert asked.invoke(cli.main, ["setup"], env=alike).exit_code == 0
    other = asked.invoke(cli.main, ["setup"], env={"LADDER_SECRET_KEY": "another"})
    assert "have another secret. Give all of them the same LADDER_SECRET_KEY" in other.output
    apart = {**alike, "LADDER_INSTANCE": str(tmp_path / "apart")}
    elsewhere = asked.invoke(cli.main, ["setup"], env=apart)
    assert "keep files in another folder. Give all of them one LADDER_INSTANCE" in elsewhere.output
    at_work.database.unshare()
    assert asked.invoke(cli.main, ["setup"], env=apart).exit_code == 0, "it stands alone"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"LADDER_DATABASE": "mysql://ann:secret@host/x"}, "LADDER_DATABASE: expected postgresql"),
        ({"LADDER_DATABASE_CONNECTIONS": "1"}, "LADDER_DATABASE_CONNECTIONS: expected a number"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    more: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        from_environment({"LADDER_INSTANCE": str(tmp_path), **more})
    assert "secret" not in str(refused.value)


def test_no_password_is_shown(tmp_path: Path) -> None:
    address = "postgresql://ann:secret@host/ladder"
    settings = from_environment({"LADDER_INSTANCE": str(tmp_path), "LADDER_DATABASE": address})
    assert "secret@" not in repr(settings)
    assert settings.postgresql == address
