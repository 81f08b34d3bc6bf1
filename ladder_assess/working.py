"""Runs what waits to be done in the background: each job in a process of its own, with bounds.

One process, without threads, looks at the job queue and starts a fresh copy of itself (fork) for
each job, which has everything ready. Beyond its time or memory the copy is ended and the job tried
once more; whatever a job does, the others go on. A first try is short, and second ones have places
of their own, so that what takes long keeps nobody waiting who asks for little. For the same reason
a first try that takes more than moments goes on in a place beside (a multilevel feedback queue);
where another is there, it makes room and begins again there later.
"""

import gc
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from ladder_assess.jobs import CHORES, ENDED, MOST_ATTEMPTS, TIME_LIMIT, WORK, attempt, fail
from ladder_assess.logs import start_logging
from ladder_assess.processes import Bell, as_child, end_with_parent, limit
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.settings import Settings
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.jobs import LEASE, Job, NotHeld

LOOK_EVERY = 0.5
# A job comes back by itself a LEASE after whoever worked on it has ended without a word.
RENEW_EVERY = 10
# Where nothing can be read or written, such as on a full disk, looking again can wait.
REST = 5.0
BEHIND_PAGES = 10
# What was erased while somebody read stays in the database's log no longer than this, in seconds.
EMPTIED_EVERY = 10.0
# What is not done after so many seconds of the processor is tried again with the whole time of the
# settings. Where others have the processor it may take so many times as long by the clock.
FIRST_TRY = 30
BUSY = 4
# For so many seconds of it others of its kind wait; then it goes on in the place BESIDE or, where
# that is taken, comes back later: looked for as often as this.
MOMENTS = 3.0
BESIDE = -1
COMES_BACK = 2

log = logging.getLogger(__name__)
_processes = multiprocessing.get_context("fork")
Place = tuple[str, int]


@dataclass
class Running:
    """A job at work: its process, where that says what went wrong, and when it must have ended."""

    job: Job
    process: BaseProcess
    told: Connection
    until: float
    renewed: float
    began: float

    @cached_property
    def problem(self) -> str:
        """What went wrong in a process that has ended; empty where all is done."""
        if self.process.exitcode == 0:
            return ""
        if self.process.exitcode == -signal.SIGXCPU:
            return TIME_LIMIT
        try:
            return str(self.told.recv())
        except EOFError:
            return ENDED


