"""What runs in the background, each a call to a service.

Jobs wait in a store beside the database. Each document and each register says itself how far it has
come, so a worker that starts again takes up what was waiting or cut short.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from huey import SqliteHuey

from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.plan.made_document import DOCX, REGISTER, Wanted
from ladder_assess.core.register.export import Entry
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.register.files import register_workbook
from ladder_assess.services.benchmarks.draw_figures import draw_due_figures
from ladder_assess.services.common.product import Product, Rules, open_product
from ladder_assess.services.data_protection.apply_retention import apply_retention, is_due
from ladder_assess.services.people.send_mail import Post, deliver
from ladder_assess.services.plan.ask_for_document import wait_again
from ladder_assess.services.plan.make_document import (
    Progress,
    make_document,
    make_editable,
    make_register,
)
from ladder_assess.services.register.import_register import work_on_register
from ladder_assess.settings import Settings, today
from ladder_assess.storage.plan import documents
from ladder_assess.storage.register import imports as register_imports

QUEUE = "ladder_assess"
LOOK_EVERY = 0.5
MAIL_RESTS = 30.0
PERIODS_REST = 10 * 60.0
BEHIND_PAGES = 10


class Jobs:
    """The queue and the jobs that can be put on it."""

    def __init__(self, settings: Settings, product: Product) -> None:
        settings.instance.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.product = product
        self.queue = SqliteHuey(QUEUE, filename=str(settings.queue), utc=True)
        task = self.queue.task(name="make_document")
        self.make_document: Callable[[int], object] = task(self._make_document)
        task = self.queue.task(name="take_register")
        self.take_register: Callable[[int], object] = task(self._take_register)

    def _make_document(self, document: int) -> None:
        settings, product = self.settings, self.product
        wanted = documents.wanted_document(product.database, document)
        if wanted is None:
            return
        if wanted.kind == REGISTER:
            make_register(product, wanted, partial(write_register, product, wanted))
        elif wanted.kind == DOCX:
            renderer = partial(render_editable, settings, product)
            make_editable(product, wanted, renderer, settings.policy)
        else:
            make_document(product, wanted, partial(render, settings, product), settings.policy)

    def _take_register(self, register: int) -> None:
        work_on_register(self.product, register, int(time.time()))

    def take_up(self) -> int:
        """Put all that is unfinished on the queue again; returns how much there was."""
        self.queue.flush()
        unfinished = wait_again(self.product)
        for document in unfinished:
            self.make_document(document)
        registers = register_imports.unfinished_imports(self.product.database)
        for register in registers:
            self.take_register(register)
        return len(unfinished) + len(registers)


def render(settings: Settings, rules: Rules, plan: PlanDocument, progress: Progress) -> bytes:
    """A plan as PDF, from this installation's templates and fonts."""
    # The web, which only puts jobs on the queue, starts without what makes a PDF.
    from ladder_assess.publishing.plan.pdf import print_environment, render_plan

    return render_plan(
        plan,
        rules.definitions.questionnaire,
        rules.definitions.sources,
        environment=print_environment(settings.templates),
        fonts=settings.dist / "fonts",
        progress=progress,
        instruments=rules.definitions.instruments,
    )


def render_editable(settings: Settings, rules: Rules, figures: PlanFigures) -> bytes:
    """A plan as a document to edit, in the same way."""
    from ladder_assess.publishing.plan.docx import document_environment, plan_docx
    from ladder_assess.publishing.plan.pdf import print_environment

    return plan_docx(
        figures,
        rules.definitions.questionnaire,
        rules.definitions.sources,
        environment=document_environment(print_environment(settings.templates)),
        fonts=settings.dist / "fonts",
        instruments=rules.definitions.instruments,
    )


def write_register(rules: Rules, wanted: Wanted, out: IO[bytes], entries: Iterator[Entry]) -> None:
    """A register as a spreadsheet."""
    named = (wanted.portfolio.title, wanted.made_on)
    register_workbook(out, entries, rules.definitions.questionnaire, Speech(), named)


def post_of(settings: Settings) -> Post | None:
    """The mail server of this installation; None where messages are not sent."""
    if not settings.smtp_host:
        return None
    return Post(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_from,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_tls,
    )


def send_mail(product: Product, post: Post, stopped: threading.Event) -> None:
    """Send what is in the outbox, as long as it runs. Messages do not wait for a PDF to be made."""
    while not stopped.wait(LOOK_EVERY):
        try:
            deliver(product, post)
        except Exception:
            # The next look may succeed: the outbox keeps what was not sent.
            logging.getLogger(__name__).exception("The outbox could not be read.")
            stopped.wait(MAIL_RESTS)
    product.database.close()


def keep_periods(settings: Settings, product: Product, stopped: threading.Event) -> None:
    """Once a day remove what is past its time, and say what that was."""
    logger = logging.getLogger(__name__)
    while True:
        try:
            if is_due(product, today()):
                removed = apply_retention(product, settings.periods, today(), int(time.time()))
                logger.info("Past its time and removed: %s", removed)
        except Exception:
            logger.exception("What is past its time could not be removed.")
        if stopped.wait(PERIODS_REST):
            break
    product.database.close()


def draw_figures(settings: Settings, product: Product, stopped: threading.Event) -> None:
    """Once a month draw the figures of peers that are due."""
    logger = logging.getLogger(__name__)
    while True:
        try:
            mailed = post_of(settings) is not None
            moment = int(time.time())
            drawn = draw_due_figures(product, settings.policy, today(), moment, mailed=mailed)
            if drawn is not None:
                logger.info("Figures of peers were drawn: %s", drawn)
        except Exception:
            logger.exception("Figures of peers could not be drawn.")
        if stopped.wait(PERIODS_REST):
            break
    product.database.close()


def work(settings: Settings, parent: int | None = None) -> None:
    """Do jobs until told to stop or, where a `parent` is given, until that process has gone."""
    if parent is not None:
        threading.Thread(target=_stop_with, args=(parent,), daemon=True).start()
        # Where there is too little for both, whoever waits for a page comes first.
        os.nice(BEHIND_PAGES)
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    jobs = Jobs(settings, product)
    jobs.take_up()
    args = (settings, product, threading.Event())
    threading.Thread(target=keep_periods, args=args, daemon=True).start()
    threading.Thread(target=draw_figures, args=args, daemon=True).start()
    post = post_of(settings)
    if post is not None:
        sending = (product, post, threading.Event())
        threading.Thread(target=send_mail, args=sending, daemon=True).start()
    consumer = jobs.queue.create_consumer(
        workers=1, periodic=False, initial_delay=LOOK_EVERY, max_delay=LOOK_EVERY
    )
    consumer.run()


def _stop_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
