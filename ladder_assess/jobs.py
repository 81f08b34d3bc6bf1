"""What is done in the background, each kind of job a call to a service.

`working` runs them, each in a process of its own with bounds. A job is tried twice; then what it
was about says in words that it failed, or the log does.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from ladder_assess.core.campaigns.report import Asked
from ladder_assess.core.campaigns.weights.weighting import Margins
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.consent_texts import ANSWER_ROWS, QUESTIONNAIRE_ANSWERS
from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.plan.made_document import (
    DOCX,
    FIGURES,
    FULL_PDF,
    REGISTER,
    REGISTER_TEXT,
    SHORT_DOCX,
    SHORT_PDF,
    TABLES,
    DocumentJob,
)
from ladder_assess.core.plan.strand import Strand
from ladder_assess.core.register.export import Entry
from ladder_assess.core.workshops.record import Pack, WorkshopRecord
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.csv_files import tables_zip
from ladder_assess.publishing.plan.workbook import plan_sheets, plan_workbook
from ladder_assess.publishing.register.files import register_text, register_workbook
from ladder_assess.services.benchmarks import draw_figures as drawing
from ladder_assess.services.campaigns import send_invitations as inviting
from ladder_assess.services.campaigns.make_file import (
    give_up_campaign_file,
    make_campaign_file,
)
from ladder_assess.services.campaigns.read_contacts import (
    give_up_contact_list,
    read_contact_list,
)
from ladder_assess.services.campaigns.send_invitations import Sending
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.services.data_protection import apply_retention, back_up
from ladder_assess.services.data_protection.believe_clock import believe_clock, note_if_set_back
from ladder_assess.services.people.send_mail import Post, deliver, waits
from ladder_assess.services.plan.make_document import (
    Progress,
    give_up_document,
    make_document,
    make_editable,
    make_register,
)
from ladder_assess.services.register.import_register import give_up_register, work_on_register
from ladder_assess.services.workshops.make_file import (
    give_up_workshop_file,
    make_workshop_file,
)
from ladder_assess.settings import Settings, today
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.jobs import (
    CAMPAIGN,
    CONTACTS,
    DOCUMENT,
    IMPORT,
    WORKSHOP,
    Job,
)
from ladder_assess.storage.plan import documents

MOST_ATTEMPTS = 2
# Before it is tried again: what was in its way may have gone by then.
PAUSE = 2
# Why a job failed whose process did not live to say so.
TIME_LIMIT, ENDED = "TimeLimit", "Ended"
A_MINUTE, A_DAY = 60, 24 * 60 * 60


@dataclass(frozen=True)
class Work:
    """What is done about the subject of a job, and what notes beside it that it failed and why. One
    `of_all` there is belongs to servers that know all of it.
    """

    do: Callable[[Settings, Product, int], None]
    give_up: Callable[[Product, int, str], None] | None = None
    of_all: bool = False

    def may_be_done(self, product: Product) -> bool:
        """May this server do it?"""
        return not (self.of_all and product.database.is_behind())


@dataclass(frozen=True)
class Chore:
    """Work that falls due by itself: whether it is due now, how often to look (seconds), and for
    how long it rests once it was given up.
    """

    due: Callable[[Settings, Product], bool]
    look: float
    rest: int

    def is_due(self, settings: Settings, product: Product) -> bool:
        """Is it due now? What goes by the day waits where the clock may be wrong by far."""
        now = int(time.time())
        if self.rest >= A_DAY:
            note_if_set_back(product, now)
        if not self.due(settings, product):
            return False
        return self.rest < A_DAY or believe_clock(product, now)


def make_file(settings: Settings, product: Product, document: int) -> None:
    """Make a file that was asked for."""
    wanted = documents.wanted_document(product.database, document)
    if wanted is None:
        return
    if wanted.kind in REGISTERS:
        make_register(product, wanted, partial(REGISTERS[wanted.kind], product, wanted))
    elif wanted.kind in EDITABLE:
        of_kind = EDITABLE[wanted.kind]
        make_editable(product, wanted, partial(of_kind, settings, product), settings.policy)
    else:
        printer = {SHORT_PDF: render_short, FULL_PDF: render_full}.get(wanted.kind, render)
        make_document(product, wanted, partial(printer, settings, product), settings.policy)


def print_workshop(settings: Settings, product: Product, file: int) -> None:
    """Make a file of a workshop that was asked for."""
    renderers = (partial(render_record, settings, product), partial(render_pack, settings, product))
    make_workshop_file(product, file, *renderers)


def print_campaign(settings: Settings, product: Product, file: int) -> None:
    """Make a file of a campaign that was asked for."""
    renderers = (
        partial(render_report, settings, product),
        partial(render_codebook, settings, product),
        partial(render_paper, settings, product),
    )
    make_campaign_file(product, file, *renderers)


def take_register(_settings: Settings, product: Product, register: int) -> None:
    """Read a register that was sent, save it or undo that."""
    work_on_register(product, register, int(time.time()))


def read_contacts(_settings: Settings, product: Product, sent: int) -> None:
    """Read a list of contacts that was sent."""
    read_contact_list(product, sent)


def send_mail(settings: Settings, product: Product, _: int) -> None:
    """Send what is in the outbox."""
    post = post_of(settings)
    if post is not None:
        deliver(product, post)


def send_invitations(settings: Settings, product: Product, _: int) -> None:
    """Send messages to many, as far as they are due."""
    post = post_of(settings)
    if post is not None:
        pace = settings.invitations_a_minute
        sending = Sending(post, settings.site_address, pace, today(), below_messages)
        inviting.send_invitations(product, sending)


def below_messages(organisation: str, stop: str) -> tuple[str, str]:
    """What stands at the end of each message to many: who sent it, and how to get no more."""
    say = Speech().gettext
    return (
        say("%(name)s sent you this to ask for your answers.", name=organisation),
        say("To get no more mail from it by this site: %(address)s", address=stop),
    )


def keep_periods(settings: Settings, product: Product, _: int) -> None:
    """Remove what is past its time, once a day: another may have done it since it fell due."""
    if not apply_retention.is_due(product, today()):
        return
    apply_retention.apply_retention(product, settings.periods, today(), int(time.time()))


def make_backup(settings: Settings, product: Product, _: int) -> None:
    """Make the backup of the day, where a folder for backups is set."""
    if settings.backups:
        back_up.keep_backups(product, Path(settings.backups), settings.keep_backups, today())


def draw_figures(settings: Settings, product: Product, _: int) -> None:
    """Draw the figures of peers that are due, once a month."""
    mailed = post_of(settings) is not None
    moment = int(time.time())
    drawing.draw_due_figures(product, settings.policy, today(), moment, mailed=mailed)


WORK: Mapping[str, Work] = {
    DOCUMENT: Work(make_file, give_up_document),
    WORKSHOP: Work(print_workshop, give_up_workshop_file),
    CAMPAIGN: Work(print_campaign, give_up_campaign_file),
    IMPORT: Work(take_register, give_up_register),
    CONTACTS: Work(read_contacts, give_up_contact_list),
    "mail": Work(send_mail),
    "invitations": Work(send_invitations),
    "retention": Work(keep_periods),
    "figures": Work(draw_figures),
    "backup": Work(make_backup, of_all=True),
}
CHORES: Mapping[str, Chore] = {
    "mail": Chore(lambda settings, product: _has_mail(settings, product), 0.0, A_MINUTE),
    "invitations": Chore(
        lambda settings, product: bool(settings.smtp_host) and inviting.are_due(product),
        1.0,
        A_MINUTE,
    ),
    "retention": Chore(lambda _, product: apply_retention.is_due(product, today()), 600.0, A_DAY),
    "figures": Chore(lambda _, product: drawing.is_due(product, today()), 600.0, A_DAY),
    "backup": Chore(lambda settings, _: _backup_is_due(settings), 600.0, A_DAY),
}


def _backup_is_due(settings: Settings) -> bool:
    return bool(settings.backups) and back_up.is_backup_due(Path(settings.backups), today())


def attempt(settings: Settings, product: Product, job: Job) -> None:
    """Do a job, in this process. Raises whatever goes wrong, and NotHeld where what it is about has
    gone meanwhile.
    """
    with jobs.while_held(product.database, job):
        WORK[job.kind].do(settings, product, job.subject)


def fail(product: Product, job: Job, problem: str) -> bool:
    """Let a job that failed be tried again or, after the last attempt, give it up. Returns whether
    it was given up. `problem` is a word for its page: the class of an error, TIME_LIMIT or ENDED.
    """
    if job.attempts < MOST_ATTEMPTS:
        jobs.try_again(product.database, job, product.database.now() + PAUSE)
        return False
    note = WORK[job.kind].give_up
    if note is None:
        jobs.give_up(product.database, job, problem)
    else:
        try:
            with jobs.while_held(product.database, job):
                note(product, job.subject, problem)
        except jobs.NotHeld:
            return False
        jobs.drop(product.database, job)
    return True


def render(
    settings: Settings, rules: Rules, plan: PlanDocument, progress: Progress, *, short: bool = False
) -> bytes:
    """A plan as PDF, from this installation's templates and fonts."""
    # Only who makes a PDF loads what makes it.
    from ladder_assess.publishing.plan.pdf import print_environment, render_plan

    return render_plan(
        plan,
        rules.definitions.questionnaire,
        rules.definitions.sources,
        environment=print_environment(settings.templates),
        fonts=settings.dist / "fonts",
        progress=progress,
        instruments=rules.definitions.instruments,
        earlier=rules.earlier_questions,
        short=short,
    )


