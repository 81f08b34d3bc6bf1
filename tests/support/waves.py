"""Waves of instruments, answered straight through the services."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import Settings
from ladder_assess.core.campaigns.comments import Comment
from ladder_assess.core.campaigns.course import OPENED
from ladder_assess.core.campaigns.report import REPORT
from ladder_assess.core.instruments.wave import ORGANISATION, RESPONDENTS, NewWave, Wave, pages
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.answer_by_link import give
from ladder_assess.services.campaigns.ask_people import answers_in
from ladder_assess.services.campaigns.draft_campaign import change_campaign, draft_campaign
from ladder_assess.services.campaigns.key_sheets import begin_sheet, keep_sheet
from ladder_assess.services.campaigns.make_file import ask_for_file, file_of, make_campaign_file
from ladder_assess.services.campaigns.move_campaign import move_campaign
from ladder_assess.services.campaigns.pilot_campaign import (
    begin_trying,
    find_pilot,
    leave_page,
    start_pilot,
)
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.answer_instrument import hand_in, save_page
from ladder_assess.services.instruments.open_wave import open_wave
from ladder_assess.services.points_of_view.ask_group import open_link, open_tokens
from ladder_assess.storage.campaigns import pilots
from ladder_assess.storage.campaigns.comments import list_comments
from ladder_assess.storage.campaigns.links import find_link
from ladder_assess.storage.instruments import waves
from tests.support.site import TODAY

_fresh = count(1)
# An instant after every wave was opened.
NOW = 1
CONTACT = Settings(asked_by="The panel", contact="Ann Lee, ann.lee@example.org")


def begin(
    product: Product,
    portfolio: Portfolio,
    instrument: str = "principles",
    *,
    respondents: bool = False,
    short: bool = False,
    subject: str = "",
    by_row: bool = False,
    draft: bool = False,
    comments: bool = False,
    elsewhere: bool = False,
) -> Wave:
    """A wave that has just been opened, or of which people are asked once it is."""
    way = RESPONDENTS if respondents else ORGANISATION
    new = NewWave(instrument, short, way, subject, by_row, elsewhere)
    start = draft_campaign if respondents else open_wave
    number = start(product, portfolio, new, Actor(), TODAY, f"wave-{next(_fresh)}")
    found = waves.find_wave(product.database, portfolio, instrument, number)
    assert found is not None
    if respondents and not draft:
        open_up(product, portfolio, found, comments=comments)
    return found


def open_up(product: Product, portfolio: Portfolio, wave: Wave, *, comments: bool = False) -> None:
    """Open a draft, with what it needs for that."""
    asked_by = "" if portfolio.title else CONTACT.asked_by
    settings = replace(CONTACT, asked_by=asked_by, comments=comments)
    assert not change_campaign(product, portfolio, wave, settings, Actor())
    assert move_campaign(product, portfolio, wave, OPENED, Actor(), TODAY)


def everything(
    product: Product, wave: Wave, place: int, form: str = "", /, **other: Value
) -> dict[str, Value]:
    """An answer to each question: the option at a place, the last one where there are fewer."""
    instrument = product.definitions.instruments[wave.instrument]
    found: dict[str, Value] = {}
    for page in pages(instrument, form, short=wave.short):
        for item in page.items:
            option = item.option_ids[min(place, len(item.option_ids) - 1)]
            found[item.id] = (option,) if item.answer == "many" else option
    return found | other


def finish(
    product: Product, portfolio: Portfolio, wave: Wave, place: int = 3, /, **other: Value
) -> None:
    """An organisation answers everything and hands in."""
    values = everything(product, wave, place, **other)
    assert save_page(product, portfolio, wave, values, 0)
    assert hand_in(product, portfolio, wave, TODAY, Actor())


def link_of(product: Product, portfolio: Portfolio, wave: Wave, form: str = "") -> str:
    """The token of a group's link, which is opened where it is not."""
    asked = answers_in(wave)
    open_link(product, portfolio, asked, form, Actor(), f"link-{next(_fresh)}")
    return open_tokens(product, portfolio, asked)[form]


