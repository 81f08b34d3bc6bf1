"""A server that answers as Amazon S3 does, for tests alone: SeaweedFS, in a folder of its own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import obstore
from obstore.store import S3Store

HERE = "127.0.0.1"
KEY, SECRET = "a-key", "a-secret-that-only-the-tests-know"
BUCKET, REGION = "files", "eu-west-2"
# Where its parts find each other, whatever it is told.
SOCKETS = Path("/tmp")
# In seconds.
PATIENCE = 60
PARTS = ("master", "volume", "filer", "s3")
QUIET = ("-master.telemetry=false", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
         "-volume.max=3", "-master.volumeSizeLimitMB=64")  # fmt: skip


@contextmanager
def store_begun() -> Iterator[dict[str, str]]:
    """A server, until it is let go of; gives the variables by which it is found."""
    folder = Path(tempfile.mkdtemp(prefix="s3-"))
    (folder / "data").mkdir()
    rights = {
        "identities": [
            {
                "name": "tests",
                "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
                "actions": ["Admin", "Read", "Write", "List"],
            }
        ]
    }
    (folder / "who.json").write_text(json.dumps(rights))
    ports = free_ports(2 * len(PARTS))
    flags = [f"-{part}.port{kind}" for kind in ("", ".grpc") for part in PARTS]
    places = [f"{flag}={port}" for flag, port in zip(flags, ports, strict=True)]
    command = [str(Path(sys.executable).with_name("weed")), "server", f"-dir={folder / 'data'}",
               f"-ip={HERE}", f"-ip.bind={HERE}", "-filer", "-s3",
               f"-s3.config={folder / 'who.json'}", *QUIET, *places]  # fmt: skip
    address = f"http://{HERE}:{ports[PARTS.index('s3')]}"
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
    try:
        _wait(server, f"{address}/status", folder / "log")
        # A bucket is made as it is first written to.
        store = S3Store(
            BUCKET,
            endpoint=address,
            access_key_id=KEY,
            secret_access_key=SECRET,
            region=REGION,
            client_options={"allow_http": True},
        )
        obstore.put(store, "the first", b"of all")
        yield {
            "AWS_ENDPOINT_URL": address,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": REGION,
        }
    finally:
        server.kill()
        server.wait()
        for left in (file for port in ports for file in SOCKETS.glob(f"seaweedfs-*-{port}.sock")):
            left.unlink()
        shutil.rmtree(folder, ignore_errors=True)


def free_ports(many: int) -> list[int]:
    """So many ports that nobody listens at."""
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(many)]
        for each in taken:
            each.bind((HERE, 0))
        return [each.getsockname()[1] for each in taken]


def _wait(server: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with suppress(URLError, ConnectionError), urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-2000:])
