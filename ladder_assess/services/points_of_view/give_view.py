"""Takes someone's view of an activity, page by page, by the link that their group was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.points_of_view.group_link import ViewLink
from ladder_assess.core.points_of_view.views import PURPOSE, SERVICE_USER
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire, Section
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.take_back_view import code_of
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.storage.points_of_view.given import NewPage


@dataclass(frozen=True)
class Respondent:
    """Who hands in pages: a random id known to their browser alone, from which their code is worked
    out; the reference of the wording that they agreed to; an account only by choice.
    """

    view: str
    consent: str
    account: int | None = None


def questionnaire_of(product: Product, link: ViewLink) -> Questionnaire:
    """The questions that an activity is described by: its respondents answer the same."""
    return product.of(link.definition).questionnaire


def pages_for(product: Product, group: str, definition: str = "") -> tuple[Page, ...]:
    """What a group is asked: those who took part their own questions first, then the facts, in the
    words of the version that the activity is described by.
    """
    facts, voice = product.of(definition).questionnaire, product.definitions.voice
    return _pages(facts, voice, group == SERVICE_USER)


@lru_cache(8)
def _pages(questionnaire: Questionnaire, voice: Questionnaire, took_part: bool) -> tuple[Page, ...]:
    facts = [section for section in questionnaire.sections if section.part == "evidence"]
    if not took_part:
        return tuple(_page(section) for section in facts)
    # They have said what it was for in their own questions.
    own = tuple(_page(section) for section in voice.sections)
    return (*own, *(_page(section, asked=(PURPOSE,)) for section in facts))


def _page(section: Section, asked: tuple[str, ...] = ()) -> Page:
    items = tuple(item for item in section.items if item.id not in asked)
    return Page(section.id, section.title, items, section.lead, section.part)


def give(
    product: Product,
    token: str,
    link: ViewLink,
    page: Page,
    values: Mapping[str, Value | None],
    by: Respondent,
    today: date,
) -> bool:
    """Keep the answers to a page, once. False when the link was closed meanwhile.

    What was left out is kept as not known, so that each answer to a page is as long as any other.
    """
    new = NewPage(
        view=by.view if link.group == SERVICE_USER else code_of(product, by.view),
        page=page.id,
        definition=_stamp(product, link, page),
        values={item.id: _known(values.get(item.id)) for item in page.items},
        given_on=today,
        consent=by.consent,
        account=None if link.group == SERVICE_USER else by.account,
    )
    return points_of_view.add_page(product.database, token, link, new)


def _known(value: Value | None) -> Value:
    return UNKNOWN if value is None else value


def _stamp(product: Product, link: ViewLink, page: Page) -> str:
    asked = product.definitions.voice if page.part == "voice" else questionnaire_of(product, link)
    return asked.stamp
