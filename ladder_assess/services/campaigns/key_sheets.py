"""Keys sheets of paper in: each is kept as far as it is keyed, and counts once it is settled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.keyed import ONCE, KeyedSheet, kept
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.bring_answers import ELSEWHERE, let_in
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers, keyed_sheets
from ladder_assess.storage.campaigns.anonymous_answers import NewView


class NotCounted(Exception):
    """Nothing of it is kept."""


def list_sheets(product: Product, portfolio: Portfolio, wave: Wave) -> list[KeyedSheet]:
    """Every sheet of a campaign, by its number."""
    return keyed_sheets.list_sheets(product.database, portfolio, wave)


def find_sheet(
    product: Product, portfolio: Portfolio, wave: Wave, number: int
) -> KeyedSheet | None:
    """One sheet; None where nobody began it."""
    return keyed_sheets.find(product.database, portfolio, wave, number)


def begin_sheet(
    product: Product, portfolio: Portfolio, wave: Wave, number: int, form: str
) -> KeyedSheet | None:
    """The sheet of a number, which is begun where it is not there."""
    with product.database.writing() as connection:
        keyed_sheets.add(connection, portfolio, wave, number, form)
    return find_sheet(product, portfolio, wave, number)


def keep_sheet(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    sheet: KeyedSheet,
    values: Mapping[str, Value],
    comment: str,
    *,
    whole: bool,
) -> KeyedSheet | None:
    """Keep what is keyed of a sheet; None, and nothing kept, where somebody else did meanwhile."""
    after = replace(kept(sheet, values, comment, whole=whole), revision=sheet.revision + 1)
    with product.database.erasing() as connection:
        if not keyed_sheets.put(connection, portfolio, wave, after, sheet.revision):
            return None
    return after


def drop_sheet(product: Product, portfolio: Portfolio, wave: Wave, number: int) -> bool:
    """Forget what was keyed of a sheet that does not count; says whether it was there."""
    with product.database.erasing() as connection:
        return keyed_sheets.drop(connection, portfolio, wave, number)


def count_sheets(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    settled: Sequence[KeyedSheet],
    by: Actor,
    today: date,
) -> bool:
    """Let the answers of sheets in that are `settled`, each with what counts as `keyed`: all, or
    none; what is set aside counts nowhere. False where the campaign takes none, or one of them is
    not as it was seen.
    """
    of = product.definitions.instruments[wave.instrument]
    new: dict[str, list[NewView]] = {}
    for each in settled:
        values = counted(of, each.keyed, each.form, short=wave.short)
        view = NewView(each.view, of.version, values, today, ELSEWHERE, comment=each.comment)
        new.setdefault(each.form, []).append(view)
    try:
        with product.database.erasing() as connection:
            if not all(
                keyed_sheets.note_counted(connection, portfolio, wave, each) for each in settled
            ):
                raise NotCounted
            came = let_in(connection, product, portfolio, wave, new, by)
            if came is None:
                raise NotCounted
    except NotCounted:
        return False
    anonymous_answers.let_go(product.database, came.waited)
    return True


def keyed_once(sheets: Sequence[KeyedSheet]) -> list[KeyedSheet]:
    """The sheets that were keyed once, and not begun again."""
    return [each for each in sheets if each.state == ONCE and each.keyed]