def render_short(settings: Settings, rules: Rules, plan: PlanDocument, progress: Progress) -> bytes:
    """A plan on two pages as PDF."""
    return render(settings, rules, plan, progress, short=True)


def render_full(settings: Settings, rules: Rules, plan: PlanDocument, progress: Progress) -> bytes:
    """A plan with all reasons as PDF."""
    return render(settings, rules, replace(plan, all_reasons=True), progress)


def render_editable(
    settings: Settings, rules: Rules, figures: PlanFigures, *, short: bool = False
) -> bytes:
    """A plan as a document to edit, in the same way."""
    from ladder_assess.publishing.plan.docx import document_environment, plan_docx
    from ladder_assess.publishing.plan.pdf import print_environment

    return plan_docx(
        figures,
        rules.definitions.questionnaire,
        rules.definitions.sources,
        environment=document_environment(print_environment(settings.templates), short=short),
        fonts=settings.dist / "fonts",
        instruments=rules.definitions.instruments,
        earlier=rules.earlier_questions,
        short=short,
    )


def render_short_editable(settings: Settings, rules: Rules, figures: PlanFigures) -> bytes:
    """A plan on two pages as a document to edit."""
    return render_editable(settings, rules, figures, short=True)


def render_figures(_settings: Settings, rules: Rules, figures: PlanFigures) -> bytes:
    """Every figure behind a plan, as a spreadsheet."""
    return plan_workbook(figures, _words(rules), Speech())


