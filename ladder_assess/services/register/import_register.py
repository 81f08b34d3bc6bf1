"""Takes a register that was shown into its list, and undoes that: all of it, or nothing.

Some rows at a time, so that others save in between; see storage.register.saving.
"""

from dataclasses import replace

from ladder_assess.core.activities.activity_record import (
    QUICK,
    ActivityRecord,
    known_answers,
    record_from_data,
)
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.register.importing import CHANGED, NEW, WRONG
from ladder_assess.core.register.state import (
    DONE,
    FAILED,
    SAVING,
    SHOWN,
    UNDOING,
    WAITING,
    RegisterImport,
    ShownRow,
)
from ladder_assess.services.activities.land_rows import land
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.services.register.plan_rows import contradictions_in
from ladder_assess.services.register.read_register import finish_reading, read_register
from ladder_assess.storage.activities import activities, landing
from ladder_assess.storage.people import audit
from ladder_assess.storage.register import imports as register_imports
from ladder_assess.storage.register import rows as register_rows
from ladder_assess.storage.register import saving as register_saving
from ladder_assess.storage.register.imports import ImportJob
from ladder_assess.storage.register.saving import Overtaken

# Rows that are read at once, and in all, to find those with remarks.
LOOKED_THROUGH, MOST_LOOKED_THROUGH = 500, 2000


class BadRowsLeft(Exception):
    """Some rows are wrong, and nobody has said that they may be left out."""


def find_import(product: Product, portfolio: Portfolio, register: int) -> RegisterImport | None:
    """How far an import has come; None where it is not there, or not any more."""
    return register_imports.find_import(product.database, portfolio, register)


def open_import(
    product: Product, portfolio: Portfolio, account: int | None
) -> RegisterImport | None:
    """What someone has sent and not finished with, to go on with it."""
    return register_imports.open_import(product.database, portfolio, account)


def last_import(product: Product, portfolio: Portfolio, now: int) -> RegisterImport | None:
    """The last import, where it can be undone still."""
    found = register_imports.last_import(product.database, portfolio)
    return found if found and found.can_be_undone(now) else None


def rows_of(
    product: Product, portfolio: Portfolio, register: int, kind: str, page: int, most: int
) -> list[ShownRow]:
    """A page (from 1) of the rows of a kind, `most` to a page, each with its remarks."""
    skip = (page - 1) * most
    rows = register_rows.list_rows(product.database, portfolio, register, kind, most, skip)
    return [_remarked(product, row) for row in rows]


