"""No page about organisations has an accessibility violation or a word out of sight."""

import pytest
from flask import Flask

from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import axe, faults
from tests.support.people import PASSWORD
from tests.support.site import app_for, product_of
from tests.support.walk_organisation import Walk


@pytest.fixture(scope="module")
def app(site: Site) -> Flask:
    return app_for(site.settings)


def test_every_page_is_accessible(app: Flask, browser: Browser) -> None:
    walk = Walk(app)
    browser.driver.delete_all_cookies()
    browser.resize(WIDE)
    browser.open("/sign-in?to=/organisations")
    browser.find("#email").send_keys(walk.owner.email)
    browser.find("#password").send_keys(PASSWORD)
    browser.leave(lambda: browser.find("main form button[type=submit]").click())
    found = {}
    for _, address in walk.stops():
        browser.open(address)
        browser.script(axe())
        found[address] = [*faults(browser, WIDE), *faults(browser, PHONE)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    assert not browser.complaints()
    product_of(app).database.close()
