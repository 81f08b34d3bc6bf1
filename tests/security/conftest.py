"""One world for the walks, made once."""

from collections.abc import Iterator

import pytest

from tests.security.offices import make_world
from tests.security.walking import Walker
from tests.support.site import app_for, product_of, settings_in


@pytest.fixture(scope="session")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    """A walk through two organisations; whoever changes something puts it back."""
    app = app_for(settings_in(tmp_path_factory.mktemp("walked")))
    yield Walker(make_world(app))
    product_of(app).database.close()
