"""What watches the site learns whether it is alive and ready, and nothing of who uses it."""

from pathlib import Path

import pytest

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.check_site import why_not_ready
from tests.support.client import Client
from tests.support.site import app_for, product_of, settings_in


def test_a_site_at_work_is_alive_and_ready(client: Client) -> None:
    for address, words in (("/health", "alive\n"), ("/ready", "ready\n")):
        answer = client.browser.get(address)
        assert (answer.status_code, answer.text) == (200, words)
        assert answer.mimetype == "text/plain"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_a_full_disk_is_not_ready_and_still_alive(tmp_path: Path) -> None:
    app = app_for(settings_in(tmp_path, free_space=2**60))
    browser = app.test_client()
    answer = browser.get("/ready")
    assert (answer.status_code, answer.text) == (
        503,
        "not ready: too little of the disk is free\n",
    )
    assert browser.get("/health").status_code == 200
    product_of(app).database.close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("DELETE FROM _sqlite_migrations WHERE name LIKE '0059%'", "of an earlier version"),
        (
            "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('x', '9999_later')",
            "cannot be read",
        ),
    ],
)
def test_a_database_of_another_version_is_not_ready(own: Product, change: str, why: str) -> None:
    assert why_not_ready(own, 1) == ""
    with own.database.writing() as connection:
        connection.execute(change)
    assert why in why_not_ready(own, 1)


def test_a_torn_database_is_not_ready(own: Product) -> None:
    own.database.close()
    own.database.path.write_bytes(b"no database at all " * 500)
    assert "cannot be read" in why_not_ready(own, 1)
