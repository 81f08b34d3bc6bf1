"""Sets what a workshop does: adds exercises, moves them and takes them out, before their turn."""

from collections.abc import Callable, Sequence
from datetime import date

from ladder_assess.core.workshops.agenda import Agenda, added, edited
from ladder_assess.core.workshops.exercise import Exercise
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
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
    """Move an exercise by one place or take it out. False, and nothing done, where the workshop is
    no longer as whoever pressed the button saw it, or that cannot be done.
    """

    def change(now: Workshop) -> Agenda:
        if now.revision != revision:
            raise ValueError("somebody else was faster")
        return edited(now.exercises, now.course, number, edit)

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
