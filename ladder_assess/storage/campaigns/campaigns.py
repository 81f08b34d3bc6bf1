"""Campaigns: what is said of each round that people answer by links, its state and its days."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import Campaign, Settings
from ladder_assess.core.instruments.wave import NewWave, Wave
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.instruments import waves

# Each has a column of its own name, quotas as a document; targets of groups have rows.
COLUMNS = tuple(each.name for each in fields(Settings) if each.name != "targets")


def draft(
    connection: Writing, portfolio: Portfolio, new: NewWave, made_on: date, request: str
) -> int:
    """Draft a campaign with its round, and return the number of that."""
    number = waves.add_wave(connection, portfolio, new, made_on, request)
    key = {"portfolio": portfolio.id, "instrument": new.instrument, "number": number}
    queries.insert_campaign(connection, **key)
    return number


def list_campaigns(database: Database, portfolio: Portfolio) -> dict[int, Campaign]:
    """Every campaign, by the id of its round."""
    targets: dict[int, dict[str, int]] = {}
    for row in list(queries.list_campaign_targets(database.reading, portfolio=portfolio.id)):
        targets.setdefault(row["wave_id"], {})[row["form"]] = row["target"]
    rows = list(queries.list_campaigns(database.reading, portfolio=portfolio.id))
    return {row["wave_id"]: campaign_of(row, targets.get(row["wave_id"], {})) for row in rows}


def put(connection: Writing, portfolio: Portfolio, wave: Wave, campaign: Campaign) -> None:
    """Keep a campaign as it is now."""
    settings, key = campaign.settings, {"portfolio": portfolio.id, "wave": wave.id}
    columns = {name: getattr(settings, name) for name in COLUMNS}
    columns["quotas"] = json.dumps(settings.quotas)
    columns["margins"] = json.dumps(campaign.margins)
    queries.put_campaign(connection, **key, state=campaign.state, **columns)
    queries.forget_campaign_targets(connection, **key)
    for form, target in settings.targets.items():
        queries.put_campaign_target(connection, **key, form=form, target=target)


def date_round(connection: Writing, portfolio: Portfolio, wave: Wave, opened_on: date) -> None:
    """Say of a round on which day it was opened."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    queries.date_wave(connection, **key, opened_on=opened_on.isoformat())


def campaign_of(row: Any, targets: Mapping[str, int] | None = None) -> Campaign:
    """The campaign that a row describes."""
    columns = {name: row[name] for name in COLUMNS}
    columns["comments"] = bool(columns["comments"])
    columns["quotas"] = json.loads(columns["quotas"])
    settings = Settings(**columns, targets=targets or {})
    return Campaign(row["state"], settings, json.loads(row["margins"]))
