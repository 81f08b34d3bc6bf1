"""The background work of an installation, done at once."""

from typing import Any

from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.storage.plan.documents import ask_for_document, document_content
from tests.support.kept.written import written
from tests.support.site import TODAY, product_of


def run_all(queue: Any) -> int:
    """Do what a worker does: take one job after another off the queue; returns how many."""
    done = 0
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
        done += 1
    return done


def made_file(app: Flask, portfolio: Portfolio, kind: str, since: str = LATEST) -> bytes:
    """A file that is made in the background, made now and alone."""
    database = product_of(app).database
    document = written(database, ask_for_document, portfolio, TODAY, since, kind)
    app.extensions["ladder_assess_jobs"]._make_document(document)
    content = document_content(database, portfolio, document, kind)
    assert content is not None
    return content


def work(app: Flask) -> int:
    """Do everything that pages of this installation have put on its queue."""
    return run_all(app.extensions["ladder_assess_jobs"].queue)
