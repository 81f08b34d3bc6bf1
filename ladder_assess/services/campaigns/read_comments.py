"""Reads what respondents said in their own words, gives it themes, and takes words out of it."""

from collections.abc import Iterable

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.comments import (
    TAKEN_OUT,
    Comment,
    count_themes,
    themes_in,
    without,
)
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import comments
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit


def list_comments(product: Product, portfolio: Portfolio, wave: Wave) -> list[Comment]:
    """Every comment that came in with five answers, in an order that tells nothing."""
    return comments.list_comments(product.database, portfolio, wave)


def take_comments(
    product: Product, portfolio: Portfolio, wave: Wave, by: Actor, kind: str, key: str = ""
) -> list[Comment]:
    """The same, for a file of some `kind`. The log says who took it, and by which `key`."""
    found = list_comments(product, portfolio, wave)
    about = _about(wave) | {"file": kind} | ({"key": key} if key else {})
    with product.database.writing() as connection:
        audit.record(connection, by, bool(found), "comments_taken", **about)
    return found


def theme_comment(
    product: Product, portfolio: Portfolio, wave: Wave, comment: str, typed: Iterable[str]
) -> None:
    """Give a comment the themes that were typed, and no others."""
    with product.database.writing() as connection:
        known = count_themes(list_comments(product, portfolio, wave))
        themes = themes_in(",".join(typed), known)
        comments.put_themes(connection, portfolio, wave, comment, themes)


def redact_words(
    product: Product, portfolio: Portfolio, wave: Wave, comment: str, words: str, by: Actor
) -> bool:
    """Take words out of a comment for good; False where it has them not. The log says who did, and
    not which words.
    """
    with product.database.erasing() as connection:
        before = _text(product, portfolio, wave, comment)
        left = without(before, words)
        if left is None:
            return False
        _leave(connection, portfolio, wave, comment, left, by)
    return True


def redact_whole(
    product: Product, portfolio: Portfolio, wave: Wave, comment: str, by: Actor
) -> bool:
    """Take all words of a comment out for good; False where none is left."""
    with product.database.erasing() as connection:
        if _text(product, portfolio, wave, comment) in ("", TAKEN_OUT):
            return False
        _leave(connection, portfolio, wave, comment, TAKEN_OUT, by)
    return True


def _text(product: Product, portfolio: Portfolio, wave: Wave, comment: str) -> str:
    found = list_comments(product, portfolio, wave)
    return next((each.text for each in found if each.id == comment), "")


def _leave(
    connection: Writing, portfolio: Portfolio, wave: Wave, comment: str, text: str, by: Actor
) -> None:
    comments.redact(connection, portfolio, wave, comment, text)
    whole = text == TAKEN_OUT
    audit.record(connection, by, True, "comment_redacted", **_about(wave), whole=whole)


def _about(wave: Wave) -> dict[str, str | int | bool]:
    return {"questionnaire": wave.instrument, "round": wave.number}