def send(product: Product, token: str, values: Mapping[str, Value], comment: str = "") -> str:
    """One respondent sends answers, and may say more; returns the random id that their browser
    held.
    """
    link, view = find_link(product.database, token), f"view-{next(_fresh)}"
    assert link is not None
    about = ("questionnaire-answers-v4", TODAY, NOW)
    assert give(product, token, link, values, view, *about, comment=comment)
    return view


def pilot_of(product: Product, portfolio: Portfolio, wave: Wave) -> dict[str, str]:
    """The tokens of a draft's pilot, which is started where it is not, by group."""
    start_pilot(product, portfolio, wave, Actor(), f"pilot-{next(_fresh)}")
    found = find_pilot(product, portfolio, wave)
    assert found is not None
    return dict(found.tokens)


def try_out(
    product: Product,
    token: str,
    values: Mapping[str, Value],
    *,
    leaves: int = 99,
    took: int = 20,
) -> str:
    """Somebody tries a draft and stops after some pages, or else sends these answers."""
    link, visit = pilots.find_link(product.database, token), f"visit-{next(_fresh)}"
    assert link is not None
    begin_trying(product, token, link, visit, "pilot-answers-v6", NOW)
    asked = pages(
        product.definitions.instruments[link.wave.instrument], link.form, short=link.wave.short
    )
    for at, page in enumerate(asked[:leaves], 1):
        leave_page(product, visit, page.id, NOW + at * took)
    if leaves >= len(asked):
        assert give(product, token, link, values, visit, "pilot-answers-v6", TODAY, NOW)
    return visit


# Where a walk finds a page about a round, in a portfolio that `furnish` has furnished.
PLACES: dict[str, object] = {
    "instrument": "principles", "wave": 1, "section": "empowerment", "form_id": "all",
    "kind": "csv", "picture": "profile", "step": "close", "campaign": "officer-survey-2",
}  # fmt: skip
PLACES_OF: dict[str, dict[str, object]] = {
    "compare.picture": {"instrument": "reference", "picture": "cases"},
    "questionnaires.settings": {"instrument": "officer-survey"},
    "questionnaires.move": {"instrument": "officer-survey"},
    "questionnaires.again": {"instrument": "officer-survey"},
    "questionnaires.going": {"instrument": "officer-survey"},
    "questionnaires.open_data": {"instrument": "officer-survey"},
    **{
        f"questionnaires.{name}": {"instrument": "officer-survey", "kind": REPORT}
        for name in ("make_pdf", "pdf_progress", "pdf_state", "pdf")
    },
    "questionnaires.weighted": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.weighted_csv": {"instrument": "officer-survey", "wave": 2},
    **{
        f"questionnaires.{name}": {"instrument": "officer-survey", "wave": 2}
        for name in ("keep_margins", "kept_weights", "kept_weights_csv")
    },
    "questionnaires.margins": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.margins_csv": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.quotas": {"instrument": "orientation"},
    "questionnaires.quota": {"instrument": "orientation", "item": "control"},
    "questionnaires.pilot": {"instrument": "orientation"},
    "questionnaires.end_pilot": {"instrument": "orientation"},
    "questionnaires.preview": {"instrument": "officer-survey"},
    "questionnaires.preview_question": {
        "instrument": "officer-survey",
        "section": "what_happens",
    },
    "questionnaires.preview_check": {"instrument": "officer-survey"},
    "questionnaires.preview_comment": {"instrument": "enablers"},
    "questionnaires.comments": {"instrument": "enablers"},
    "questionnaires.comment": {"instrument": "enablers"},
    "questionnaires.bring_in": {"instrument": "enablers", "wave": 2},
    "questionnaires.sheets": {"instrument": "enablers", "wave": 2},
    "questionnaires.sheet": {"instrument": "enablers", "wave": 2, "number": 1},
    "questionnaires.figures": {"wave": 2},
    "questionnaires.show": {"wave": 2},
    "questionnaires.answers": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.codebook": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.crossed": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.crossed_csv": {
        "instrument": "officer-survey",
        "wave": 2,
        "item": "encouraged",
        "by": "strategy",
    },
    "questionnaires.picture": {"wave": 2},
    # One that there always is, whatever is in the list.
    "portfolio.picture": {"picture": "distribution", "ending": "csv"},
    "register_export.file": {"ending": "csv"},
    "portfolio.two_dates_picture": {"picture": "changed", "ending": "csv"},
    "points_of_view.link": {"group": "policymaker"},
    "points_of_view.printed": {"group": "provider"},
    "questionnaires.link": {"instrument": "officer-survey", "wave": 2},
    "questionnaires.printed": {"instrument": "officer-survey", "wave": 1},
    "questionnaires.close": {"instrument": "officer-survey"},
    "respond.question": {"section": "what_happens"},
    "contacts.write": {"kind": "invitation"},
    "contacts.step": {"step": "pause"},
}


