"""Installations to test: each with an instance of its own and the pages that the product serves."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from ladder_assess import create_app
from ladder_assess.services.common.product import Product
from ladder_assess.services.common.update_register import fill_register
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.common.database import Database
from ladder_assess.web.common.seal import Seal

TODAY = date(2026, 5, 4)
SECRET = "a secret that only the tests know"
SEAL = Seal(SECRET)
ASSETS = (
    "app.css", "app.js", "js-enabled.js", "icon.svg", "chart.js", "plotly.css", "plotly.js",
    "fonts/atkinson-hyperlegible-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-latin-700-normal.woff2",
)  # fmt: skip


class Compiled(BytecodeCache):
    """Templates are compiled once for all apps of a process. Jinja looks at each file's bytes.

    For environments alike only: one that finishes what it puts in, as that of documents to edit,
    compiles the same template otherwise.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key + bucket.checksum in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


COMPILED = Compiled()


def compile_builders_once() -> None:
    """What builds the address of a route is compiled once for all apps to come: it follows from the
    route alone, and took most of the time that making an app takes. Each app binds it to its own.
    """
    compiled: dict[str, Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    @wraps(compile_builder)
    def compiled_or_known(
        rule: Rule, append_unknown: bool = True
    ) -> Callable[..., tuple[str, str]]:
        defaults = sorted((rule.defaults or {}).items())
        key = repr((rule.rule, rule._trace, defaults, append_unknown))
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    patched: Any = Rule
    patched._compile_builder = compiled_or_known


compile_builders_once()


def settings_in(directory: Path, **others: int | bool | str) -> Settings:
    """The settings of an installation that is kept in `directory`, with its database made ready."""
    made = Settings(
        resources=_resources(directory),
        instance=directory / "instance",
        secret_key=SECRET,
        # Tests come from one place and try much; what is about limits sets its own.
        **{"limit_times": 1000, **others},  # type: ignore[arg-type]
    )
    prepare(made.database)
    return made


def prepare(path: Path) -> None:
    """Put a database as the first start leaves it where there is none: made once, then copied."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_first_database())


@cache
def _first_database() -> bytes:
    with TemporaryDirectory() as directory:
        database = Database(Path(directory) / "ladder.sqlite3")
        database.migrate()
        fill_register(database, CHECKOUT / "questionnaires")
        database.close()
        return database.path.read_bytes()


def _resources(directory: Path) -> Path:
    """The checkout; where styles and scripts were not built, the same with names in their place."""
    if (CHECKOUT / "static" / "dist" / "manifest.json").is_file():
        return CHECKOUT
    resources = directory / "resources"
    dist = resources / "static" / "dist"
    (dist / "fonts").mkdir(parents=True, exist_ok=True)
    (dist / "manifest.json").write_text(json.dumps({name: name for name in ASSETS}))
    for part in ("templates", "questionnaires"):
        if not (resources / part).exists():
            (resources / part).symlink_to(CHECKOUT / part)
    return resources


def app_for(settings: Settings) -> Flask:
    """An app whose day is fixed and whose mistakes are raised instead of turned into a page."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = COMPILED
    app.config.update(TODAY=lambda: TODAY, PROPAGATE_EXCEPTIONS=True)
    return app


def product_of(app: Flask) -> Product:
    product: Product = app.extensions["ladder_assess"]
    return product


def sealed(number: int) -> str:
    """What stands in addresses for a number of the whole database."""
    return SEAL.close(number)
