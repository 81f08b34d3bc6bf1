"""An invented population: organisations with activities on the ladder and questionnaires answered.

It is written to the database in bulk, as it would be after years of use.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ladder_assess.core.benchmarks.organisation import ENGLAND, KINDS, REGIONS, SIZE_BANDS
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.engines.engine import Connection

# Of each organisation: so many activities, and so many questionnaires answered.
ACTIVITIES, INSTRUMENTS = 12, ("enablers", "principles", "partnership", "orientation")
ASSESSMENTS = ACTIVITIES + len(INSTRUMENTS)
DAY = "2026-05-04"
# Old enough to count among peers on that day.
MADE_ON = "2026-01-05"
# The accounts of their owners, each of one.
FIRST_OWNER = 1_000_000
# Documents are drawn from so many made beforehand: to read them costs the same.
MADE = 500
# What was made before, and how chance then stood: many tests begin with the same.
Documents = tuple[list[str], list[str], dict[str, list[str]], tuple[Any, ...]]
_documents: dict[tuple[int, int], Documents] = {}


def populate(product: Product, assessments: int, seed: int = 1) -> int:
    """Add organisations with so many assessments between them; returns how many organisations."""
    number = max(1, assessments // ASSESSMENTS)
    if (number, seed) not in _documents:
        _documents[number, seed] = _make_documents(product, number, seed)
    profiles, records, answers, state = _documents[number, seed]
    chance = random.Random()
    chance.setstate(state)
    with product.database.writing() as connection:
        _add(connection, "organisation", _organisations(profiles))
        _add(connection, "account", _accounts(number))
        _add(connection, "membership", _memberships(number))
        _add(connection, "confirmation", _confirmations(number))
        _add(connection, "portfolio", _portfolios(number))
        _add(connection, "activity", _activities(number, records, chance))
        _add(connection, "wave", _waves(number))
        _add(connection, "instrument_response", _responses(number, answers, chance))
    return number


def _make_documents(product: Product, number: int, seed: int) -> Documents:
    chance = random.Random(seed)
    profiles = [_profile(chance) for _ in range(number)]
    records = [_record(product, chance) for _ in range(MADE)]
    answers = {name: [_answers(product, chance, name) for _ in range(MADE)] for name in INSTRUMENTS}
    return profiles, records, answers, chance.getstate()


def make_database(path: Path) -> Database:
    """A database with all tables and nothing in them."""
    database = Database(path)
    database.migrate()
    return database


def _add(connection: Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    columns, values = ", ".join(first), ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({values})"
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _profile(chance: random.Random) -> str:
    """Kinds are as uneven as they are: many charities, few police forces."""
    kind = KINDS[chance.choices(list(KINDS), [1 / (n + 1) for n in range(len(KINDS))])[0]]
    sizes = [band.id for band in SIZE_BANDS.values() if band.measure == kind.measure]
    profile = {
        "kind": kind.id,
        "nation": ENGLAND,
        "region": chance.choice(list(REGIONS)),
        "size": chance.choice(sizes),
        "services": [],
        "authority": "",
    }
    return json.dumps(profile)


def _record(product: Product, chance: random.Random) -> str:
    values: dict[str, object] = {"name": "An activity"}
    for item in product.definitions.questionnaire.coded.values():
        if item.answer == "many":
            values[item.id] = [option for option in item.option_ids if chance.random() < 0.3]
        elif chance.random() < 0.9:
            values[item.id] = chance.choice(item.option_ids)
    return json.dumps({"values": values, "backing": {}})


def _answers(product: Product, chance: random.Random, instrument: str) -> str:
    items = product.definitions.instruments[instrument].items.values()
    return json.dumps({i.id: chance.choice(i.option_ids) for i in items})


def _organisations(profiles: list[str]) -> Iterator[dict[str, Any]]:
    for n, document in enumerate(profiles, start=1):
        yield {"id": n, "request": f"{n}", "name": f"{n}", "document": document,
               "made_on": MADE_ON}  # fmt: skip


def _accounts(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        yield {
            "id": FIRST_OWNER + n, "email": f"{n}@example.net", "name": f"Owner {n}",
            "password": "", "made_on": DAY,
        }  # fmt: skip


def _memberships(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        yield {"organisation_id": n, "account_id": FIRST_OWNER + n, "role": "owner"}


def _confirmations(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        yield {
            "organisation_id": n, "confirmed": 1, "how": "administrator", "decided_on": DAY,
        }  # fmt: skip


def _portfolios(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        yield {
            "id": n, "token_digest": f"organisation {n}", "title": f"{n}", "sample": 0,
            "made_on": DAY, "organisation_id": n,
        }  # fmt: skip


def _activities(number: int, records: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        for each in range(1, ACTIVITIES + 1):
            yield {
                "portfolio_id": n, "number": each, "request": f"{each}", "path": "full",
                "definition": "activity-v2", "document": chance.choice(records), "sample": 0,
            }  # fmt: skip


def _waves(number: int) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        for place, instrument in enumerate(INSTRUMENTS):
            yield {
                "id": n * len(INSTRUMENTS) + place, "portfolio_id": n, "instrument": instrument,
                "number": 1, "short": 0, "answered_by": "organisation", "about": "",
                "opened_on": DAY, "request": instrument,
            }  # fmt: skip


def _responses(
    number: int, answers: dict[str, list[str]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    for n in range(1, number + 1):
        for place, instrument in enumerate(INSTRUMENTS):
            wave = n * len(INSTRUMENTS) + place
            yield {
                "id": f"{wave:016}", "portfolio_id": n, "instrument": instrument, "version": 1,
                "form": "", "short": 0, "wave": wave, "given_on": DAY,
                "document": chance.choice(answers[instrument]),
            }  # fmt: skip
