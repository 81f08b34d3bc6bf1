"""Sets what a workshop does: adds exercises, moves them and takes them out, before their turn."""

from collections.abc import Callable, Sequence
from datetime import date

from ladder_assess.core.workshops.agenda import TAKE_UP, Agenda, added, edited, taken_up
from ladder_assess.core.workshops.exercise import Exercise
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.read_workshop import left_out_of
from ladder_assess.storage.workshops import workshops


def add_exercises(
    product: Product, workshop: Workshop, new: Sequence[Exercise], today: date
) -> bool:
    """Put exercises at the end. False, and nothing done, where that would be more than a day holds
    or the workshop has gone.
    """
    return _set(product, workshop, today, lambda now: added(now.exercises, new))


def edit_agenda(
    product: Product, workshop: Workshop, number: int, edit: str, revision: int, today: date
) -> bool:
    """Move an exercise by one place, take it out, or do it after all. False, and nothing done,
    where the workshop is no longer as whoever pressed the button saw it, or that cannot be done.
    """

    def change(now: Workshop) -> Agenda:
        if now.revision != revision:
            raise ValueError("somebody else was faster")
        if edit != TAKE_UP:
            return edited(now.exercises, now.course, number, edit)
        if number not in left_out_of(product, now):
            raise ValueError("it was not left out")
        return taken_up(now.exercises, now.course, number)

    return _set(product, workshop, today, change)


def _set(
    product: Product, workshop: Workshop, today: date, change: Callable[[Workshop], Agenda]
) -> bool:
    with product.database.writing() as connection:
        now = workshops.reread(connection, workshop)
        if now is None:
            return False
        try:
            agenda = change(now)
        except ValueError:
            return False
        workshops.put_agenda(connection, now, agenda, today)
    return True


def name_workshop(
    product: Product, workshop: Workshop, title: str, held_on: date | None, today: date
) -> None:
    """Call a workshop otherwise from now on, on every page and in files that are made later;
    `held_on` is its date where another one was typed.
    """
    with product.database.writing() as connection:
        workshops.name(connection, workshop, title, held_on, today)
