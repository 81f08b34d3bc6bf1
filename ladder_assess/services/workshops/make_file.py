"""Makes in the background the files of a workshop that take long: asked for, made, or failed."""

from collections.abc import Callable
from datetime import date

from ladder_assess.core.common.made_file import WAITING, MadeFile
from ladder_assess.core.workshops.made_file import PACK
from ladder_assess.core.workshops.record import Pack, WorkshopRecord
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import account_of, placed_account
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.storage.workshops import files

# What came of a workshop, and the day of the file.
Renderer = Callable[[WorkshopRecord, date], bytes]
PackRenderer = Callable[[Pack, date], bytes]


def ask_for_file(product: Product, workshop: Workshop, kind: str, today: date) -> None:
    """Have a file made as the workshop is now, unless that is being made."""
    found = files.find(product.database, workshop, kind)
    if found is None or found.state != WAITING:
        with product.database.writing() as connection:
            files.ask_for(connection, workshop, kind, today)


def file_of(product: Product, workshop: Workshop, kind: str) -> MadeFile | None:
    """The file of a kind that was asked for last."""
    return files.find(product.database, workshop, kind)


def make_workshop_file(
    product: Product, file: int, render: Renderer, render_pack: PackRenderer
) -> None:
    """Make a file that was asked for. What goes wrong is raised, for whoever runs the job."""
    wanted = files.wanted(product.database, file)
    if wanted is None:
        return
    workshop, kind, day = wanted
    if kind == PACK:
        content = render_pack(_pack(product, workshop), day)
    else:
        content = render(read_workshop(product, workshop), day)
    with product.database.writing() as connection:
        files.finish(connection, workshop, kind, content)


def _pack(product: Product, workshop: Workshop) -> Pack:
    found = (account_of(product, exercise) for exercise in workshop.exercises)
    accounts = tuple(filter(None, found))
    placed = ((n, placed_account(product, a.exercise)) for n, a in enumerate(accounts, start=1))
    return Pack(workshop, accounts, tuple((n, each) for n, each in placed if each))


def give_up_workshop_file(product: Product, file: int, _problem: str) -> None:
    """Note that a file could not be made, for its page to say."""
    wanted = files.wanted(product.database, file)
    if wanted is not None:
        with product.database.writing() as connection:
            files.finish(connection, wanted[0], wanted[1], None)