class Worker:
    """Looks at the queue again and again. There is a place for each kind of job and attempt."""

    def __init__(self, settings: Settings, product: Product) -> None:
        self.settings = settings
        self.product = product
        self.running: dict[Place, Running] = {}
        self._looked = dict.fromkeys(CHORES, float("-inf"))
        self._emptied = float("-inf")
        # The ids of jobs that are known to take more than moments.
        self._long: set[int] = set()
        # Told of each try that ended: the kind of the job, and the problem if there was one.
        self.note: Callable[[str, str], None] = _nobody_counts

    def run(self, bell: Bell, lifeline: int | None) -> None:
        """Work until the bell says to stop, or whoever holds the lifeline has ended."""
        while not bell.stopped:
            try:
                self.look()
                rest = LOOK_EVERY
            except Exception:
                log.exception("The queue of jobs could not be worked on.")
                rest = REST
            bell.wait(rest, lifeline)
        self.stop()

    def look(self) -> None:
        """See to what has ended, what takes too long, and what is due."""
        for place, running in list(self.running.items()):
            if running.process.exitcode is not None:
                self._conclude(place, running.problem)
            elif time.monotonic() > running.until:
                self._conclude(place, TIME_LIMIT)
            elif time.monotonic() > running.renewed + RENEW_EVERY:
                self._renew(place)
        self._put_chores()
        self._empty_log()
        due = jobs.due(self.product.database, self.product.database.now())
        self._make_room(due)
        for place in sorted(due):
            if place not in self.running:
                self._take(place)

    def _make_room(self, due: set[Place]) -> None:
        """Let nobody wait for more than moments behind a first try that takes longer."""
        for place in due:
            kind, attempts = place
            running = self.running.get(place)
            if attempts or running is None or time.monotonic() < running.began + MOMENTS:
                continue
            self._long.add(running.job.id)
            if (kind, BESIDE) not in self.running:
                self.running[kind, BESIDE] = self.running.pop(place)
            else:
                self._put_back(place)

    def _put_back(self, place: Place) -> None:
        """End what is at work in a place, to begin again BESIDE: this try does not count."""
        running, database = self.running[place], self.product.database
        running.process.kill()
        # What it wrote last is certain by then: the number of this try is given again.
        running.process.join()
        jobs.give_back(database, running.job, database.now() + COMES_BACK)
        self._forget(place)

    def _conclude(self, place: Place, problem: str) -> None:
        """Let a process go, which has ended or must, and say what became of its job."""
        running = self.running[place]
        if running.process.is_alive():
            running.process.kill()
            running.process.join()
        if problem:
            given_up = fail(self.product, running.job, problem)
            then = "It is given up." if given_up else "It is tried again."
            log.error("%s failed: %s. %s", _named(running.job), problem, then)
        else:
            jobs.drop(self.product.database, running.job)
        self._long.discard(running.job.id)
        self.note(running.job.kind, problem)
        # At the very end: where the database cannot be written, the same is tried again.
        self._forget(place)

    def _renew(self, place: Place) -> None:
        """Keep a job; where somebody else has it by now, theirs counts."""
        running = self.running[place]
        running.renewed = time.monotonic()
        if not jobs.renew(self.product.database, running.job, self.product.database.now() + LEASE):
            running.process.kill()
            self._forget(place)

    def _forget(self, place: Place) -> None:
        running = self.running.pop(place)
        running.process.join()
        running.process.close()
        running.told.close()

    def _put_chores(self) -> None:
        now, database = time.monotonic(), self.product.database
        busy = {kind for kind, _ in self.running}
        for kind, chore in CHORES.items():
            if kind in busy or now < self._looked[kind] + chore.look:
                continue
            if chore.is_due(self.settings, self.product):
                jobs.put_once(database, kind, database.now() // chore.rest)
            self._looked[kind] = now

    def _empty_log(self) -> None:
        now, database = time.monotonic(), self.product.database
        if now >= self._emptied + EMPTIED_EVERY and (not database.has_log or database.empty_log()):
            self._emptied = now

    def _take(self, place: Place) -> None:
        kind, attempts = place
        database = self.product.database
        now = database.now()
        if kind not in WORK or not WORK[kind].may_be_done(self.product):
            return
        if attempts >= MOST_ATTEMPTS:
            lost = jobs.lost(database, kind, attempts, now)
            if lost is not None:
                log.error("%s failed: its process ended with this one.", _named(lost))
                fail(self.product, lost, ENDED)
            return
        job = jobs.claim(database, kind, attempts, now, now + LEASE)
        if job is None:
            return
        if not attempts and job.id in self._long:
            place = (kind, BESIDE)
        if place in self.running:
            jobs.give_back(database, job, now + COMES_BACK)
        else:
            self.running[place] = self._start(job)

    def _start(self, job: Job) -> Running:
        seconds = self.settings.job_seconds
        if job.attempts < MOST_ATTEMPTS:
            seconds = min(FIRST_TRY, seconds)
        # No connection to a database may be carried over into another process.
        self.product.database.close()
        told, telling = _processes.Pipe(duplex=False)
        process = _processes.Process(
            target=_do, args=(self.settings, self.product, job, seconds, telling), daemon=True
        )
        process.start()
        telling.close()
        now = time.monotonic()
        return Running(job, process, told, now + seconds * BUSY, now, now)

    def stop(self) -> None:
        """End what is at work; it is done by the next that looks, and this try does not count."""
        for running in self.running.values():
            running.process.kill()
        for place, running in list(self.running.items()):
            running.process.join()
            try:
                jobs.give_back(self.product.database, running.job)
            except Exception:
                log.exception("%s could not be given back.", _named(running.job))
            self._forget(place)
        self.product.database.close()


def _do(settings: Settings, product: Product, job: Job, seconds: int, telling: Connection) -> None:
    """Do a job in this process, which is for it alone, and tell what went wrong."""
    as_child("ladder-job")
    end_with_parent()
    limit(settings.job_memory, seconds)
    try:
        attempt(settings, product, job)
    except NotHeld:
        # Nobody wants it any more, or somebody else is at it: there is nothing to try again.
        log.info("%s has gone meanwhile.", _named(job))
    except BaseException as error:
        telling.send(type(error).__name__)
        log.exception("%s failed.", _named(job))
        # What is open is closed by the end of the process, and nothing that waits is waited for.
        os._exit(1)
    product.database.close()


def _nobody_counts(_kind: str, _problem: str) -> None:
    """Where no monitor is set."""


def _named(job: Job) -> str:
    return f"Job {job.id} ({job.kind} {job.subject}, attempt {job.attempts})"


def work(settings: Settings, lifeline: int | None = None) -> None:
    """Work until told to stop or, where a `lifeline` is given, until its other end is closed."""
    start_logging(settings.log)
    bell = Bell()
    if lifeline is not None:
        # Where there is too little for both, whoever waits for a page comes first.
        os.nice(BEHIND_PAGES)
    product = open_product(*settings.site)
    # Jobs begin as copies of this process: none of them looks through what all begin with.
    gc.freeze()
    worker = Worker(settings, product)
    if settings.metrics and lifeline is not None:
        from ladder_assess.metrics import Counts

        worker.note = Counts().note_job
    worker.run(bell, lifeline)
