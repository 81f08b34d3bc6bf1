"""What a monitor reads of a site: counts, times and what waits, for Prometheus, on an address of
its own that is not public.

Off unless set. What answers and what works count in files of their own (the client's mode for
several processes), which outlive them, so that nothing is counted anew where a part was started
again; a process of its own sums these, looks at what is kept, and answers. No label names a person,
an organisation, a list or an address of a page: the parts of the site and the kinds of work alone.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

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
# So many are answered at a time, within so many seconds each.
AT_A_TIME, SECONDS = 4, 15.0

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


class FewAtATime(ThreadingMixIn, WSGIServer):
    """Answers some at a time; who takes long is left, and who comes beyond them is not heard."""

    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:
        self._begun: dict[Any, float] = {}
        self._lock = threading.Lock()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin to answer somebody."""
        with self._lock:
            is_heard = len(self._begun) < AT_A_TIME
            if is_heard:
                self._begun[request] = time.monotonic()
        if is_heard:
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        """Be done with somebody."""
        with self._lock:
            self._begun.pop(request, None)
        super().shutdown_request(request)

    def service_actions(self) -> None:
        """Leave who takes long."""
        late = time.monotonic() - SECONDS
        with self._lock:
            for request in [each for each, begun in self._begun.items() if begun < late]:
                with suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever has gone or was left is not told of."""


class FewOnIPv6(FewAtATime):
    """The same on an address of IPv6."""

    address_family = socket.AF_INET6


class Quiet(WSGIRequestHandler):
    """Logs nothing of who asks, and looks up no name."""

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  (its parent's)
        """Nothing."""

    def address_string(self) -> str:
        """As it is."""
        return str(self.client_address[0])


def for_names(answer: Callable[..., Any], names: Collection[str]) -> Callable[..., Any]:
    """What answers to some names alone: any page in a browser beside could make up another."""

    def asked(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        try:
            name = urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname
        except ValueError:
            name = None
        if name in names:
            return answer(environ, start)
        start("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"no such name\n"]

    return asked


def server_for(
    address: tuple[str, int], answer: Callable[..., Any], names: Collection[str]
) -> WSGIServer:
    """What answers a monitor at an address."""
    host, port = address
    kind = FewOnIPv6 if ":" in host else FewAtATime
    return make_server(host, port, for_names(answer, {*names, host}), kind, Quiet)


def tell(settings: Settings, lifeline: int) -> None:
    """Answer a monitor until told to stop, or until the lifeline is let go of."""
    from prometheus_client import CollectorRegistry, make_wsgi_app
    from prometheus_client.multiprocess import MultiProcessCollector

    from ladder_assess.web.common.security import hosts

    bell = Bell()
    address = metrics_address(settings.metrics)
    product = open_product(*settings.site)
    product.database.close()
    asked = CollectorRegistry()
    MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
    asked.register(Kept(settings, product))
    try:
        server = server_for(address, make_wsgi_app(asked), hosts(settings))
        threading.Thread(target=server.serve_forever, daemon=True).start()
    except OSError as error:
        # The site goes on: a monitor that reads nothing says so by itself.
        log.error("%s cannot be used (%s). Set LADDER_METRICS.", settings.metrics, error.strerror)
    while not bell.stopped:
        bell.wait(LOOK_EVERY, lifeline)