def render_tables(_settings: Settings, rules: Rules, figures: PlanFigures) -> bytes:
    """The sheets of that spreadsheet as CSV."""
    _title, sheets = plan_sheets(figures, _words(rules), Speech())
    return tables_zip(sheets)


def _words(rules: Rules) -> Words:
    definitions = rules.definitions
    return Words(
        definitions.questionnaire,
        definitions.sources,
        definitions.instruments,
        rules.earlier_questions,
    )


EDITABLE: Mapping[str, Callable[[Settings, Rules, PlanFigures], bytes]] = {
    DOCX: render_editable,
    SHORT_DOCX: render_short_editable,
    FIGURES: render_figures,
    TABLES: render_tables,
}


def render_record(settings: Settings, rules: Rules, record: WorkshopRecord, day: date) -> bytes:
    """What came of a workshop as PDF."""
    from ladder_assess.publishing.plan.pdf import print_environment
    from ladder_assess.publishing.workshops.record_pdf import record_pdf

    definitions = rules.definitions
    words = Words(definitions.questionnaire, definitions.sources)
    environment = print_environment(settings.templates)
    return record_pdf(record, words, day, environment, settings.dist / "fonts")


def render_pack(settings: Settings, rules: Rules, pack: Pack, day: date) -> bytes:
    """What is printed for a workshop without phones, as PDF."""
    from ladder_assess.publishing.plan.pdf import print_environment
    from ladder_assess.publishing.workshops.pack_pdf import pack_pdf

    words = Words(rules.definitions.questionnaire, rules.definitions.sources)
    environment = print_environment(settings.templates)
    return pack_pdf(pack, words, day, environment, settings.dist / "fonts")


