"""Answers requests: waitress on a socket that was opened beforehand, one process with threads.

A thread is taken by what is there as a whole, and let go of once an answer is written: one loop
receives every request and sends every answer, so that nobody who sends or reads slowly keeps
others waiting. Whoever falls behind for too long is told so, where that can be said, and ended.
"""

import gc
import logging
import math
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

from flask_babel import LazyString
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.utilities import BadRequest, RequestEntityTooLarge

from ladder_assess import create_app
from ladder_assess.arriving import (
    FAR_TOO_LONG,
    LONGEST_FRAMING,
    TOO_LONG,
    TOO_MANY,
    TOO_MUCH,
    TOO_SLOW,
    PassedOver,
    Refused,
    TooMuch,
    TooSlow,
)
from ladder_assess.breaking_off import Ended, EndedSaving, may_hold_something
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.logs import number_requests
from ladder_assess.processes import STOPPING, end_with_lifeline, have_files
from ladder_assess.settings import KIBIBYTE, Settings
from ladder_assess.taking_turns import Turns

# Whoever is being answered when the server stops gets so many seconds.
PATIENCE = 4
SPARE = 2
# Nobody has to be faster than this, in bytes a second: a tenth of the slowest mobile network.
SLOWEST = 1000
# When all are taken, the one that is furthest behind makes room.
MOST_CONNECTIONS = 512
# What all requests and answers under way may hold together, in bytes: what is longer than a page
# is in temporary files.
MOST_HELD = 512 * 1024 * KIBIBYTE
LONGEST_PAGE = 256 * KIBIBYTE
LONGEST_HEAD = 32 * KIBIBYTE
# What a form needs around its file.
AROUND = 128 * KIBIBYTE
# No browser asks for more at once over one connection.
MOST_AT_ONCE = 16
ROOM = 64
# So many are made before those of them that nobody holds are looked for.
MANY_THINGS = 50_000
# For so many seconds a thread keeps the interpreter that others wait for: a tenth of what Python
# has by itself. Who saves waits for it after each statement, and holds the write lock meanwhile.
A_TURN = 0.0005

log = logging.getLogger(__name__)


