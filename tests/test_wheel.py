"""A wheel carries all it needs: it runs from an empty directory where the checkout is unknown."""

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from ladder_assess.settings import CHECKOUT
from tests.processes.running import free_port

# Without `site` the links to the checkout in site-packages are not followed.
PYTHON = (sys.executable, "-S", "-W", "ignore")
COMMAND = (*PYTHON, "-m", "ladder_assess.cli")
PATIENCE = 60


class Elsewhere:
    """An empty directory beside which the wheel is installed, and commands run in it."""

    def __init__(self, directory: Path, installed: Path) -> None:
        self.directory = directory
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LADDER_")},
            "PYTHONPATH": f"{installed}{os.pathsep}{sysconfig.get_path('purelib')}",
            "LADDER_INSTANCE": str(directory / "instance"),
        }

    def run(self, *command: str, stdin: str = "") -> str:
        """What a command prints. Raises CalledProcessError when it fails."""
        done = subprocess.run(
            command,
            cwd=self.directory,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """A server on a port of this machine; gives its address and stops it at the end."""
        log = self.directory / "serve.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                (*COMMAND, "serve"),
                cwd=self.directory,
                env={**self.environment, "LADDER_PORT": str(port)},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait(PATIENCE)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    work = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(work), str(CHECKOUT))
    subprocess.run((sys.executable, *build), check=True, capture_output=True)
    (wheel,) = work.glob("ladder_assess-*.whl")
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target")
    installed = work / "installed"
    subprocess.run((sys.executable, *install, str(installed), str(wheel)), check=True)
    directory = work / "elsewhere"
    directory.mkdir()
    return Elsewhere(directory, installed)


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def fetch_when_up(address: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return fetch(address)
        except (URLError, ConnectionError) as error:
            if isinstance(error, HTTPError) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_it_is_the_wheel_that_runs(elsewhere: Elsewhere) -> None:
    printed = elsewhere.run(*PYTHON, "-c", "import ladder_assess; print(ladder_assess.__file__)")
    assert Path(printed.strip()).parents[1].name == "installed"
    assert not elsewhere.run(*PYTHON, "-c", "import sys; print(*sys.path)").count(f"{CHECKOUT} ")


def test_its_definitions_travel_with_it(elsewhere: Elsewhere) -> None:
    assert "No problems" in elsewhere.run(*COMMAND, "lint")


def test_it_places_an_activity(elsewhere: Elsewhere) -> None:
    line = json.dumps({"id": "a1", "answers": {"purpose": "inform", "information": "none"}})
    placed = json.loads(elsewhere.run(*COMMAND, "place", "-", stdin=line + "\n"))
    assert placed["id"] == "a1"
    assert placed["placement"]["low"] == 0


def test_it_serves_its_pages_with_their_styles(elsewhere: Elsewhere) -> None:
    with elsewhere.serving(free_port()) as address:
        page = fetch_when_up(f"{address}/")
        (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+\.css)"', page)
        assert "<h1" in page
        assert "font-face" in fetch(f"{address}{style}")


@pytest.mark.parametrize("missing", ["static/dist", "a style"])
def test_a_wheel_without_styles_is_not_built(missing: str, tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "static/whole.py"):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((CHECKOUT / name).read_bytes())
    for name in ("ladder_assess", "templates", "questionnaires"):
        (tmp_path / name).mkdir()
    if missing != "static/dist":
        (tmp_path / "static" / "dist").mkdir()
        (tmp_path / "static" / "dist" / "manifest.json").write_text('{"app.css": "app.1.css"}')
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "out"))
    done = subprocess.run((sys.executable, *build), cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode
    assert (
        "The styles and scripts are not built: run make install. Missing: "
        in done.stdout + done.stderr
    )
    assert not list(tmp_path.glob("out/*.whl"))
