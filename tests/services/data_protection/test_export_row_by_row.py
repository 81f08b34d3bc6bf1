"""Everything that is kept, written row by row: as one text, long tables were held three times."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.export_everything import Scope, export_everything
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.belonging import PORTFOLIO
from tests.support.links import PANEL, Links

MANY = 200
LONGEST = 8 * 1024


def test_no_more_than_a_row_is_written_at_once(
    product: Product, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {**PANEL, "name": 'Two\nlines, "quoted", Ŵyn \\n', "description": "d" * 100}
    link = links.make(*[named] * MANY)
    written: list[int] = []

    class Told(io.TextIOWrapper):
        def write(self, text: str) -> int:
            written.append(len(text))
            return super().write(text)

    module = "ladder_assess.services.data_protection.export_everything"
    monkeypatch.setattr(f"{module}.TextIOWrapper", Told)
    scope = Scope(PORTFOLIO, link.portfolio.id)
    with export_everything(product, scope, "1 May 2026") as out, zipfile.ZipFile(out) as archive:
        (rows,) = [each.rows for each in scopes.rows_of(product.database, scope)
                   if each.table == "activity"]  # fmt: skip
        text = archive.read("activity.json").decode()
        table = archive.read("activity.csv").decode("utf-8-sig")
    told: list[dict[str, Any]] = json.loads(text)
    assert text == json.dumps(told, ensure_ascii=False, indent=2)
    assert len(told) == len(rows) == len(list(csv.reader(io.StringIO(table, newline="")))) - 1
    assert max(written) < LONGEST < len(text) / 20
