"""A room at work: who runs it, its screen and three phones, one of them without scripts, each with
cookies of its own in one browser; and a server that is killed in the middle of a vote.
"""

import signal
from pathlib import Path
from urllib.parse import urlsplit

from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.run_workshop import find_room
from ladder_assess.services.workshops.vote_by_facts import answer_fact, said_of
from tests.journeys.browser import PHONE, WIDE, Browser, chromium
from tests.journeys.world import Maker
from tests.processes.running import HERE, PATIENCE, Running, serving
from tests.support.site import settings_in

HALL, HALL_HIGH = 1920, 1080
PLAIN = "plain"
PHONES = ("ada", "ben", PLAIN)
SEERS = ("screen", *PHONES)
# The three phones and these make enough for votes to be shown.
OTHERS = 3
HOSTS = " ".join([HERE, *(f"{name}.localhost" for name in ("control", *SEERS))])
PRESS = """[...document.querySelectorAll("main button")]
    .find((button) => button.textContent.trim() === arguments[0]).click()"""
PICK = "document.querySelector(`input[name=pick][value='${arguments[0]}']`).click()"
PICKED = "return document.querySelector('input[name=pick]:checked')?.value"
FIRST = "document.querySelector('.app-answers button').click()"
SAID = "return document.querySelector('main')?.innerText ?? ''"


class Windows:
    """Several people's windows in one browser, of which one is at the front."""

    def __init__(self, browser: Browser, port: int) -> None:
        self.browser = browser
        self.port = port
        self.handles: dict[str, str] = {}

    def open(self, name: str, path: str, *, width: int = PHONE, scripts: bool = True) -> Browser:
        """A window of somebody: by a name of its own, and so with cookies of its own."""
        self.browser.driver.switch_to.new_window("window")
        self.handles[name] = self.browser.driver.current_window_handle
        self.browser.resize(width)
        self.browser.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.browser.driver.get(f"http://{name}.localhost:{self.port}{path}")
        return self.browser

    def at(self, name: str) -> Browser:
        """The browser with this window at the front."""
        self.browser.driver.switch_to.window(self.handles[name])
        return self.browser

    def press(self, name: str, words: str) -> Browser:
        """Press a button in a window. In one step, as the page may be put in anew meanwhile."""
        window = self.at(name)
        window.leave(lambda: window.script(PRESS, words))
        return window

    def network(self, name: str, *, there: bool) -> None:
        """Take a phone's network away, or give it back."""
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.at(name).command("Network.enable")
        self.browser.command("Network.emulateNetworkConditions", offline=not there, **speed)

    def see(self, words: str, *names: str) -> None:
        """Wait until each window says something by itself; that without scripts is asked to."""
        for name in names:
            self.at(name)
            if name == PLAIN:
                self.browser.leave(self.browser.find("noscript a").click)
            self.browser.wait(lambda _: words in self.browser.script(SAID))

    def vote(self, name: str, rung: int) -> None:
        """Pick a rung on a phone."""
        self.at(name).script(PICK, str(rung))
        self.press(name, "Vote")

    def answer(self, name: str) -> int:
        """Answer each fact that a phone asks for, by its first answer; how many there were."""
        asked, window = 0, self.at(name)
        while window.find_all(".app-answers"):
            window.leave(lambda: window.script(FIRST))
            asked += 1
        return asked

    def join(self) -> str:
        """Start a workshop, and open its screen and all phones; the code of the room."""
        self.open("control", "/workshops/new", width=WIDE)
        self.press("control", "Start")
        code = self.browser.find("#room-code").text.replace(" ", "")
        link = urlsplit(self.browser.driver.current_url).path
        self.open("screen", f"{link}/screen", width=HALL)
        for name in PHONES:
            self.open(name, f"/w/{code}", scripts=name != PLAIN)
        return code


def others_vote(product: Product, code: str, rung: int) -> None:
    """Let those vote who are in the room with other phones."""
    for seat in range(OTHERS):
        room = find_room(product, code)
        assert room is not None
        assert cast_vote(product, room, f"seat {seat}", rung)


