"""Answers requests: Granian on a socket that was opened beforehand, one process with threads."""

import socket
from functools import partial
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from ladder_assess import create_app
from ladder_assess.processes import end_with_lifeline, end_with_parent
from ladder_assess.settings import Settings

THREADS = 8
# Whoever is being answered when the server stops gets so many seconds.
PATIENCE = 4
SPARE = 2


class Server(MPServer):
    """Granian on a socket that is open already, so that two servers can never share a port."""

    def __init__(self, opened: socket.socket, **settings: Any) -> None:
        super().__init__("ladder_assess", **settings)
        self._opened = opened

    def _init_shared_socket(self) -> None:
        number = self._opened.fileno()
        held: Any = SocketHolder(number, False, self.backlog)  # type: ignore[call-arg]
        vars(self).update(_ssp=None, _sfd=number, _shd=held, _sso=self._opened)


def _load(settings: Settings) -> Any:
    """The application, in the process that answers; it ends with its parent."""
    end_with_parent(PATIENCE)
    return create_app(settings)


def answer(settings: Settings, listening: socket.socket, lifeline: int) -> None:
    """Answer on an open socket until told to stop, or until the lifeline is let go of."""
    end_with_lifeline(lifeline, PATIENCE + SPARE)
    server = Server(
        listening,
        interface=Interfaces.WSGI,
        # One process: writers take turns at a lock that lives in it.
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=PATIENCE,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(_load, settings), wrap_loader=False)
