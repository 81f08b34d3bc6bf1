"""Charts on a page: well made, in the reader's language, their files safe to open."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import flask_babel
import pytest
from flask import Blueprint, Flask, render_template_string

from ladder_assess.publishing.charts import chart_of
from ladder_assess.web.common.charts import speech
from tests.journeys.charts_site import PAGE, blueprint
from tests.publishing.chart_contents import EMPTY, EVERY
from tests.support.client import Client
from tests.support.page import Page
from tests.support.pseudo import Pseudo, untranslated
from tests.support.site import app_for, settings_in


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app with pages of charts: as they are, and with numbers for names."""
    app = app_for(settings_in(tmp_path_factory.mktemp("charts")))
    nameless = Blueprint("nameless", __name__)

    @nameless.get("/nameless/<name>")
    def show(name: str) -> str:
        """A chart in which every word is the product's own."""
        contents = without_names({**EVERY, **{f"no-{n}": c for n, c in EMPTY.items()}}[name])
        # The page's own words and files are the test's, so they are numbers too.
        page = PAGE.replace("Charts{%", "1{%").replace("Charts<", "1<")
        made = chart_of("2", contents, speech())
        return render_template_string(page.replace("After the charts", "3"), charts={"rungs": made})

    app.register_blueprint(blueprint)
    app.register_blueprint(nameless)
    return app


def without_names(contents: Any) -> Any:
    """The same contents with a number in the place of each name."""
    numbers = (str(number) for number in range(9000, 10_000))
    return _renamed(contents, numbers)


def _renamed(part: Any, numbers: Iterator[str]) -> Any:
    if isinstance(part, str):
        return next(numbers) if part else part
    if isinstance(part, tuple):
        return tuple(_renamed(each, numbers) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        changed = {
            field.name: _renamed(getattr(part, field.name), numbers) for field in fields(part)
        }
        return replace(part, **changed)
    return part


def test_a_page_of_charts_is_as_every_page(charts: Flask) -> None:
    """The client checks what it fetches: ids, headings, labels, nothing inline, the policy."""
    page = Client(charts).get("/charts")
    interactive = [name for name, contents in EVERY.items() if chart_of(name, contents).figure]
    assert len(interactive) > 10
    assert len(page.having("data-figure")) == len(interactive)


@pytest.mark.parametrize("name", [*EVERY, *(f"no-{name}" for name in EMPTY)])
def test_every_word_of_a_chart_is_translated(
    charts: Flask, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    response = charts.test_client().get(f"/nameless/{name}")
    assert response.status_code == 200
    page = Page(name, response.status_code, {}, response.text)
    assert untranslated(page, []) == []
    for box in page.having("data-figure"):
        told = "".join(f"<p>{text}</p>" for text in texts_of(json.loads(box["data-figure"])))
        assert untranslated(Page(name, 200, {}, told), []) == []


def texts_of(figure: dict[str, Any]) -> list[str]:
    """What a figure says: beside its marks, in its key, and when it is pointed at."""
    texts = [note["text"] for note in figure["layout"].get("annotations", ())]
    for trace in figure["data"]:
        texts += [trace["name"], *trace.get("hovertext", ())]
    return texts
