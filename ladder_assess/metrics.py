"""What a monitor reads of a site: counts, times and what waits, for Prometheus, on an address of
its own that is not public.

Off unless set. What answers and what works count in files of their own (the client's mode for
several processes), which outlive them, so that nothing is counted anew where a part was started
again; a process of its own sums these, looks at what is kept, and answers. No label names a person,
an organisation, a list or an address of a page: the parts of the site and the kinds of work alone.
"""

import logging
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ladder_assess.processes import Bell
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.measure_site import measure_site
from ladder_assess.settings import Settings, metrics_address

if TYPE_CHECKING:
    from flask import Flask, Response

DONE, FAILED = "done", "failed"
# Seconds within which pages are answered.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NO_PAGE = "none"
# Who answers without a name is counted with the others who do: nobody reads off which of the two
# was asked at which minute.
ANSWERING = {"respond": "answering", "voice": "answering", "take_back": "answering"}
LOOK_EVERY = 1.0

log = logging.getLogger(__name__)


class Counts:
    """What this process counts. Made in it, once the folder is set."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        kept = CollectorRegistry()
        self.requests = Counter(
            "ladder_requests", "Requests answered.", ("part", "method", "status"), registry=kept
        )
        self.seconds = Histogram(
            "ladder_request_seconds", "How long they took.", ("part",), registry=kept,
            buckets=BUCKETS,
        )  # fmt: skip
        self.jobs = Counter(
            "ladder_jobs", "Tries of background work that ended.", ("kind", "ended"), registry=kept
        )

    def note_job(self, kind: str, problem: str) -> None:
        """A try came to its end, with a problem or without."""
        self.jobs.labels(kind, FAILED if problem else DONE).inc()


def count_requests(app: "Flask", counts: Counts) -> None:
    """Count what an application answers, and how long each answer takes."""
    from flask import g, request

    def begin() -> None:
        g.counted_from = time.perf_counter()

    def end(response: "Response") -> "Response":
        # What was refused before any page was looked for has no time.
        took = time.perf_counter() - g.get("counted_from", time.perf_counter())
        part = (request.endpoint or NO_PAGE).partition(".")[0]
        part = ANSWERING.get(part, part)
        method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
        counts.requests.labels(part, method, str(response.status_code)).inc()
        counts.seconds.labels(part).observe(took)
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(end)


class Kept:
    """What is kept and waits, looked at whenever somebody asks."""

    def __init__(self, settings: Settings, product: Product) -> None:
        self.settings = settings
        self.product = product

    def collect(self) -> Iterator[Any]:
        """Each figure of the site, as the client takes them; those that are not known are left
        out.
        """
        from prometheus_client.metrics_core import GaugeMetricFamily

        for each in measure_site(self.product, self.settings.backups, self.settings.free_space):
            family = GaugeMetricFamily(each.name, each.words, labels=[*each.labels])
            for labels, value in each.values.items():
                family.add_metric(list(labels), value)
            yield family


def tell(settings: Settings, lifeline: int) -> None:
    """Answer a monitor until told to stop, or until the lifeline is let go of."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    bell = Bell()
    host, port = metrics_address(settings.metrics)
    product = open_product(*settings.site)
    product.database.close()
    asked = CollectorRegistry()
    MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
    asked.register(Kept(settings, product))
    try:
        start_http_server(port, host, asked)
    except OSError as error:
        # The site goes on: a monitor that reads nothing says so by itself.
        log.error("%s cannot be used (%s). Set LADDER_METRICS.", settings.metrics, error.strerror)
    while not bell.stopped:
        bell.wait(LOOK_EVERY, lifeline)