def render_report(
    settings: Settings, rules: Rules, asked: Asked, strand: Strand, day: date
) -> bytes:
    """What a campaign came to as PDF."""
    from ladder_assess.publishing.campaigns.report_pdf import report_pdf
    from ladder_assess.publishing.campaigns.report_view import Reported
    from ladder_assess.publishing.plan.pdf import print_environment

    definitions = rules.definitions
    words = Words(definitions.questionnaire, definitions.sources)
    reported = Reported(asked, strand, definitions.advice, day)
    environment = print_environment(settings.templates)
    return report_pdf(reported, words, environment, settings.dist / "fonts")


def render_codebook(
    settings: Settings, rules: Rules, wave: Wave, margins: Margins, day: date
) -> bytes:
    """What the columns of a campaign's rows mean, as PDF."""
    from ladder_assess.publishing.campaigns.codebook_pdf import codebook_pdf
    from ladder_assess.publishing.campaigns.survey_text import survey_of
    from ladder_assess.publishing.plan.pdf import print_environment

    instrument = rules.definitions.instruments[wave.instrument]
    survey = survey_of(wave, instrument, day, Speech(), margins)
    return codebook_pdf(survey, print_environment(settings.templates), settings.dist / "fonts")


def render_paper(settings: Settings, rules: Rules, asked: Asked, wave: Wave, day: date) -> bytes:
    """A campaign to answer on paper, as PDF."""
    from ladder_assess.publishing.campaigns.paper_pdf import Paper, paper_pdf
    from ladder_assess.publishing.plan.pdf import print_environment

    definitions = rules.definitions
    consent = definitions.consent.purposes[ANSWER_ROWS if wave.by_row else QUESTIONNAIRE_ANSWERS]
    paper = Paper(asked, wave, definitions.instruments[wave.instrument], consent, day)
    return paper_pdf(paper, print_environment(settings.templates), settings.dist / "fonts")


def write_register(
    rules: Rules, wanted: DocumentJob, out: IO[bytes], entries: Iterator[Entry]
) -> None:
    """A register as a spreadsheet."""
    named = (wanted.portfolio.title, wanted.made_on)
    register_workbook(out, entries, rules.definitions.questionnaire, Speech(), named)


def write_register_text(
    rules: Rules, _wanted: DocumentJob, out: IO[bytes], entries: Iterator[Entry]
) -> None:
    """A register as tables and for other programs."""
    register_text(out, entries, rules.definitions.questionnaire, Speech())


REGISTERS: Mapping[str, Callable[[Rules, DocumentJob, IO[bytes], Iterator[Entry]], None]] = {
    REGISTER: write_register,
    REGISTER_TEXT: write_register_text,
}


def post_of(settings: Settings) -> Post | None:
    """The mail server of this installation; None where messages are not sent."""
    if not settings.smtp_host:
        return None
    return Post(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_from,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_tls,
    )


def _has_mail(settings: Settings, product: Product) -> bool:
    return bool(settings.smtp_host) and waits(product)
