"""The renderer reaches no file and no network, proved by trying."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ladder_assess.publishing.files.fetching import OwnFiles
from ladder_assess.publishing.files.layout import lay_out
from tests.publishing.plans import FONTS

SECRET = "the secret of this machine"


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A server that remembers whoever calls; its port and the calls."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                calls.append(connection.recv(100))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], calls
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


@pytest.mark.parametrize("kind", ["file", "http", "https", "ftp", "relative"])
def test_fetcher_refuses(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with listening() as (port, calls):
        url = {"file": secret.as_uri(), "relative": str(secret)}.get(
            kind, f"{kind}://127.0.0.1:{port}/"
        )
        with pytest.raises(ValueError, match=r"disallowed|absolute"):
            OwnFiles({}).fetch(url)
    assert calls == []


def test_fetcher_gives_what_it_was_handed() -> None:
    assert OwnFiles({"own:it": b"mine"}).fetch("own:it").read() == b"mine"
    assert OwnFiles({}).fetch("data:,hello").read() == b"hello"
    with pytest.raises(ValueError, match="disallowed"):
        OwnFiles({}).fetch("own:other")


def test_page_that_tries_everything_gets_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with listening() as (port, calls):
        file, web = secret.as_uri(), f"http://127.0.0.1:{port}/"
        tries = "".join(
            f'<link rel="attachment" href="{url}"><link rel="stylesheet" href="{url}">'
            f'<img src="{url}" alt=""><object data="{url}"></object><embed src="{url}">'
            f'<p style="background:url({url})">x</p><style>@import "{url}";'
            f"@font-face{{font-family:x;src:url({url})}}</style>"
            f'<a rel="attachment" href="{url}">x</a><svg><image href="{url}"/>'
            f'<use href="{url}#x"/></svg>'
            for url in (file, web, "secret.txt")
        )
        html = f'<html lang="en"><title>t</title><body>{tries}</body></html>'
        made = lay_out(html, "", FONTS).write_pdf(uncompressed_pdf=True)
    assert calls == []
    assert SECRET.encode() not in made
    assert b"/EmbeddedFile" not in made
