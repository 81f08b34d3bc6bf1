"""Sends registers as someone does, and does the background work at once."""

import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.register.meanings.said import OPEN
from ladder_assess.core.register.state import (
    ASKING,
    DONE,
    FAILED,
    SHOWN,
    UNDONE,
    WAITING,
    SentRegister,
)
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.read_register import choose_columns, send_register
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.work import work

_fresh = count(1)
NAME = "O'Brien-Ŵynne <b> & “Sons”"
FILE = "register.csv"
# Words that stand in no other text, so that a walk tells them from what has to be translated.
COST, SEATS, IDS = "Zcost", "What seats do people have?", ("Zr1", "Zr2", "Zr3")
OWN_WORD = "bogus"
# Two answers that hardly go together.
FIRST = f"id,name,seats,decision_rule\n{IDS[0]},{NAME},advisory,organisation\n"
UNKNOWN_COLUMN = f"id,name,{SEATS},decision_rule,{COST}\n" + "".join(
    f"{identity},{NAME},{seats},organisation,\n"
    for identity, seats in zip(IDS, ("advisory", "none", OWN_WORD), strict=True)
)
TYPED = (FILE, NAME, COST, SEATS, OWN_WORD, *IDS)


def send(client: Client, link: str, content: bytes, name: str = "register.xlsx") -> Page:
    """Send a register and read it; what is then shown, with its own words left open."""
    return left_open(client, send_alone(client, link, content, name))


def left_open(client: Client, page: Page) -> Page:
    """Say nothing of what words mean, where that is asked; what is then shown."""
    if not page.address.endswith("/meanings"):
        return page
    return _pressed(client, page, dict.fromkeys(form_of(page).values.keys() - {"csrf_token"}, OPEN))


def send_alone(client: Client, link: str, content: bytes, name: str = "register.xlsx") -> Page:
    """Send a register and read it; what is then shown or asked."""
    form = form_of(client.get(f"{link}/import"))
    data = {**form.sent_by(None), "file": (BytesIO(content), name)}
    response = client.browser.post(f"{link}/import", data=data)
    assert response.status_code == 302, response.text
    return again(client, response.headers["Location"])


def again(client: Client, address: str) -> Page:
    """Do the background work, and look at what came of it."""
    assert "Look again" in client.get(address).text
    assert work(client.app)
    return client.get(address)


def press(client: Client, page: Page, **fields: str | list[str]) -> Page:
    """Press the button of a page's first form, do the work that follows, and look; words of one's
    own are left open.
    """
    return left_open(client, _pressed(client, page, fields))


def _pressed(client: Client, page: Page, fields: Mapping[str, str | list[str]]) -> Page:
    page = client.answer(page, **fields)
    return again(client, page.address) if "Look again" in page.text else page


def imported(client: Client, link: str, content: bytes, name: str = "register.xlsx") -> Page:
    """Send a register and import it; the page that says so."""
    return press(client, send(client, link, content, name))


def undone(client: Client, page: Page) -> Page:
    """Undo the import that a page tells of; the page that says so."""
    return press(client, client.follow(page, "Undo this import"))


def counts(page: Page) -> list[str]:
    """How many rows there are of each kind, as a page says it."""
    return [item.text for item in page.all("#counts li")]


def cells(page: Page, table: str) -> list[list[str]]:
    """The cells of a table."""
    rows = page.one(table).named("tr")
    return [[cell.text for cell in row.named("td")] for row in rows[1:]]


def discard(client: Client, page: Page) -> Page:
    """Press the last button of a preview."""
    return client.send(forms_of(page)[-1])


def furnish_registers(product: Product) -> Iterator[tuple[str, int]]:
    """Links with a register in each state: the start of their addresses, and its number."""
    for state, rows in (
        (FAILED, b"%PDF-1.7"),
        (WAITING, FIRST.encode()),
        (ASKING, UNKNOWN_COLUMN.encode()),
        (SHOWN, UNKNOWN_COLUMN.encode()),
        (DONE, FIRST.encode()),
        (UNDONE, FIRST.encode()),
    ):
        token = start_portfolio(product, f"register {next(_fresh)}", TODAY)
        portfolio = open_portfolio(product.database, token)
        assert portfolio is not None
        yield f"/p/{token}", _register(product, portfolio, rows, state)


def _register(product: Product, portfolio: Portfolio, rows: bytes, state: str) -> int:
    now = int(time.time())
    register = send_register(product, portfolio, SentRegister(FILE, rows, Author(when=now)), "sent")
    if state != WAITING:
        importing.work_on_register(product, register, now)
    if state == SHOWN:
        chosen = ("id", "name", "seats", "decision_rule", "")
        choose_columns(product, portfolio, register, chosen, id_from_name=False)
        importing.work_on_register(product, register, now)
    if state in (DONE, UNDONE):
        found = importing.find_import(product, portfolio, register)
        assert found is not None
        importing.ask_to_save(product, portfolio, found, leave_out=True)
        importing.work_on_register(product, register, now)
    if state == UNDONE:
        change = {"name": "Worked on since"}
        save_answers(product, portfolio, 1, change)
        importing.ask_to_undo(product, portfolio, register, now)
        importing.work_on_register(product, register, now)
    found = importing.find_import(product, portfolio, register)
    assert found is not None
    assert found.state == state
    return register
