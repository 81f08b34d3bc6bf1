"""What pages with charts share: the words of a chart in the reader's language, and its files."""

from collections.abc import Callable

from flask import Response, abort, render_template
from flask_babel import get_translations

from ladder_assess.publishing.charts import Chart, Speech, csv_of
from ladder_assess.publishing.charts.table import Table


def speech() -> Speech:
    """The words of charts in the language of this request."""
    return Speech(get_translations())


def chart_file(made: Chart, name: str, kind: str) -> Response:
    """A chart as a file to keep, `csv` (its figures) or `svg` (its drawing); else 404.

    `name` is that of the file, without its ending.
    """
    if kind not in FILES:
        abort(404)
    make, mimetype = FILES[kind]
    return _to_keep(make(made), mimetype, f"{name}.{kind}")


def table_file(figures: Table, name: str, kind: str) -> Response:
    """A table that no chart shows as a file to keep, `csv`; else 404."""
    if kind != "csv":
        abort(404)
    return _to_keep(csv_of(figures), "text/csv", f"{name}.{kind}")


def _to_keep(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _svg(made: Chart) -> bytes:
    return render_template("components/chart_file.svg", made=made).encode()


FILES: dict[str, tuple[Callable[[Chart], bytes], str]] = {
    "csv": (lambda made: csv_of(made.table), "text/csv"),
    "svg": (_svg, "image/svg+xml"),
}
