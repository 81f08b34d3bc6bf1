"""The commands that read files and need no database. Each loads only what it needs."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from ladder_assess.cli_lines import ending_of, note, noting, report, write_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ladder_assess.core.instruments.instrument import Instrument
    from ladder_assess.core.instruments.scoring import Scores
    from ladder_assess.core.placement.assessment import Assessment, Assessor
    from ladder_assess.core.questionnaire.record import Rejected
    from ladder_assess.services.common.product import Rules
    from ladder_assess.settings import Settings

T = TypeVar("T")
_format = click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "xlsx"]), help="Do not guess it."
)


def settings_or_stop(environment: Mapping[str, str] = os.environ) -> "Settings":
    """The settings; where one cannot be used, the command stops and names it."""
    from ladder_assess.settings import from_environment

    try:
        return from_environment(environment)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def settings_to_look() -> "Settings":
    """The same for a command that only looks: it makes nothing, wherever the instance is said to
    be.
    """
    from ladder_assess.settings import from_environment

    try:
        return from_environment(looks=True)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def settings_of_a_site() -> "Settings":
    """The settings for a command that is about a site: where there is none, it stops."""
    settings = settings_to_look()
    if not (settings.postgresql or settings.database.exists()):
        raise click.ClickException(
            f"There is no site in {settings.instance}. Use another folder (LADDER_INSTANCE), or "
            "make one: ladder-assess setup"
        )
    return settings_or_stop()


_hidden = click.option(
    "--hidden",
    type=click.Choice(["read", "skip"]),
    default="read",
    help="What to do with hidden rows and columns of a workbook.",
)
_sheet = click.option(
    "--sheet", metavar="NAME", default="", help="Which sheet of a workbook to read."
)
_definition = click.option(
    "--definition", metavar="ID", default="", help="Such as activity-v1, in place of the newest."
)


def _rules(definition: str) -> "Rules":
    from ladder_assess.services.common.product import read_rules
    from ladder_assess.storage.questionnaire.definitions import InvalidDefinition

    root = settings_to_look().questionnaires
    _check_definition(root, definition)
    try:
        return read_rules(root).by(definition)
    except InvalidDefinition as error:
        raise click.ClickException(str(error)) from None


def _check_definition(root: Path, definition: str) -> None:
    """Stop, and name those there are, where no version of the rules is called so."""
    from ladder_assess.storage.questionnaire.definitions import versions_of_rules

    known = versions_of_rules(root)
    if definition and definition not in known:
        raise click.ClickException(f"no rules are called {definition}; try {', '.join(known)}")


def _assessor(definition: str) -> "Assessor":
    """The rules of the questionnaire alone, which are ready in half the time."""
    from ladder_assess.core.placement.assessment import Assessor
    from ladder_assess.storage.questionnaire.definitions import (
        InvalidDefinition,
        load_questionnaire,
    )

    root = settings_to_look().questionnaires
    _check_definition(root, definition)
    try:
        return Assessor(load_questionnaire(root, definition))
    except InvalidDefinition as error:
        raise click.ClickException(str(error)) from None


def _instrument(identity: str) -> "Instrument":
    """One instrument, without reading the others."""
    from ladder_assess.storage.questionnaire.definitions import (
        InvalidDefinition,
        instrument_ids,
        load_instrument,
    )

    root = settings_to_look().questionnaires
    known = instrument_ids(root)
    if identity not in known:
        raise click.ClickException(f"no instrument is called {identity}; try {', '.join(known)}")
    try:
        return load_instrument(root, identity)
    except InvalidDefinition as error:
        raise click.ClickException(str(error)) from None


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def lint(files: tuple[Path, ...]) -> None:
    """Check the definitions, or FILES, and their wording; prove that the ladder is sound."""
    from ladder_assess.services.checks.lint_definitions import lint as check

    report = check(files, settings_to_look().questionnaires)
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(report.summary, err=bool(report.problems))
    sys.exit(1 if report.problems else 0)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--explain", is_flag=True, help="Also say what the placement rests on, and why.")
@_definition
@_format
@_hidden
@_sheet
def place(
    file: BinaryIO, explain: bool, definition: str, form: str | None, hidden: str, sheet: str
) -> None:
    """Place every activity of FILE (-: standard input): JSON Lines, CSV or a workbook, in order."""
    from ladder_assess.publishing.placement.placement_records import as_explained_record, as_record
    from ladder_assess.services.placement.place_activities import place_activities
    from ladder_assess.storage.common.record_files import FromWorkbook, of_activities, read_records

    assessor = _assessor(definition)
    layout = of_activities(assessor.questionnaire)

    def explained(assessment: "Assessment") -> dict[str, Any]:
        return as_explained_record(assessment, assessor.explain(assessment.activity))

    def placed() -> "Iterator[Assessment | Rejected]":
        read = FromWorkbook(hidden == "read", note, sheet)
        ending = ending_of(file)
        records = read_records(file, layout, ending=ending, form=form or "", workbook=read)
        yield from place_activities(assessor, records, None if definition else note)

    write_lines(placed(), explained if explain else as_record)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--instrument", required=True, metavar="ID", help="Such as enablers.")
@_format
@_hidden
@_sheet
def score(file: BinaryIO, instrument: str, form: str | None, hidden: str, sheet: str) -> None:
    """Score every response of FILE (- for standard input) to an instrument, in input order."""
    from ladder_assess.core.instruments.response import ResponseReader
    from ladder_assess.core.instruments.scoring import Scorer
    from ladder_assess.publishing.instruments.score_records import as_record
    from ladder_assess.services.instruments.score_responses import score_responses
    from ladder_assess.storage.common.record_files import FromWorkbook, of_responses, read_records

    answered = _instrument(instrument)
    reader, scorer = ResponseReader(answered), Scorer(answered)
    layout = of_responses(answered.items, reader.columns)

    def scored() -> "Iterator[Scores | Rejected]":
        read = FromWorkbook(hidden == "read", note, sheet)
        ending = ending_of(file)
        records = read_records(file, layout, ending=ending, form=form or "", workbook=read)
        yield from score_responses(reader, scorer, records)

    write_lines(scored(), as_record)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--reverse", multiple=True, metavar="COL", help="Turn this column round. Repeatable.")
def reliability(file: BinaryIO, reverse: tuple[str, ...]) -> None:
    """Say how far the items of FILE (- for standard input) go together: a CSV, one column an item.

    Rows with an empty cell are left out. Turning a column round gives the same figures wherever its
    scale begins and ends. Figures are null below 30 complete rows, and the reason is said.
    """
    import orjson

    from ladder_assess.services.instruments.check_reliability import check_reliability
    from ladder_assess.storage.instruments.score_tables import BadTable

    try:
        found = check_reliability(file, reverse)
    except BadTable as bad:
        for rejected in bad.rejected:
            report(rejected)
        sys.exit(1)
    figures = {key: value for key, value in vars(found).items() if key != "reasons"}
    sys.stdout.buffer.write(orjson.dumps(figures, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()
    for reason in found.reasons:
        click.echo(f"Not shown: {reason}.", err=True)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--pdf", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--title", default="", help="What the plan is called.")
@click.option("--organisation", default="", help="Whose plan it is, for its cover.")
@click.option("--author", default="", help="Who wrote it, for its cover.")
@click.option("--short", is_flag=True, help="The edition on two pages, for a committee.")
@click.option("--all-reasons", is_flag=True, help="Each activity on pages of its own.")
@_definition
@_hidden
@_sheet
def plan(
    file: BinaryIO,
    pdf: Path,
    title: str,
    organisation: str,
    author: str,
    short: bool,
    all_reasons: bool,
    definition: str,
    hidden: str,
    sheet: str,
) -> None:
    """Write the improvement plan for the activities of FILE as a PDF."""
    from dataclasses import replace

    from ladder_assess import jobs
    from ladder_assess.services.plan.plan_file import CannotPlan, plan_file
    from ladder_assess.settings import today
    from ladder_assess.storage.common.record_files import BadFile, FromWorkbook

    rules = _rules(definition)
    read = FromWorkbook(hidden == "read", note, sheet)
    try:
        tell = None if definition else note
        document = plan_file(rules, file, ending_of(file), title, today(), read, tell)
    except BadFile as bad:
        from ladder_assess.core.questionnaire.record import Rejected

        report(Rejected(bad.line, bad.problems))
        sys.exit(1)
    except CannotPlan as error:
        for rejected in error.rejected:
            report(rejected)
        raise click.ClickException(str(error)) from None
    if short and all_reasons:
        raise click.UsageError("--short and --all-reasons are two editions: choose one.")
    document = replace(document, organisation=organisation, author=author, all_reasons=all_reasons)
    render = jobs.render_short if short else jobs.render
    pdf.write_bytes(render(settings_to_look(), rules, document, lambda step: None))
    count = len(document.activities)
    click.echo(f"The plan for {count:,} {'activity' if count == 1 else 'activities'} is in {pdf}.")


@click.command()
@click.argument("file", type=click.File("rb"))
@_definition
@_format
@_hidden
@_sheet
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object, for programs.")
def agreement(
    file: BinaryIO, definition: str, form: str | None, hidden: str, sheet: str, as_json: bool
) -> None:
    """Say how far the raters of FILE (-: standard input) agree: JSON Lines, CSV or a workbook.

    Each line is what one `rater` answered about one activity (`id`). For every question, for the
    placement and for the kind there is Krippendorff's alpha with n and a bootstrap interval; then
    where raters differ most, and how far each activity is spread.
    """
    import orjson

    from ladder_assess.core.questionnaire.record import Rejected
    from ladder_assess.publishing.points_of_view.rater_records import as_record
    from ladder_assess.publishing.points_of_view.rater_table import as_table
    from ladder_assess.services.points_of_view.compare_raters import compare_raters_of_file
    from ladder_assess.storage.common.record_files import BadFile, FromWorkbook

    assessor = _assessor(definition)
    notes: list[str] = []
    read = FromWorkbook(hidden == "read", noting(notes), sheet)
    try:
        found = compare_raters_of_file(assessor, file, ending_of(file), form or "", read)
    except BadFile as bad:
        report(Rejected(bad.line, bad.problems))
        sys.exit(1)
    for rejected in found.rejected:
        report(rejected)
    if as_json:
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        sys.stdout.buffer.write(
            orjson.dumps(as_record(found.compared, found.rejected), option=options)
        )
    else:
        items = assessor.questionnaire.coded
        sys.stdout.buffer.write(as_table(found.compared, items, found.rejected, notes).encode())
    sys.stdout.flush()
    sys.exit(1 if found.rejected else 0)


FILE_COMMANDS = (lint, place, score, reliability, agreement, plan)
