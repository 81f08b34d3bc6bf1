"""Makes in the background what takes long: asked for, gathered, kept, or failed with a reason."""

from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.plan.made_document import FAILED, WORKING, DocumentJob
from ladder_assess.core.register.export import Entry
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.follow_plan import keep_plan
from ladder_assess.services.plan.gather_plan import gather_figures, gather_plan
from ladder_assess.services.plan.made_from import made_from
from ladder_assess.services.register.export_register import export_register, names_of
from ladder_assess.storage.plan import documents

Progress = Callable[[str], None]
Renderer = Callable[[PlanDocument, Progress], bytes]
EditableRenderer = Callable[[PlanFigures], bytes]
RegisterWriter = Callable[[IO[bytes], Iterator[Entry]], None]
GATHER, TEXT = "gather", "text"
# How many activities are written before that is said again.
TOLD_EVERY = 250


def make_document(
    product: Product, wanted: DocumentJob, render: Renderer, policy: Policy | None = None
) -> None:
    """Render a PDF that was asked for and keep it, with what the plan was for the next to compare.

    What goes wrong, here and below, is raised, for whoever runs the job to try again or give up.
    """
    progress = _progress(product, wanted)
    about = (wanted.portfolio, wanted.made_on, policy, wanted.since, wanted.author)
    source = made_from(product, wanted.portfolio, wanted.kind)
    plan = gather_plan(product, *about)
    content = render(plan, progress)
    with product.database.writing() as connection:
        documents.finish_document(connection, wanted, content, source)
        keep_plan(connection, wanted.portfolio, plan)


def make_editable(
    product: Product,
    wanted: DocumentJob,
    render: EditableRenderer,
    policy: Policy | None = None,
) -> None:
    """Render the plan as a document to edit or a spreadsheet, and keep that."""
    about = (wanted.portfolio, wanted.made_on, policy, wanted.since, wanted.author)
    progress = _progress(product, wanted)
    source = made_from(product, wanted.portfolio, wanted.kind)
    figures = gather_figures(product, *about)
    progress(TEXT)
    content = render(figures)
    with product.database.writing() as connection:
        documents.finish_document(connection, wanted, content, source)


def make_register(product: Product, wanted: DocumentJob, write: RegisterWriter) -> None:
    """Write the register, or what was chosen of it, as a spreadsheet, and keep that."""
    portfolio = wanted.portfolio
    progress = _progress(product, wanted)
    source = made_from(product, portfolio, wanted.kind)
    with TemporaryFile() as whole:
        names = names_of(product, portfolio)
        entries = export_register(product, portfolio, wanted.chosen, names)
        write(whole, _told(entries, progress))
        whole.seek(0)
        content = whole.read()
    with product.database.writing() as connection:
        documents.finish_document(connection, wanted, content, source)


def give_up_document(product: Product, document: int, problem: str) -> None:
    """Note beside a file that it could not be made, and why, for its page to say."""
    wanted = documents.wanted_document(product.database, document)
    if wanted is not None:
        with product.database.writing() as connection:
            documents.note_progress(connection, wanted, FAILED, problem)


def _progress(product: Product, wanted: DocumentJob) -> Progress:
    """Says how far a file has come, and begins with that."""

    def progress(step: str) -> None:
        with product.database.writing() as connection:
            documents.note_progress(connection, wanted, WORKING, step)

    progress(GATHER)
    return progress


def _told(entries: Iterable[Entry], progress: Progress) -> Iterator[Entry]:
    """The same, saying from time to time how many they are so far."""
    for count, entry in enumerate(entries):
        if count and count % TOLD_EVERY == 0:
            progress(str(count))
        yield entry
