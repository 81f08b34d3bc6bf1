"""A headless Chromium as a test drives it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

WIDE, PHONE = 1280, 390
HEIGHT = 844
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)
SCRIPTS_OFF = {"profile.managed_default_content_settings.javascript": 2}


class Browser:
    """One window on a site. Addresses are given without the site's own."""

    def __init__(self, driver: Chrome, site: str) -> None:
        self.driver = driver
        self.site = site

    def open(self, path: str) -> None:
        self.driver.get(self.site + path)

    @property
    def path(self) -> str:
        """Where the window is, as an address within the site."""
        return self.driver.current_url.removeprefix(self.site)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.find("body").text

    @property
    def heading(self) -> str:
        return self.find("h1").text

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def script(self, text: str, *arguments: Any) -> Any:
        return self.driver.execute_script(text, *arguments)  # type: ignore[no-untyped-call]

    def command(self, name: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser itself (Chrome DevTools Protocol), which works with scripts off too."""
        return cast(dict[str, Any], self.driver.execute_cdp_cmd(name, parameters))

    def resize(self, width: int) -> None:
        """Be a window of this width in CSS pixels: a phone's when it is narrow."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def complaints(self) -> list[str]:
        """What the browser wrote to its console since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextmanager
def chromium(site: str, *, scripts: bool = True) -> Iterator[Browser]:
    """A browser on a site, closed at the end."""
    found = {name: shutil.which(name) for name in ("chromium", "chromedriver")}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        pytest.fail(f"{' and '.join(missing)} not found: `make test` installs them", pytrace=False)
    options = ChromeOptions()
    options.binary_location = found["chromium"] or ""
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", SCRIPTS_OFF)
    driver = Chrome(options=options, service=Service(found["chromedriver"]))
    try:
        yield Browser(driver, site)
    finally:
        driver.quit()


__all__ = ["HEIGHT", "PHONE", "WIDE", "Browser", "Keys", "chromium"]
