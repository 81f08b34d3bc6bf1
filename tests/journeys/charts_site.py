"""A page with a chart of every kind, in an installation of its own, as a page would show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from flask import Blueprint, render_template_string
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from ladder_assess.publishing.charts import Chart, chart_of
from ladder_assess.web.common.charts import chart_file, speech
from tests.publishing.chart_contents import EVERY
from tests.support.site import app_for, settings_in

PAGE = """
{% extends 'base.html' %}
{% from 'components/chart.html' import chart, chart_head with context %}
{% block title %}Charts{% endblock %}
{% block head %}{{ chart_head() }}{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Charts</h1>
{% for name, made in charts.items() %}
{{ chart(made, name, csv=url_for('charts.file', name=name, kind='csv'),
         svg=url_for('charts.file', name=name, kind='svg')) }}
{% endfor %}
<p id="after">After the charts</p>
{% endblock %}
"""

blueprint = Blueprint("charts", __name__)


@blueprint.get("/charts")
def show() -> str:
    """Every chart."""
    return render_template_string(PAGE, charts={name: made(name) for name in EVERY})


@blueprint.get("/charts/<name>")
def one(name: str) -> str:
    """One chart."""
    return render_template_string(PAGE, charts={name: made(name)})


@blueprint.get("/charts/<name>.<kind>")
def file(name: str, kind: str) -> Response:
    """One chart as a file."""
    return chart_file(made(name), name, kind)


def made(name: str) -> Chart:
    """A chart in the language of the request."""
    return chart_of(f"Chart of {name}", EVERY[name], speech())


@contextmanager
def serving_charts(directory: Path) -> Iterator[str]:
    """The page's server; gives its address and stops it at the end."""
    app = app_for(settings_in(directory))
    app.register_blueprint(blueprint)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
