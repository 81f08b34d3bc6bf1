"""A site as it is run, whose evidence files lie in a store: processes that it forks reach it."""

import signal
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.common.product import open_product
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.contents.places import contents_of
from tests.processes.browsing import Browser
from tests.processes.running import serving, until
from tests.support.links import PANEL, Links
from tests.support.site import TODAY, settings_in

ALLOWED = Allowed(2**20, 20, 2**30)


def test_pages_read_and_the_daily_round_sweeps_in_a_bucket(tmp_path: Path, bucket: str) -> None:
    product = open_product(*replace(settings_in(tmp_path), uploads=bucket).site)
    contents = contents_of(product.database)
    link = Links(product).make(PANEL)
    sent = Sent("minutes.txt", BytesIO(b"minutes of May"), TODAY)
    keep_evidence(product, link.portfolio, 1, sent, ALLOWED)
    (file,) = evidence_files.of_activity(product.database, link.portfolio, 1)
    contents.put("0" * 32, b"left behind")
    settings = {"uploads": bucket, "secret_key": product.secret}
    with serving(tmp_path, **settings) as running:
        running.up()
        browser = Browser(running.port)
        page = browser.ask(f"{link.activity()}/files")
        address = page.partition("minutes.txt")[0].rpartition('href="')[2].partition('"')[0]
        assert browser.ask(address) == "minutes of May"
        browser.close()
        until(lambda: contents.lying() == [file.stored_as])
        running.send(signal.SIGTERM, group=False)
        running.process.wait()
        assert "Traceback" not in running.said
    product.database.close()
