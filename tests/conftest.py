"""An installation, a client that checks every page, and private links with answers in them."""

import gc
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings

from ladder_assess.services.activities.load_sample import load_sample
from ladder_assess.services.common import limits
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.people import sign_in as signing_in
from ladder_assess.storage.common.database import Database
from tests.support.client import Client
from tests.support.kept import on_postgresql
from tests.support.kept.object_store import BUCKET, store_begun
from tests.support.links import Links
from tests.support.site import COMPILED, TODAY, app_for, product_of, settings_in
from tests.support.walks.walk import Walk

# Next to nothing that is imported or collected is garbage: looking for it among so many tests took
# a third of the time that collecting them takes, in each of several processes.
gc.set_threshold(200_000, 20, 1000)

# A test says whether something holds, not how fast the machine is that it runs on.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# `make check` draws a tenth of the examples and `make soak` ten times as many; both ask for them by
# the name of their profile.
settings.register_profile("patient", patient)
settings.register_profile("few", patient, max_examples=10)
settings.register_profile("many", patient, max_examples=1000)
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """What was imported stays: collecting garbage does not go through it again and again, which
    took a tenth of the processor's time.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords at next to no cost, within the tests' own process. No setting does this: what is
    served keeps the cost that `test_account` holds it to.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            signing_in, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def engine() -> Iterator[None]:
    """On SQLite or, where that is asked for, on PostgreSQL: see support.kept.on_postgresql."""
    with pytest.MonkeyPatch.context() as patch:
        if on_postgresql.address():
            on_postgresql.run_there(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def steady_limits() -> Iterator[None]:
    """No window of a limit ends while a test counts tries in it, whenever the tests are run. A test
    of windows moves this clock itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        began = time.time()
        patch.setattr(limits, "time", SimpleNamespace(time=lambda: began))
        yield


@pytest.fixture(scope="session", autouse=True)
def share_templates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What compiles templates for one of several processes does so for all."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        COMPILED.shared = tmp_path_factory.getbasetemp().parent / "templates"
        COMPILED.shared.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One installation for all tests that change nothing but what their own links open."""
    app = app_for(settings_in(tmp_path_factory.mktemp("installation")))
    load_sample(product_of(app), TODAY)
    yield app
    product_of(app).database.close()


@pytest.fixture
def app(installation: Flask) -> Flask:
    return installation


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[Flask]:
    """An installation of the test's own, to restart, break or look into."""
    app = app_for(settings_in(tmp_path))
    yield app
    product_of(app).database.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Product]:
    """The same without its pages, for what opens none."""
    made = settings_in(tmp_path)
    opened = open_product(*made.site)
    yield opened
    opened.database.close()


@pytest.fixture(scope="session")
def object_store() -> Iterator[dict[str, str]]:
    """A store that answers as Amazon S3 does: the variables by which it is found."""
    with store_begun() as variables:
        yield variables


@pytest.fixture
def bucket(object_store: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A place in it that nobody has written to."""
    for name, value in object_store.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{secrets.token_hex(8)}"


@pytest.fixture(params=["beside the database", "in a shared folder", "in a bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where evidence files lie: whatever uses this is tried over each kind of place."""
    if request.param == "beside the database":
        return ""
    if request.param == "in a bucket":
        where: str = request.getfixturevalue("bucket")
    else:
        shared = tmp_path / "shared"
        shared.mkdir(mode=0o700)
        where = str(shared)
    monkeypatch.setattr(Database, "uploads", property(lambda _: where, lambda *_: None), False)
    return where


@pytest.fixture
def product(app: Flask) -> Product:
    return product_of(app)


@pytest.fixture
def client(app: Flask) -> Client:
    return Client(app)


@pytest.fixture
def links(product: Product) -> Links:
    """Makes private links, straight through the services."""
    return Links(product)


@pytest.fixture(scope="session")
def walk(installation: Flask) -> Walk:
    """Where every page is found."""
    return Walk(installation)