def remarked_rows(
    product: Product, portfolio: Portfolio, found: RegisterImport, most: int
) -> list[ShownRow]:
    """The first rows, at most so many, that an import took in and whose activities have remarks as
    they are now. A very long register is not looked through to its end for them.
    """
    wanted, shown = min(most, found.findings.remarked), list[ShownRow]()
    for kind in (NEW, CHANGED):
        for page in range(1, MOST_LOOKED_THROUGH // LOOKED_THROUGH + 1):
            if len(shown) >= wanted:
                return shown[:wanted]
            skip = (page - 1) * LOOKED_THROUGH
            rows = register_rows.list_rows(
                product.database, portfolio, found.id, kind, LOOKED_THROUGH, skip
            )
            looked = (_remarked_now(product, portfolio, row) for row in rows)
            shown.extend(row for row in looked if row.remarks)
            if len(rows) < LOOKED_THROUGH:
                break
    return shown[:wanted]


def _remarked_now(product: Product, portfolio: Portfolio, row: ShownRow) -> ShownRow:
    """What a row says is not kept once it is imported: its activity has it."""
    record = activities.find_activity(product.database, portfolio, row.number)
    return row if record is None else _with_remarks(product, row, record)


def _remarked(product: Product, row: ShownRow) -> ShownRow:
    if row.after is None:
        return row
    return _with_remarks(product, row, record_from_data(row.after, row.number, QUICK))


def _with_remarks(product: Product, row: ShownRow, record: ActivityRecord) -> ShownRow:
    remarks = tuple(pair.ask for pair in contradictions_in(product, record))
    return replace(row, remarks=remarks, differently=_differently(product, row, record))


def _differently(product: Product, row: ShownRow, record: ActivityRecord) -> tuple[str, ...]:
    """The items whose answers may read differently by the newest questions than by those that a
    row answers; of an activity that is there, those that the row changes.
    """
    if not row.answered_by:
        return ()
    answers = known_answers(product.newest.questionnaire, record)
    later = product.after(product.of(row.answered_by))
    found = {clearer.item for rules in later for clearer in rules.rereading.of(answers)}
    changed = {key for key, *_ in row.changes} if row.kind == CHANGED else found
    return tuple(item for item in product.newest.questionnaire.coded if item in found & changed)


def ask_to_save(
    product: Product, portfolio: Portfolio, found: RegisterImport, *, leave_out: bool
) -> bool:
    """Have the rows that were shown imported, in the background. Returns whether they were still
    waiting for that. Raises BadRowsLeft where wrong ones would be left out unasked.
    """
    if found.findings.count(WRONG) and not leave_out:
        raise BadRowsLeft
    with product.database.writing() as connection:
        return register_imports.step(connection, portfolio, found.id, SHOWN, SAVING)


def ask_to_undo(product: Product, portfolio: Portfolio, register: int, now: int) -> bool:
    """Have the last import undone, in the background. Returns whether it still could be."""
    with product.database.writing() as connection:
        last = last_import(product, portfolio, now)
        if last is None or last.id != register:
            return False
        return register_imports.step(connection, portfolio, register, DONE, UNDOING)


def forget_register(product: Product, portfolio: Portfolio, register: int) -> None:
    """Throw a file away that was not imported."""
    in_pieces(product, lambda c: register_imports.drop_import(c, portfolio, register))


def would_undo(
    product: Product, portfolio: Portfolio, register: int, most: int
) -> tuple[dict[str, int], list[ShownRow]]:
    """What undoing would do: see register_saving."""
    wanted = ImportJob(portfolio, None, register, None)
    return register_saving.would_undo(product.database, wanted, most)


def work_on_register(product: Product, register: int, now: int) -> None:
    """Do what an import waits for: to be read, to be saved or to be undone.

    What goes wrong is raised, for whoever runs the job to try again or give up.
    """
    wanted = register_imports.wanted_import(product.database, register)
    if wanted is None:
        return
    found = register_imports.state_of(product.database, wanted)
    assert found is not None
    if found.state == SAVING:
        _save(product, wanted, found, now)
    elif found.state == UNDOING:
        _take_out(product, wanted, now)
    else:
        read_register(product, wanted)


def give_up_register(product: Product, register: int, problem: str) -> None:
    """Note beside an import that what it waited for could not be done, and why, for its page."""
    wanted = register_imports.wanted_import(product.database, register)
    if wanted is None:
        return
    found = register_imports.state_of(product.database, wanted)
    assert found is not None
    failed = replace(found.findings, error=problem)
    # What was imported stays so: only undoing it has failed.
    state = DONE if found.state == UNDOING else FAILED
    under_way = landing.under_way(product.database.reading, wanted.portfolio)
    if found.state == SAVING and wanted.register in under_way:
        # Some of it has come in, and goes out again before it is said that nothing has changed.
        finish_reading(product, wanted, SAVING, failed)
        with product.database.writing() as connection:
            register_imports.step(connection, wanted.portfolio, wanted.register, SAVING, UNDOING)
    else:
        finish_reading(product, wanted, state, failed)


def _save(product: Product, wanted: ImportJob, found: RegisterImport, now: int) -> None:
    """Save it or, where the list has changed meanwhile, read it again and show that."""
    author = Author(wanted.account, "", now)
    land(product, wanted.portfolio)
    try:
        with product.database.writing() as connection:
            register_saving.settle(connection, wanted, author)
    except Overtaken:
        finish_reading(product, wanted, WAITING, replace(found.findings, again=True))
        read_register(product, wanted)
        return
    land(product, wanted.portfolio)
    with product.database.writing() as connection:
        added, changed = register_saving.finish(connection, wanted)
        about = {"register": wanted.register, "added": added, "changed": changed}
        audit.record(connection, _actor(wanted, now), True, "register_imported", **about)
    in_pieces(product, lambda connection: register_saving.drop_idle(connection, wanted))


def _take_out(product: Product, wanted: ImportJob, now: int) -> None:
    """Take what has come in out again, where all of it is to be undone or could not come in."""
    author = Author(wanted.account, "", now)
    in_pieces(product, lambda connection: register_saving.undo_some(connection, wanted, author))
    with product.database.writing() as connection:
        undone = register_saving.finish_undoing(connection, wanted, author)
        about = {"register": wanted.register, "removed": undone.removed}
        about |= {"restored": undone.restored, "kept": undone.kept}
        was_in = not undone.failed
        audit.record(connection, _actor(wanted, now), was_in, "register_import_undone", **about)


def _actor(wanted: ImportJob, now: int) -> Actor:
    return Actor(wanted.account, wanted.organisation, now)
