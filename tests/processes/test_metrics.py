"""What a monitor reads: summed over processes, also those that have ended, and of nobody."""

import json
import logging
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ladder_assess import metrics
from ladder_assess.logs import Lines, Objects
from ladder_assess.settings import from_environment, metrics_address
from tests.processes.running import HERE, children, free_port, serving, until
from tests.support.links import PANEL, Links
from tests.support.site import SECRET, app_for, product_of, settings_in

REQUESTS = re.compile(r'^ladder_requests_total\{.*part="(\w+)".*\} ([\d.]+)', re.M)
LABELS = {"part", "method", "status", "le", "kind", "ended", "state"}


def read(port: int) -> str:
    with urllib.request.urlopen(f"http://{HERE}:{port}/metrics", timeout=10) as answer:
        return str(answer.read().decode())


def counted(said: str, part: str) -> float:
    return sum(float(number) for name, number in REQUESTS.findall(said) if name == part)


@pytest.mark.thorough
def test_it_goes_on_where_a_part_was_started_again_and_names_nobody(tmp_path: Path) -> None:
    product = product_of(app_for(settings_in(tmp_path)))
    link = Links(product).make({**PANEL, "name": "Riverside"})
    product.database.close()
    port = free_port()
    settings = {"metrics": f"{HERE}:{port}", "log": "json", "secret_key": SECRET}
    with serving(tmp_path, **settings) as running:
        until(running.answers)
        until(lambda: len(children(running.process.pid)) == 3)
        until(lambda: is_there(port))

        def look() -> None:
            with urllib.request.urlopen(f"http://{HERE}:{running.port}{link.address}") as answer:
                assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-Id"])

        for _ in range(3):
            look()
        assert counted(read(port), "portfolio") == 3
        (answers,) = running.named("ladder-answers")
        os.kill(answers, signal.SIGKILL)
        until(lambda: "What answers requests ended" in running.said)
        until(running.answers)
        look()
        said = read(port)
        assert counted(said, "portfolio") == 4
        assert "ladder_ready 1.0" in said
        assert re.search(r"^ladder_database_bytes [\d.e+]{3,}$", said, re.M)
        assert set(re.findall(r'(\w+)="', said)) <= LABELS
        assert link.token not in said
        assert "Riverside" not in said
        told = [json.loads(line) for line in running.said.splitlines() if line.startswith("{")]
        assert any("It is started again" in line["message"] for line in told)


def is_there(port: int) -> bool:
    try:
        return bool(read(port))
    except OSError:
        return False


@pytest.mark.parametrize(
    "said", ["127.0.0.1:9464", "10.0.0.5:1", "[::1]:9464", "192.168.1.9:9464", "[fd00::1]:1"]
)
def test_an_address_that_is_not_public_is_taken(said: str) -> None:
    assert metrics_address(said)[1] == int(said.rpartition(":")[2])


@pytest.mark.parametrize(
    "said",
    [
        "0.0.0.0:9464",
        "[::]:9464",
        "8.8.8.8:9464",
        "example.org:1",
        "9464",
        "127.0.0.1:0",
        ":",
        "[::ffff:0.0.0.0]:9464",
        "[::ffff:8.8.8.8]:9464",
        "255.255.255.255:9464",
        "0.0.0.1:9464",
        "192.0.2.1:9464",
        "198.18.0.1:9464",
        "203.0.113.9:9464",
        "[2001:db8::1]:9464",
        "[64:ff9b::a00:1]:9464",
        "[::7f00:1]:9464",
        "240.0.0.1:9464",
        "100.64.0.1:9464",
    ],
)
def test_any_other_is_refused_with_words(said: str) -> None:
    with pytest.raises(ValueError, match="LADDER_METRICS: expected an address that is not public"):
        metrics_address(said)


def test_a_disguised_address_is_what_it_stands_for() -> None:
    assert metrics_address("[::ffff:127.0.0.1]:9464") == ("127.0.0.1", 9464)


def page(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"figures"]


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a server is that answers two at a time within a second."""
    monkeypatch.setattr(metrics, "AT_A_TIME", 2)
    monkeypatch.setattr(metrics, "SECONDS", 1.0)
    with metrics.server_for((HERE, 0), page, {"ladder.example.org"}) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def asked(port: int, host: str) -> str:
    """The first line that comes back; none where nobody listens."""
    with socket.create_connection((HERE, port), timeout=10) as connection:
        connection.sendall(f"GET /metrics HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        try:
            return connection.recv(100).decode().partition("\r\n")[0]
        except ConnectionResetError:
            return ""


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HERE, 200), (f"{HERE}:9464", 200), ("ladder.example.org", 200), ("evil.example", 400),
        ("", 400), ("[", 400), ("127.0.0.1.evil.example", 400),
    ],
)  # fmt: skip
def test_it_answers_to_its_names_alone(port: int, host: str, status: int) -> None:
    assert asked(port, host).split(" ")[1] == str(status)


def test_who_says_nothing_holds_it_up_for_a_while_alone(port: int) -> None:
    before = threading.active_count()
    silent = [socket.create_connection((HERE, port)) for _ in range(40)]
    for each in silent:
        with suppress(OSError):
            each.sendall(b"GET /metrics HTTP/1.1\r\n")
    assert threading.active_count() <= before + 2
    until(lambda: "200" in asked(port, HERE))
    assert threading.active_count() <= before + 2
    for each in silent:
        each.close()


def test_a_log_has_one_of_two_forms(tmp_path: Path) -> None:
    environment = {"LADDER_INSTANCE": str(tmp_path), "LADDER_LOG": "xml"}
    with pytest.raises(ValueError, match="LADDER_LOG: expected text or json, found 'xml'"):
        from_environment(environment)


@pytest.mark.parametrize("form", [Lines(), Objects()])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_the_log_tells_the_time_of_the_uk(
    monkeypatch: pytest.MonkeyPatch, form: logging.Formatter, zone: str
) -> None:
    """It told that of the machine."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        record = logging.LogRecord("site", logging.INFO, "", 0, "It began.", None, None)
        record.created = 1_782_900_000.5
        assert "2026-07-01 11:00:00+01:00" in form.format(record)
    finally:
        monkeypatch.undo()
        time.tzset()
