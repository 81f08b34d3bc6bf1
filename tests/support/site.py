"""Installations to test: each with an instance of its own and the pages that the product serves."""

import json
import os
from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule
from whitenoise import WhiteNoise

from ladder_assess import create_app
from ladder_assess.services.common import product
from ladder_assess.services.common.product import Product
from ladder_assess.services.common.update_register import fill_register
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.common.database import Database
from ladder_assess.web.common.seal import Seal
from tests.support.kept import chosen_engine, on_postgresql

TODAY = date(2026, 5, 4)
SECRET = "a secret that only the tests know"
SEAL = Seal(SECRET)
ASSETS = (
    "app.css", "hall.css", "app.js", "js-enabled.js", "icon.svg", "chart.js", "room.js",
    "plotly.css", "plotly.js", "handout.css", "sheet.css",
    "fonts/atkinson-hyperlegible-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-latin-700-normal.woff2",
)  # fmt: skip
# What compiling a route leaves in it, and what is bound to it.
OF_ROUTES = ("arguments", "_parts", "_trace", "_converters")
BOUND = ("_build", "_build_unknown")


class Compiled(BytecodeCache):
    """Templates are compiled once for all apps of a process, and where tests run in several beside
    each other, once for all of these, in a folder that is `shared`. Jinja looks at a file's bytes.

    For environments alike only: one that finishes what it puts in, as that of documents to edit,
    compiles the same template otherwise.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.shared: Path | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        name = bucket.key + bucket.checksum
        if name not in self.kept and self.shared and (self.shared / name).is_file():
            self.kept[name] = (self.shared / name).read_bytes()
        if name in self.kept:
            bucket.bytecode_from_string(self.kept[name])

    def dump_bytecode(self, bucket: Bucket) -> None:
        name = bucket.key + bucket.checksum
        self.kept[name] = bucket.bytecode_to_string()
        if self.shared:
            # Whole or not at all, whoever reads it meanwhile.
            part = self.shared / f"{name} {os.getpid()}"
            part.write_bytes(self.kept[name])
            part.rename(self.shared / name)


COMPILED = Compiled()


def compile_routes_once() -> None:
    """What a route matches and how its address is built follow from the route alone: our converters
    ask nothing of the app, but for that of sealed numbers, which go by its secret. Each app binds a
    route of its own.
    """
    compiled: dict[str, Rule] = {}
    compile_rule: Callable[[Rule], None] = Rule.compile

    @wraps(compile_rule)
    def compiled_or_known(rule: Rule) -> None:
        defaults = sorted((rule.defaults or {}).items())
        key = repr((rule.rule, defaults, rule.subdomain, rule.host, rule.merge_slashes))
        if key not in compiled or "<sealed:" in rule.rule:
            compile_rule(rule)
            compiled[key] = rule
            return
        known: Any = compiled[key]
        made: Any = rule
        for name in OF_ROUTES:
            setattr(made, name, getattr(known, name))
        for name in BOUND:
            setattr(made, name, getattr(known, name).__func__.__get__(made))

    patched: Any = Rule
    patched.compile = compiled_or_known


def look_at_files_once() -> None:
    """Built styles and scripts stay as they are while tests run: they are looked at once a folder,
    with what is sent beside them.
    """
    known: dict[str, dict[str, Any]] = {}
    add_files = WhiteNoise.add_files

    @wraps(add_files)
    def add_known_files(served: WhiteNoise, root: Any, prefix: str | None = None) -> None:
        key = repr((str(root), prefix, served.max_age, served.add_headers_function))
        if key not in known:
            add_files(served, root, prefix)
            known[key] = dict(served.files)
        served.files.update(known[key])

    WhiteNoise.add_files = add_known_files


def make_rules_ready_once() -> None:
    """The same definitions, which are read once in a process, make the same rules."""
    product.made_ready = cache(product.made_ready)


# What follows from the code alone is made once for all apps of a process: each of hundreds took
# some thirty milliseconds of the processor to make, and takes ten.
compile_routes_once()
look_at_files_once()
make_rules_ready_once()


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
        # On a server nothing is in it.
        path.write_bytes(b"" if _is_on_a_server() else _first_database())


def as_served(directory: Path) -> dict[str, str]:
    """What settings of a server with such an installation must say to have the database that
    this process opens there.
    """
    database = chosen_engine.address_of(directory / "instance" / "ladder.sqlite3")
    return {"database": database, "secret_key": SECRET} if database else {}


def _is_on_a_server() -> bool:
    return bool(on_postgresql.address()) or chosen_engine.engine() != chosen_engine.SQLITE


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
    app.config.update(TODAY=lambda: TODAY, PROPAGATE_EXCEPTIONS=True, PATIENCE=inf)
    return app


def product_of(app: Flask) -> Product:
    product: Product = app.extensions["ladder_assess"]
    return product


def sealed(number: int) -> str:
    """What stands in addresses for a number of the whole database."""
    return SEAL.close(number)
