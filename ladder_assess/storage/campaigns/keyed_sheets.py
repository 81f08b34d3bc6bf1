"""Sheets of paper that are being keyed in. Of one that counts, its number alone is left."""

import json
from dataclasses import replace

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.keyed import COUNTED, KeyedSheet
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row
from ladder_assess.storage.instruments.responses import values_in


def _key(portfolio: Portfolio, wave: Wave) -> dict[str, int]:
    return {"portfolio": portfolio.id, "wave": wave.id}


def add(connection: Writing, portfolio: Portfolio, wave: Wave, number: int, form: str) -> bool:
    """Begin a sheet, under a random id by which its answers go in; says whether it is new."""
    view = answer_mix.new_name()
    key = _key(portfolio, wave)
    return bool(queries.add_keyed_sheet(connection, **key, number=number, form=form, view=view))


def list_sheets(database: Database, portfolio: Portfolio, wave: Wave) -> list[KeyedSheet]:
    """Every sheet of a campaign, by its number."""
    rows = list(queries.list_keyed_sheets(database.reading, **_key(portfolio, wave)))
    return [_sheet(row) for row in rows]


def find(database: Database, portfolio: Portfolio, wave: Wave, number: int) -> KeyedSheet | None:
    """One sheet; None where there is none such."""
    row = queries.find_keyed_sheet(database.reading, **_key(portfolio, wave), sheet=number)
    return None if row is None else _sheet(row)


def put(
    connection: Writing, portfolio: Portfolio, wave: Wave, sheet: KeyedSheet, seen: int
) -> bool:
    """Keep what is keyed of a sheet; False where it is not any more as it was `seen`."""
    return bool(
        queries.put_keyed_sheet(
            connection,
            **_key(portfolio, wave),
            sheet=sheet.number,
            state=sheet.state,
            keyed=json.dumps(dict(sheet.keyed)),
            keyed_again=json.dumps(dict(sheet.keyed_again)),
            comment=sheet.comment,
            view=sheet.view,
            seen=seen,
        )
    )


def note_counted(connection: Writing, portfolio: Portfolio, wave: Wave, sheet: KeyedSheet) -> bool:
    """Leave of a sheet its number alone; False where it is not any more as it was seen."""
    left = replace(sheet, state=COUNTED, keyed={}, keyed_again={}, comment="", view="")
    return put(connection, portfolio, wave, left, sheet.revision)


def drop(connection: Writing, portfolio: Portfolio, wave: Wave, number: int) -> bool:
    """Remove a sheet that does not count; says whether it was there."""
    return bool(queries.drop_keyed_sheet(connection, **_key(portfolio, wave), sheet=number))


def _sheet(row: Row) -> KeyedSheet:
    return KeyedSheet(
        row["number"],
        row["form"],
        row["state"],
        values_in(row["keyed"]),
        values_in(row["keyed_again"]),
        row["comment"],
        row["view"],
        row["revision"],
    )
