"""The background work of an installation, done at once and in this process."""

import time

from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.jobs import MOST_ATTEMPTS, PAUSE, WORK, attempt, fail
from ladder_assess.services.common.product import Product
from ladder_assess.settings import Settings
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.jobs import Job
from ladder_assess.storage.plan.documents import ask_for_document, finished_document
from tests.support.kept.written import written
from tests.support.site import TODAY, product_of


def claimed(product: Product) -> Job | None:
    """The job to do next, whichever; one that failed does not rest."""
    now = int(time.time()) + PAUSE
    for kind in WORK:
        for attempts in range(MOST_ATTEMPTS):
            job = jobs.claim(product.database, kind, attempts, now, now + 60)
            if job is not None:
                return job
    return None


def run_all(settings: Settings, product: Product) -> int:
    """Do what a worker does: take one job after another; returns how many were done or given up."""
    done = 0
    while (job := claimed(product)) is not None:
        try:
            attempt(settings, product, job)
        except Exception as error:
            done += fail(product, job, type(error).__name__)
        else:
            jobs.drop(product.database, job)
            done += 1
    return done


def made_file(app: Flask, portfolio: Portfolio, kind: str, since: str = LATEST) -> bytes:
    """A file that is made in the background, made now."""
    database = product_of(app).database
    document = written(database, ask_for_document, portfolio, TODAY, since, kind)
    assert work(app)
    made = finished_document(database, portfolio, document, kind)
    assert made is not None
    return made.content


def work(app: Flask) -> int:
    """Do everything that pages of this installation have asked for."""
    return run_all(app.config["SETTINGS"], product_of(app))
