"""Two hosts with one site on PostgreSQL, set up as the administrators' guide says, behind nginx.

Each has a network of its own (namespaces of the system). While people answer, the one's network is
cut, the other is killed, PostgreSQL ends and begins anew, and the one is killed; what ended is
started again a second later, as systemd does. Nobody who was told that their answers are kept loses
them, and none are kept twice.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ladder_assess.services.common.product import open_product
from ladder_assess.settings import CHECKOUT
from tests.benchmarks.bench_room import Browser, Form
from tests.benchmarks.bench_survey import Survey, at_once, faults, survey_in
from tests.processes.running import children, environment_in, until
from tests.soak.faults import NotHere
from tests.soak.report import Row
from tests.support.kept.postgresql_server import programs, restart, started
from tests.support.site import SECRET, settings_in

PEOPLE, CUT_FOR, LATER = 30, 4.0, 1.0
NETWORK, SERVER = "10.77.0.0/24", "10.77.0.1"
HOSTS = {"ladder-a": "10.77.0.11", "ladder-b": "10.77.0.12"}
FRONT = 8080
HERE_ALONE = ("unshare", "--net", sys.executable, "-m", "tests.soak.two_hosts")
NGINX = """
pid {place}/nginx.pid; daemon off; user root; events {{}}
http {{
    access_log off;
    client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
    upstream ladder {{
        {servers}
    }}
    server {{
        listen 127.0.0.1:{front};
        client_max_body_size 11m;
        location / {{
            proxy_pass http://ladder;
            proxy_connect_timeout 2s;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_read_timeout 150s;
            proxy_send_timeout 150s;
            proxy_buffering off;
        }}
    }}
}}
"""


def two_hosts(place: Path) -> Row:
    """Try it, in a network apart."""
    if os.getuid() or not programs() or not all(map(shutil.which, ("ip", "nginx", "unshare"))):
        raise NotHere("it takes root, PostgreSQL, nginx, ip and unshare")
    done = subprocess.run((*HERE_ALONE, place), cwd=CHECKOUT, capture_output=True, text=True)
    *_, told = done.stdout.splitlines() or [""]
    wrong = [] if done.returncode == 0 else [told or done.stderr[-500:]]
    return Row("two hosts, cut off and killed", PEOPLE, wrong, told if not wrong else "")


class Hosts:
    """The servers of both, each started again a second after it ended."""

    def __init__(self, place: Path, address: str) -> None:
        self.place, self.address, self.stopped = place, address, False
        self.running = {name: self._start(name) for name in HOSTS}
        self._manager = threading.Thread(target=self._manage)
        self._manager.start()

    def _start(self, name: str) -> "subprocess.Popen[bytes]":
        host = HOSTS[name]
        given = {"database": self.address, "secret_key": SECRET, "host": host, "proxies": "1"}
        with (self.place / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                ("ip", "netns", "exec", name, sys.executable, "-m", "ladder_assess.cli", "serve"),
                env=environment_in(self.place, limit_times="1000", **given),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _manage(self) -> None:
        while not self.stopped:
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    time.sleep(LATER)
                    self.running[name] = self._start(name)
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        """Kill all that a host runs."""
        process = self.running[name]
        for pid in (process.pid, *children(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Start none again, and end both."""
        self.stopped = True
        self._manager.join()
        for name in HOSTS:
            self.kill(name)


class Asked(Survey):
    """Whoever is told that something went wrong asks again."""

    async def _ask(self, browser: Browser, path: str, form: Form | None = None) -> str:
        end = time.perf_counter() + 120
        while True:
            try:
                return await asyncio.wait_for(browser.ask(path, form), 20) or ""
            except (asyncio.IncompleteReadError, OSError, TimeoutError, RuntimeError):
                if time.perf_counter() > end:
                    raise
                self.came_back += 1
                browser.close()
                await asyncio.sleep(0.3)


@contextmanager
def networks() -> Iterator[None]:
    """A bridge, and a namespace on it for each host."""
    forget_hosts()
    ip("link", "set", "lo", "up")
    ip("link", "add", "br0", "type", "bridge")
    ip("addr", "add", f"{SERVER}/24", "dev", "br0")
    ip("link", "set", "br0", "up")
    try:
        for name, host in HOSTS.items():
            ip("netns", "add", name)
            ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", name, "master", "br0", "up")
            ip("-n", name, "addr", "add", f"{host}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
        yield
    finally:
        forget_hosts()


def forget_hosts() -> None:
    """Remove their namespaces, those of a run that was cut short too."""
    for name in HOSTS:
        subprocess.run(("ip", "netns", "del", name), check=False, capture_output=True)


def ip(*words: str) -> None:
    subprocess.run(("ip", *words), check=True)


@contextmanager
def in_front(place: Path) -> Iterator[None]:
    """What people ask: nginx, as the guide has it."""
    each = (f"server {host}:8000 max_fails=1 fail_timeout=5s;" for host in HOSTS.values())
    file = place / "nginx.conf"
    file.write_text(NGINX.format(place=place, servers=" ".join(each), front=FRONT))
    nginx = subprocess.Popen(("nginx", "-c", file, "-e", place / "nginx.log"))
    try:
        yield
    finally:
        nginx.terminate()
        nginx.wait()


def answers(host: str) -> bool:
    """Does a host answer?"""
    try:
        with urlopen(f"http://{host}:8000/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


async def through_it_all(survey: Survey, hosts: Hosts, address: str) -> None:
    """Everybody answers, while one thing after another goes wrong."""
    people = asyncio.ensure_future(at_once(survey))

    async def once(many: int) -> None:
        while len(survey.kept) < many and not people.done():
            await asyncio.sleep(0.02)

    first, second = HOSTS
    await once(PEOPLE // 10)
    ip("link", "set", first, "down")
    await asyncio.sleep(CUT_FOR)
    ip("link", "set", first, "up")
    await once(PEOPLE // 4)
    hosts.kill(second)
    await once(PEOPLE // 2)
    bin_folder = programs()
    assert bin_folder is not None
    await asyncio.to_thread(restart, bin_folder, address)
    await once(2 * PEOPLE // 3)
    hosts.kill(first)
    await people


def main() -> int:
    """Try it in the folder that is named; says what came of it, and gives 1 where it is wrong."""
    place, bin_folder = Path(sys.argv[1]), programs()
    assert bin_folder is not None
    with networks(), started(bin_folder, NETWORK) as address:
        asked = f"postgresql://tests@{SERVER}/postgres"
        survey = Asked(**vars(survey_in(place, PEOPLE, postgresql=asked)))
        survey.port = FRONT
        hosts = Hosts(place, asked)
        try:
            for host in HOSTS.values():
                until(lambda host=host: answers(host))  # type: ignore[misc]
            with in_front(place):
                asyncio.run(through_it_all(survey, hosts, address))
        finally:
            hosts.stop()
        survey.product.database.close()
        survey.product = open_product(*settings_in(place, postgresql=asked).site)
        wrong = faults(survey)
        survey.product.database.close()
    kept, again = len(survey.kept), survey.came_back
    print(f"{kept} acknowledged, {again:,} requests asked again; {wrong or 'none lost or doubled'}")
    return 1 if wrong or kept < PEOPLE else 0


if __name__ == "__main__":
    sys.exit(main())