def others_answer(product: Product, code: str) -> None:
    """Let those answer as the three phones do who are in the room with others."""
    for seat in range(OTHERS):
        room = find_room(product, code)
        assert room is not None
        while (item := said_of(product, room, f"seat {seat}").next) is not None:
            assert answer_fact(product, room, f"seat {seat}", item.id, item.option_ids[0])


def test_a_room_goes_through_an_exercise_though_the_server_is_killed(tmp_path: Path) -> None:
    room = Maker(settings_in(tmp_path)).product
    with serving(tmp_path, hosts=HOSTS) as server, chromium("") as browser:
        server.up()
        windows = Windows(browser, server.port)
        code = windows.join()
        windows.press("control", "Open the vote")
        windows.see("Vote now", "screen")
        windows.see("Where does it stand?", *PHONES)
        windows.vote("ada", 1)
        windows.vote(PLAIN, 3)

        server.send(signal.SIGKILL, group=True)
        server.process.wait(PATIENCE)
        server.process = Running(tmp_path, server.port, hosts=HOSTS).process
        server.up()

        windows.at("ben").script(PICK, "4")
        windows.press("control", "Pause the vote")
        windows.see("The vote is paused", "ben")
        windows.press("control", "Open the vote")
        windows.see("Where does it stand?", "ben")
        assert windows.at("ben").script(PICKED) == "4", "what was not sent yet is kept"
        windows.network("ben", there=False)
        windows.at("ben").script(PRESS, "Vote")
        windows.see("Not sent yet", "ben")
        windows.network("ben", there=True)
        windows.see("You voted for rung 4", "ben")
        others_vote(room, code, 4)
        windows.press("control", "Show the votes")
        windows.see("This is how the room voted", *SEERS)
        windows.press("control", "Show what the rules say")
        windows.see("By the facts", *SEERS)
        windows.press("control", "Vote again")
        windows.see("Where does it stand?", *PHONES)
        for name in PHONES:
            windows.vote(name, 5)
        others_vote(room, code, 5)
        windows.press("control", "Show the votes")
        windows.see("Open bars: the first vote. Full bars: the second.", *SEERS)
        told = windows.at("screen").find(".app-drawing--votes desc").get_attribute("textContent")
    assert told == (
        "First vote, of 6 people: rung 4, Asking for views (Consultation): 4 people. "
        "rung 3, Telling people (Informing): 1 person. "
        "rung 1, A show of support (Manipulation): 1 person. "
        "Second vote, of 6 people: rung 5, A seat at the table (Placation): 6 people."
    )


def test_a_room_votes_by_the_facts_though_one_phone_has_no_scripts(tmp_path: Path) -> None:
    room = Maker(settings_in(tmp_path)).product
    with serving(tmp_path, hosts=HOSTS) as server, chromium("") as browser:
        server.up()
        windows = Windows(browser, server.port)
        code = windows.join()
        windows.press("control", "Vote by the facts")
        windows.see("Answer the questions on your phone", "screen")
        windows.see("Question 1", *PHONES)
        asked = [windows.answer(name) for name in PHONES]
        windows.see("You have answered all that counts", *PHONES)
        others_answer(room, code)
        windows.press("control", "Show the votes")
        windows.see("This is what the room said of the facts", "screen")
        windows.see("What people said of the facts", *SEERS)
        told = windows.at("screen").find(".app-drawing--votes desc").get_attribute("textContent")
        windows.press("control", "Show what the rules say")
        windows.see("By the facts", *SEERS)
        screen = windows.at("screen")
        size = {"width": HALL, "height": HALL_HIGH, "deviceScaleFactor": 1, "mobile": False}
        screen.command("Emulation.setDeviceMetricsOverride", **size)
        high = screen.script("return document.documentElement.scrollHeight")
    assert high <= HALL_HIGH, "nobody can scroll a screen"
    assert asked == [asked[0]] * len(PHONES)
    assert asked[0] > 1
    assert told
    assert told.startswith("6 people voted")
