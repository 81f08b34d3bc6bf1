"""A site whose evidence files lie elsewhere: pages, backups, going back, checks."""

import logging
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.back_up import CannotBackUp, back_up
from ladder_assess.services.data_protection.check_site import BAD, WELL, Found, Site, check_site
from ladder_assess.services.data_protection.erase_everything import (
    erase_portfolio,
)
from ladder_assess.services.data_protection.go_back import Folders, go_back
from ladder_assess.settings import CHECKOUT, from_environment
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.contents.places import contents_at, contents_of
from tests.support.client import Client
from tests.support.filled import NOW
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.site import SECRET, TODAY, app_for, product_of, settings_in

pytestmark = pytest.mark.thorough

ALLOWED = Allowed(2**20, 20, 2**30)
TEXT = b"minutes of May"


@pytest.fixture(params=["a shared folder", "a bucket"])
def uploads(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "a bucket":
        where: str = request.getfixturevalue("bucket")
        return where
    shared = tmp_path / "shared"
    shared.mkdir()
    return str(shared)


@pytest.fixture
def opened(uploads: str, tmp_path: Path) -> Product:
    settings = replace(settings_in(tmp_path), uploads=uploads)
    return open_product(*settings.site)


def add(link: Link, content: bytes) -> None:
    sent = Sent(f"{len(content)}.txt", BytesIO(content), TODAY)
    keep_evidence(link.product, link.portfolio, 1, sent, ALLOWED)


def read(link: Link) -> list[bytes | None]:
    database = link.product.database
    found = evidence_files.of_activity(database, link.portfolio, 1)
    return [evidence_files.read(database, file) for file in found]


def seen(product: Product, uploads: str) -> Found:
    site = Site(product.database.path, True, None, {}, 1, None, "", uploads)
    return {found.name: found for found in check_site(site, TODAY, NOW)}["Uploads"]


def test_nothing_of_a_file_lies_in_the_instance_folder(opened: Product) -> None:
    add(Links(opened).make(PANEL), TEXT)
    for path in opened.database.path.parent.rglob("*"):
        assert path.is_dir() or TEXT not in path.read_bytes(), path


def test_going_back_brings_files_back_but_none_that_was_erased(
    opened: Product, uploads: str, tmp_path: Path
) -> None:
    links = Links(opened)
    stays, goes = links.make(PANEL), links.make(PANEL)
    add(stays, TEXT)
    add(goes, b"of somebody who leaves")
    back_up(opened, tmp_path / "backup")
    assert len(list((tmp_path / "backup" / "uploads").iterdir())) == 2
    erase_portfolio(opened, goes.portfolio, TODAY, NOW)
    add(stays, b"since the backup")
    since = set(contents_of(opened.database).lying())
    # As where a disk was lost.
    contents_of(opened.database).erase(
        file.stored_as
        for file in evidence_files.of_activity(opened.database, stays.portfolio, 1)
        if file.size == len(TEXT)
    )
    home = opened.database.path.parent
    opened.database.close()
    folders = Folders(tmp_path / "backup", home, "ladder.sqlite3", True, 0, uploads)

    def in_itself(folder: Path) -> Product:
        return open_product(CHECKOUT / "questionnaires", folder / "ladder.sqlite3", SECRET, "")

    done = go_back(folders, in_itself, TODAY, NOW)
    again = open_product(*replace(settings_in(tmp_path), uploads=uploads).site)
    link = replace(stays, product=again)
    assert read(link) == [TEXT]
    assert not (home / "uploads").exists()
    assert done.erased == 1
    everywhere = [contents_of(again.database).read(name) for name in since]
    assert b"of somebody who leaves" not in everywhere
    # What came since is as it was in the folder that was set aside, and leaves the shared place.
    assert done.aside is not None
    aside = contents_at("", done.aside)
    assert b"since the backup" in [aside.read(name) for name in aside.lying()]
    evidence_files.sweep(again.database, TODAY)
    assert [contents_of(again.database).read(n) for n in contents_of(again.database).lying()] == [
        TEXT
    ]
    assert seen(again, uploads).state == WELL
    again.database.close()


def out_of_reach(uploads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if uploads.startswith("s3:"):
        monkeypatch.setattr(Database, "uploads", "s3://another/place", False)
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    else:
        Path(uploads).rename(f"{uploads} of before")


def test_where_it_is_out_of_reach_nothing_is_lost_and_all_is_said(
    opened: Product,
    uploads: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    link = Links(opened).make(PANEL)
    add(link, TEXT)
    assert seen(opened, uploads).words == "all 1 files that were added are there"
    with monkeypatch.context() as patch:
        place = "s3://another/place" if uploads.startswith("s3:") else uploads
        opened.database.uploads = place
        out_of_reach(uploads, patch)
        found = seen(opened, place)
        assert found.state == BAD
        assert place in found.words
        assert found.mend
        with pytest.raises(CannotBackUp, match="where"):
            back_up(opened, tmp_path / "backup")
        assert not (tmp_path / "backup").exists()
        app = app_for(replace(settings_in(tmp_path), uploads=place))
        app.config["PROPAGATE_EXCEPTIONS"] = False
        client = Client(app)
        page = client.get(f"{link.activity()}/files")
        form = form_of(page, page.address)
        form.fill(agree=["yes"])
        sent = {**form.sent_by(None), "file": (BytesIO(b"another"), "b.txt")}
        with caplog.at_level(logging.ERROR):
            answer = client.browser.post(page.address, data=sent)
        assert "We cannot keep files just now" in answer.get_data(as_text=True)
        assert place in caplog.text
        assert client.browser.get(page.link(f"{len(TEXT)}.txt")).status_code == 503
        erased = Links(product_of(app)).make(PANEL)
        erase_portfolio(product_of(app), erased.portfolio, TODAY, NOW)
        assert "What was erased stays until tomorrow" in caplog.text
        product_of(app).database.close()
    opened.database.uploads = uploads
    if not uploads.startswith("s3:"):
        Path(f"{uploads} of before").rename(uploads)
    assert read(link) == [TEXT]
    contents_of(opened.database).erase(contents_of(opened.database).lying())
    assert seen(opened, uploads).words == "of 1 files that were added, 1 are not there"
    opened.database.close()


@pytest.mark.parametrize(
    "said", ["shared", "s3://key:a-secret@files", "ftp://host/x", "{instance}", "{instance}/files"]
)
def test_a_place_that_cannot_be_used_is_refused_and_not_repeated(tmp_path: Path, said: str) -> None:
    place = said.format(instance=tmp_path)
    with pytest.raises(ValueError, match="LADDER_UPLOADS: expected the whole path") as refused:
        from_environment({"LADDER_INSTANCE": str(tmp_path), "LADDER_UPLOADS": place})
    assert "a-secret" not in str(refused.value)


def test_nothing_of_a_store_is_loaded_where_none_is_set() -> None:
    code = "import sys, ladder_assess.jobs, ladder_assess.serving; print('obstore' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert done.stdout.strip() == "False"
