"""A headless Chromium as a test drives it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

WIDE, PHONE = 1280, 390
HEIGHT = 844
PATIENCE = 15
# Checking a long page takes long where other tests share the machine.
SCRIPT_PATIENCE = 120
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
        driver.set_script_timeout(SCRIPT_PATIENCE)
        self.site = site

    def open(self, path: str) -> None:
        self.driver.get(self.site + path)

    @property
    def path(self) -> str:
        """Where the window is, as an address within the site."""
        return self.driver.current_url.removeprefix(self.site)

    @property
    def heading(self) -> str:
        return self.find("h1").text

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def script(self, text: str, *arguments: Any) -> Any:
        return self.driver.execute_script(text, *arguments)

    def later(self, text: str, *arguments: Any) -> Any:
        """What a script hands to its last argument, when it does."""
        return self.driver.execute_async_script(text, *arguments)

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

    def press(self, *keys: str, with_shift: bool = False) -> None:
        """Press keys, wherever the focus is."""
        pressed = ActionChains(self.driver)
        if with_shift:
            pressed.key_down(Keys.SHIFT).send_keys(*keys).key_up(Keys.SHIFT).perform()
        else:
            pressed.send_keys(*keys).perform()

    def leave(self, act: Callable[[], object]) -> None:
        """Do something that leads to another page, and wait for that page."""
        page = self.find("html")
        act()
        self.wait(lambda _: gone(page))
        self.wait(lambda _: self.script("return document.readyState") == "complete")

    def wait(self, until: Callable[[WebDriver], Any], seconds: float = PATIENCE) -> None:
        """Wait until something holds, and fail when it takes too long."""
        WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(until)

    def complaints(self) -> list[str]:
        """What the browser wrote to its console since it was last asked."""
        return self.log("browser")

    def log(self, kind: str) -> list[str]:
        """The messages of a log since it was last asked for."""
        entries = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries]


def gone(element: WebElement) -> bool:
    """Is the page of this element there no longer?"""
    try:
        element.is_enabled()
    except WebDriverException:
        # Mostly that it is stale; while the page changes, the driver has other words for it too.
        return True
    return False


@contextmanager
def chromium(site: str, *, scripts: bool = True, network: bool = False) -> Iterator[Browser]:
    """A browser on a site, closed at the end. With `network` it logs what it fetches."""
    found = {name: shutil.which(name) for name in ("chromium", "chromedriver")}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        pytest.fail(f"{' and '.join(missing)} not found: `make test` installs them", pytrace=False)
    options = ChromeOptions()
    options.binary_location = found["chromium"] or ""
    for argument in ARGUMENTS:
        options.add_argument(argument)
    logs = ("browser", "performance") if network else ("browser",)
    options.set_capability("goog:loggingPrefs", dict.fromkeys(logs, "ALL"))
    if not scripts:
        options.add_experimental_option("prefs", SCRIPTS_OFF)
    driver = Chrome(options=options, service=Service(found["chromedriver"]))
    try:
        yield Browser(driver, site)
    finally:
        driver.quit()
