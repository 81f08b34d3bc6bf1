"""What pages with charts share: the words of a chart in the reader's language, and its files."""

from collections.abc import Callable

from flask import Response, abort, render_template
from flask_babel import get_translations

from ladder_assess.publishing.charts import Chart, Speech, csv_of


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
    response = Response(make(made), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    return response


def _svg(made: Chart) -> bytes:
    return render_template("components/chart_file.svg", made=made).encode()


FILES: dict[str, tuple[Callable[[Chart], bytes], str]] = {
    "csv": (lambda made: csv_of(made.table), "text/csv"),
    "svg": (_svg, "image/svg+xml"),
}