class Whole(HTTPRequestParser):  # type: ignore[misc]
    """A request as it arrives. Of one that is too long the head alone goes to the application,
    which says so on a page of its own.
    """

    passed_over = False
    body_rcv: Any
    error: Any

    def received(self, data: bytes) -> int:
        """Take in more of it, and give how many bytes were of this request."""
        if self.passed_over:
            taken = int(self.body_rcv.received(data))
            self.completed = self.body_rcv.completed
            return taken
        taken = int(super().received(data))
        if self.chunked and self._framing > LONGEST_FRAMING:
            self.error, self.completed = BadRequest("A part of it is framed by too much"), True
        too_long = isinstance(self.error, RequestEntityTooLarge) and self.body_bytes_received == 0
        if too_long and self.content_length < FAR_TOO_LONG * self.adj.max_request_body_size:
            self.error, self.completed, self.passed_over = None, False, True
            self.headers["CONNECTION"] = "close"
            self.body_rcv = FixedStreamReceiver(self.content_length, PassedOver())
        return taken

    @property
    def _framing(self) -> int:
        """How many bytes of a line between chunks, or behind the last, have come and no end."""
        receiver = self.body_rcv
        if receiver is None:
            return 0
        return len(receiver.control_line) + len(receiver.trailer)

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head. A length of thousands of digits is refused like every other bad one."""
        try:
            super().parse_header(header_plus)
        except ValueError:
            raise ParsingError("Content-Length is invalid") from None


class Connection(HTTPChannel):  # type: ignore[misc]
    """One connection. It may be behind for as long as the server is patient, and catches up by
    what it sends or takes.
    """

    parser_class = Whole
    request: Any
    requests: list[Any]
    # Has any of the answer under way gone?
    said = False

    def __init__(self, server: "Server", *given: Any, **named: Any) -> None:
        self.patience = server.patience
        self._begin()
        super().__init__(server, *given, **named)

    def _begin(self) -> None:
        self.until = time.monotonic() + self.patience
        self.rests = True

    def _move(self, count: int) -> None:
        if self.until < math.inf:
            self.until = min(self.until + count / SLOWEST, time.monotonic() + self.patience)

    def received(self, data: bytes) -> bool:
        """Take in what came; a request begins with a full measure of patience."""
        if self.rests:
            self._begin()
            self.rests = False
        self._move(len(data))
        taken = bool(super().received(data))
        if len(self.requests) > MOST_AT_ONCE:
            self.handle_close()
        return taken

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send some, and give how many bytes went."""
        sent = int(super().send(data, do_close=do_close))
        self._move(sent)
        return sent

    def service(self) -> None:
        """Answer, in a thread, for as long as that takes; then it is the reader's turn."""
        self.until, self.said = math.inf, False
        try:
            super().service()
        except Ended as ended:
            self._make_room(TOO_LONG if isinstance(ended, EndedSaving) else TOO_MANY)
            if may_hold_something(ended):
                log.error("A lock may be held for good. What answers requests is started again.")
                self.server.stop()
        self._begin()

    def _make_room(self, why: LazyString) -> None:
        """Say why the answer was broken off, where none of it has gone."""
        if self.requests and not self.said:
            with self.server.speaking():
                self.requests[0].error = TooMuch(str(why))
            # While its request is there: what has none is sent by the loop without asking for the
            # lock of the buffers, and parts of an answer would be lost between the two.
            with suppress(ClientDisconnected):
                self.error_task_class(self, self.requests[0]).service()
        with self.requests_lock:
            broken_off, self.requests = self.requests, []
        for request in broken_off:
            request.close()
        self.close_when_flushed = True
        self.server.pull_trigger()

    def write_soon(self, data: Any) -> int:
        """Write some of an answer."""
        self.said = True
        return int(super().write_soon(data) or 0)

    @property
    def held(self) -> int:
        """How many bytes of requests and answers are kept for it."""
        coming = [request for request in (self.request, *self.requests) if request is not None]
        return int(sum(r.body_bytes_received for r in coming) + self.total_outbufs_len)

    def refuse(self, error: Refused) -> None:
        """End it: with words where a request has begun and no answer has."""
        with self.requests_lock:
            begun = not self.rests and not self.requests and not self.total_outbufs_len
            if not begun or self.will_close or self.close_when_flushed:
                # At once: a reader who takes nothing leaves no room to write, nor to be told.
                self.handle_close()
                return
            refused = self.request or self.parser_class(self.adj)
            refused.error, refused.completed = error, True
            self.request = None
            self.requests.append(refused)
        self.server.add_task(self)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The loop that receives and sends, on a socket that is open already, so that two servers can
    never share a port.
    """

    channel_class = Connection
    accepting: bool

    def __init__(
        self, application: Any, opened: socket.socket, patience: float, longest: int
    ) -> None:
        self.patience = patience
        self.stopping = False
        # What is called once a turn, by which others know that this goes on.
        self.beat: Callable[[], object] = int
        # What the server itself says is translated as the pages of the application are.
        self.speaking = getattr(application, "app_context", nullcontext)
        adjusted = Adjustments(
            sockets=[opened],
            # It says what it is to nobody.
            ident=None,
            # The application itself knows how many proxies stand in front.
            clear_untrusted_proxy_headers=False,
            # These never wait: `maintenance` says who may have how much.
            connection_limit=MOST_CONNECTIONS + ROOM,
            outbuf_high_watermark=1 << 40,
            asyncore_use_poll=True,
            cleanup_interval=1,
            log_socket_errors=False,
            max_request_header_size=LONGEST_HEAD,
            max_request_body_size=longest,
            inbuf_overflow=LONGEST_PAGE,
            outbuf_overflow=LONGEST_PAGE,
        )
        where = (opened.family, opened.type, opened.proto, opened.getsockname())
        super().__init__(
            application, _sock=opened, adj=adjusted, sockinfo=where, bind_socket=False,
            dispatcher=Turns(),
        )  # fmt: skip

    def maintenance(self, now: float) -> None:
        """Each second: end who is too far behind and, where all hold too much, who holds most."""
        self.task_dispatcher.look()
        moment = time.monotonic()
        held = 0
        for connection in list(self.active_channels.values()):
            held += connection.held
            if connection.until < moment and not connection.requests:
                connection.refuse(TooSlow(str(TOO_SLOW)))
        if held > MOST_HELD:
            most = max(self.active_channels.values(), key=lambda each: each.held)
            most.refuse(TooMuch(str(TOO_MUCH)))

    def handle_accept(self) -> None:
        """Take in a connection; where there are too many, the one furthest behind is ended."""
        super().handle_accept()
        if len(self.active_channels) > MOST_CONNECTIONS:
            waiting = [each for each in self.active_channels.values() if not each.requests]
            if waiting:
                min(waiting, key=lambda each: each.until).handle_close()

    def stop(self, *_signal: object) -> None:
        """Be told to stop, by a signal."""
        self.stopping = True
        self.pull_trigger()

    def keep(self) -> None:
        """Answer until told to stop; then answer what is there already, for a while."""
        with self.speaking():
            self._keep()

    def _keep(self) -> None:
        while self.accepting and not self.stopping:
            self._turn()
        self.accepting = False
        self.del_channel()
        self.socket.close()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and any(map(_busy, self.active_channels.values())):
            self._turn()
        self.task_dispatcher.shutdown(timeout=1)

    def _turn(self) -> None:
        wasyncore.loop(timeout=1.0, use_poll=True, map=self._map, count=1)
        self.beat()


def _busy(connection: Connection) -> bool:
    return bool(connection.requests or connection.total_outbufs_len)


def server_of(application: Any, opened: socket.socket, settings: Settings) -> Server:
    """What answers for an application on an open socket, with the limits of the settings."""
    longest = max(settings.longest_file, settings.longest_post, MOST_BYTES) + AROUND
    return Server(application, opened, settings.patience, longest)


def take_turns() -> None:
    """Let this process, in which an application is there, answer many at once."""
    # A page of a long list makes some hundred thousand things: not to look each time through all
    # that is remembered takes a third off it.
    gc.set_threshold(MANY_THINGS)
    # What is there by now stays as long as this process: nobody looks through it again.
    gc.freeze()
    sys.setswitchinterval(A_TURN)


def answer(
    settings: Settings, listening: socket.socket, lifeline: int, beat: Callable[[], object]
) -> None:
    """Answer on an open socket until told to stop, or until the lifeline is let go of; `beat` says
    about once a second that this goes on.
    """
    end_with_lifeline(lifeline, PATIENCE + SPARE)
    # As many as connections and their temporary files need.
    have_files(8 * MOST_CONNECTIONS)
    app = create_app(settings)
    if settings.metrics:
        from ladder_assess.metrics import Counts, count_requests

        count_requests(app, Counts())
    number_requests(app)
    database = app.extensions["ladder_assess"].database
    database.share(settings.connections)
    take_turns()
    server = server_of(app, listening, settings)
    server.beat = beat
    for number in STOPPING:
        signal.signal(number, server.stop)
    server.keep()