# What people say in their own words.
HEARD = ("Meet where people are.", "Nobody wrote back to me.")


def furnish(product: Product, portfolio: Portfolio, rounds: int = 2) -> str:
    """Rounds to answer, handed in and answered by link, at PLACES; returns the link's token."""
    begun = begin(product, portfolio)
    said = dict(list(everything(product, begun, 2).items())[:3])
    assert save_page(product, portfolio, begun, said, 0)
    for _ in range(rounds - 1):
        finish(product, portfolio, begin(product, portfolio))
    for number in range(rounds):
        begin(product, portfolio, "officer-survey", respondents=True, by_row=number > 0)
    first = waves.find_wave(product.database, portfolio, "officer-survey", 1)
    assert first is not None
    token = link_of(product, portfolio, first)
    send(product, token, everything(product, first, 0))
    report_on(product, portfolio, first)
    hear(product, portfolio, *HEARD)
    paper = begin(product, portfolio, "enablers", respondents=True, elsewhere=True)
    key_both(product, portfolio, paper)
    draft = begin(product, portfolio, "orientation", respondents=True, draft=True)
    for form, pilot in pilot_of(product, portfolio, draft).items():
        for place in range(5):
            try_out(product, pilot, everything(product, draft, place, form))
    return token


def key_both(product: Product, portfolio: Portfolio, wave: Wave) -> None:
    """Sheets on paper: 1 is keyed once, and 2 twice, otherwise the second time."""
    for number, times in ((1, (0,)), (2, (0, 1))):
        sheet = begin_sheet(product, portfolio, wave, number, "")
        for place in times:
            assert sheet is not None
            values = everything(product, wave, place)
            sheet = keep_sheet(product, portfolio, wave, sheet, values, "", whole=True)


def hear(product: Product, portfolio: Portfolio, *said: str) -> list[Comment]:
    """A campaign of which five people have answered and some said more in their own words."""
    wave = begin(product, portfolio, "enablers", respondents=True, comments=True)
    token, words = link_of(product, portfolio, wave), [*said, *[""] * 5]
    for place in range(5):
        send(product, token, everything(product, wave, place), words[place])
    return list_comments(product.database, portfolio, wave)


def report_on(product: Product, portfolio: Portfolio, wave: Wave) -> None:
    """A report of a campaign that is finished, whatever is in it."""
    ask_for_file(product, portfolio, wave, REPORT, TODAY)
    asked = file_of(product, portfolio, wave, REPORT)
    assert asked is not None

    def as_pdf(*_: object) -> bytes:
        return b"%PDF-1.7"

    make_campaign_file(product, asked.id, as_pdf, as_pdf, as_pdf)


def answer_rounds(product: Product, portfolio: Portfolio) -> list[Wave]:
    """A round of each instrument with results, after those of `furnish`, in every way there is."""
    for instrument, subject in (
        ("enablers", ""), ("principles", ""), ("orientation", ""), ("partnership", "Harbour"),
    ):  # fmt: skip
        finish(product, portfolio, begin(product, portfolio, instrument, subject=subject), 1)
    for instrument in ("principles", "engagement-process", "officer-survey", "orientation"):
        wave = begin(product, portfolio, instrument, respondents=True, subject="Buses")
        for form in product.definitions.instruments[instrument].form_ids or ("",):
            token = link_of(product, portfolio, wave, form)
            for place in range(5):
                send(product, token, everything(product, wave, place, form))
    return waves.list_waves(product.database, portfolio)
