"""What pages with charts share: the words of a chart in the reader's language, and its files."""

from collections.abc import Callable

from flask import abort, render_template
from flask_babel import get_translations
from werkzeug.wrappers import Response

from ladder_assess.publishing.charts import Chart, Speech, csv_of
from ladder_assess.publishing.charts.table import Table
from ladder_assess.web.common.file_out import file_out


def speech() -> Speech:
    """The words of charts in the language of this request."""
    return Speech(get_translations())


def chart_file(made: Chart, name: str, kind: str) -> Response:
    """A chart as a file to keep, `csv` (its figures) or `svg` (its drawing); else 404.

    `name` is that of the file, without its ending.
    """
    if kind not in FILES:
        abort(404)
    return file_out(FILES[kind](made), f"{name}.{kind}")


def table_file(figures: Table, name: str, kind: str) -> Response:
    """A table that no chart shows as a file to keep, `csv`; else 404."""
    if kind != "csv":
        abort(404)
    return file_out(csv_of(figures), f"{name}.{kind}")


def _svg(made: Chart) -> bytes:
    return render_template("components/chart_file.svg", made=made).encode()


FILES: dict[str, Callable[[Chart], bytes]] = {
    "csv": lambda made: csv_of(made.table),
    "svg": _svg,
}
