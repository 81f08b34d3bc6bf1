"""What is printed to be given away does not say by which link it was printed."""

from base64 import b64decode

from pypdfium2 import PdfDocument

from ladder_assess.core.points_of_view.views import SERVICE_USER
from ladder_assess.core.workshops.course import OPEN, REVEAL
from tests.journeys.browser import Browser
from tests.journeys.site import Site
from tests.journeys.world import PANEL, Maker
from tests.support.kept.workshops import Room
from tests.support.respondents import ask
from tests.support.waves import begin, link_of


def test_paper_for_others_has_no_link_that_rules(site: Site, browser: Browser) -> None:
    """A browser writes the address of a page at its foot, and in those of these pages stands a
    facilitator's link, or that of a whole list. No test had printed them as a browser does.
    """
    make = Maker(site.settings)
    list_ = make.link("given-away", PANEL)
    portfolio = make.portfolio(list_)
    ask(make.product, portfolio, SERVICE_USER)
    link_of(make.product, portfolio, begin(make.product, portfolio, respondents=True))
    room = Room(make.product, "of what is given away").move(OPEN, 6, REVEAL)
    make.product.database.close()
    workshop = f"/workshops/{room.token}"
    pages = {
        f"{workshop}/sheet": room.token,
        f"{workshop}/record": room.token,
        f"{list_}/activities/1/views/links/{SERVICE_USER}/printed": list_,
        f"{list_}/questionnaires/principles/rounds/1/links/all/printed": list_,
    }
    for page, secret in pages.items():
        browser.open(page)
        assert secret not in printed(browser), page
    # A page that is its reader's own has it at the foot, so that this would be seen.
    browser.open(f"{list_}/activities/1/result")
    assert list_ in printed(browser)


def printed(browser: Browser) -> str:
    """All letters of a page as the browser prints it, with what it writes above and below."""
    file = browser.command("Page.printToPDF", displayHeaderFooter=True, preferCSSPageSize=True)
    document = PdfDocument(b64decode(file["data"]))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())
