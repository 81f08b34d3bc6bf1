"""The least that could ask a page of questions: Flask-WTF, GOV.UK widgets, one durable insert.

`bench_pages.py` measures the product beside it. It knows no paths, no progress, no private links,
no translation, and sends no header that Flask does not send by itself.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template, request
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput
from jinja2 import ChoiceLoader, DictLoader, PackageLoader, PrefixLoader
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item

BASE = """<!DOCTYPE html>
<html lang="en" class="govuk-template">
  <head>
    <meta charset="utf-8">
    <title>{% block title %}{% endblock %} - Bare</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="theme-color" content="#0f5a63">
    <link rel="stylesheet" href="/static/app.css">
    <script type="module" src="/static/app.js"></script>
  </head>
  <body class="govuk-template__body">
    <a href="#main" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
    <header class="app-header">
      <div class="govuk-width-container">
        <a href="/">Bare</a>
        <nav aria-label="Main">
          <ul>
            <li><a href="/practice">Practice library</a></li>
            <li><a href="/how-it-works">How it works</a></li>
            <li><a href="/help">Help</a></li>
          </ul>
        </nav>
      </div>
    </header>
    <div class="govuk-width-container">
      <main class="govuk-main-wrapper" id="main">{% block content %}{% endblock %}</main>
    </div>
    <footer class="app-footer">
      <div class="govuk-width-container">
        <ul>
          <li><a href="/help">Help</a></li>
          <li><a href="/how-it-works">How it works</a></li>
          <li><a href="/glossary">Glossary</a></li>
        </ul>
        <p>A placement is made by rules from the facts you give. It is not a grade.</p>
      </div>
    </footer>
  </body>
</html>
"""
PAGE = """{% extends 'base.html' %}
{% block title %}Questions{% endblock %}
{% block content %}
<div class="govuk-grid-row">
  <div class="govuk-grid-column-two-thirds">
    <h1 class="govuk-heading-l">Questions</h1>
    <form method="post" novalidate>
      {{ form.csrf_token }}
      {% for name in names %}
      {{ form[name](params=params[name]) }}
      {% endfor %}
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button" data-module="govuk-button">
          Save and continue
        </button>
      </div>
    </form>
  </div>
</div>
{% endblock %}
"""
TABLE = "CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, document TEXT NOT NULL)"
INSERT = "INSERT INTO answers (document) VALUES (?)"


class Store:
    """One connection for each thread; every insert is on the disk before it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connection().execute(TABLE)

    def insert(self, document: str) -> None:
        self._connection().execute(INSERT, (document,))

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = sqlite3.connect(self.path, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        return connection


def create_bare_app(database: Path, items: Iterable[Item]) -> Flask:
    """An app with one page, /questions, that asks `items` and keeps what is answered."""
    items = list(items)
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config["SECRET_KEY"] = "bare"
    app.jinja_loader = ChoiceLoader(
        [DictLoader({"base.html": BASE, "page.html": PAGE}), PrefixLoader(_packages())]
    )
    store = Store(database)
    form_class = type("Questions", (FlaskForm,), {item.id: _field(item) for item in items})
    names = [item.id for item in items]

    @app.route("/questions", methods=["GET", "POST"])
    def questions() -> str | Response:
        form = form_class()
        if form.validate_on_submit():
            store.insert(json.dumps({name: form[name].data for name in names}))
            return redirect(request.path)
        params = {item.id: _params(item) for item in items}
        return render_template("page.html", form=form, names=names, params=params)

    return app


def _packages() -> dict[str, Any]:
    names = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    return {name: PackageLoader(name) for name in names}


def _field(item: Item) -> Any:
    choices = [SelectChoice(option.id, option.text) for option in item.options]
    choices.append(SelectChoice(UNKNOWN, "Don't know"))
    return RadioField(
        item.ask, [Optional()], description=item.hint, choices=choices, widget=GovRadioInput()
    )


def _params(item: Item) -> dict[str, Any]:
    """The options' hints, in the way that the widget takes them; it uses them up each time."""
    return {"items": [{"hint": {"text": o.hint}} if o.hint else {} for o in item.options]}
