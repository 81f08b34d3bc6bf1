"""The `ladder-assess` command. Each subcommand loads only what it needs, to start fast."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import click

from ladder_assess.settings import Settings, from_environment, today

if TYPE_CHECKING:
    from ladder_assess.core.assessment import Assessor
    from ladder_assess.services.place_activities import Rejected
    from ladder_assess.services.product import Rules


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Find out what participation really is, from its facts."""


def _settings() -> Settings:
    try:
        return from_environment()
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _rules() -> "Rules":
    from ladder_assess.services.product import read_rules
    from ladder_assess.storage.definitions import InvalidDefinition

    try:
        return read_rules(_settings().questionnaires)
    except InvalidDefinition as error:
        raise click.ClickException(str(error)) from None


def _assessor() -> "Assessor":
    """The rules of the questionnaire alone, which are ready in half the time."""
    from ladder_assess.core.assessment import Assessor
    from ladder_assess.storage.definitions import InvalidDefinition, load_questionnaire

    try:
        return Assessor(load_questionnaire(_settings().questionnaires))
    except InvalidDefinition as error:
        raise click.ClickException(str(error)) from None


@main.command()
def setup() -> None:
    """Make the database, bring it up to date, and load the published cases as sample data."""
    from ladder_assess.serving import prepare

    count = prepare(_settings())
    click.echo(f"The database is ready, with {count} published cases as sample data.")


@main.command()
def serve() -> None:
    """Serve the pages and do the background work, until stopped."""
    from ladder_assess.serving import serve as start

    start(_settings())


@main.command()
@click.option("--with", "parent", type=int, help="Stop when this process has gone.")
def work(parent: int | None) -> None:
    """Do the background work alone: `serve` starts this itself."""
    from ladder_assess.jobs import work as start

    start(_settings(), parent)


@main.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be removed.")
def retention(dry_run: bool) -> None:
    """Remove what is past its time, and say what that was; `serve` does so every day."""
    import time

    from ladder_assess.services.apply_retention import apply_retention
    from ladder_assess.services.product import open_product

    settings = _settings()
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    removed = apply_retention(product, settings.periods, today(), int(time.time()), dry=dry_run)
    for kind, count in removed.items():
        click.echo(f"{kind}: {count}")
    click.echo("Nothing was removed." if dry_run else "Done, and noted in the site's audit log.")


@main.command()
@click.argument("email")
def administrator(email: str) -> None:
    """Make EMAIL a site administrator; where it has no account yet, print a link that opens one."""
    import secrets

    from ladder_assess.services.open_account import ask_to_confirm, make_administrator
    from ladder_assess.services.product import open_product

    if email.count("@") != 1 or email != email.strip():
        raise click.ClickException(f"{email} is not an e-mail address.")
    settings = _settings()
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    if make_administrator(product, email):
        click.echo(f"{email} is a site administrator now. Sign in: {settings.site_address}/sign-in")
        return
    token = secrets.token_urlsafe(32)
    ask_to_confirm(product, email, token, administrator=True)
    click.echo("Open this link within a day to choose a name and a password. It works once:")
    click.echo(f"{settings.site_address}/account/confirm/{token}")


@main.group()
def register() -> None:
    """The register of local authorities."""


@register.command()
@click.argument("file", type=click.File("rb"))
def update(file: BinaryIO) -> None:
    """Put the current authorities of FILE, a CSV like mySociety's, in place of the register."""
    from ladder_assess.services.product import open_product
    from ladder_assess.services.update_register import BadRegister, update_register

    settings = _settings()
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    try:
        changes = update_register(product.database, file)
    except BadRegister as bad:
        raise click.ClickException(str(bad)) from None
    click.echo(
        f"The register has {changes.all} local authorities: {changes.new} new, {changes.gone} gone."
    )


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def lint(files: tuple[Path, ...]) -> None:
    """Check the definitions, or FILES, and prove that the ladder keeps its promises."""
    from ladder_assess.services.lint_definitions import lint as check

    report = check(files, _settings().questionnaires)
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(report.summary, err=bool(report.problems))
    sys.exit(1 if report.problems else 0)


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--explain", is_flag=True, help="Also say what the placement rests on, and why.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), help="Do not guess it.")
def place(file: BinaryIO, explain: bool, form: str | None) -> None:
    """Place every activity of FILE (- for standard input), JSON Lines or CSV, in input order."""
    import orjson

    from ladder_assess.publishing.placement_records import as_explained_record, as_record
    from ladder_assess.services.place_activities import Rejected, place_activities
    from ladder_assess.storage.activity_files import BadFile, read_records

    assessor = _assessor()
    write = sys.stdout.buffer.write
    failed = False
    try:
        coded = assessor.questionnaire.coded
        records = read_records(file, coded, ending=_ending(file), form=form or "")
        for outcome in place_activities(assessor, records):
            if isinstance(outcome, Rejected):
                failed = True
                _report(outcome)
                continue
            if explain:
                record = as_explained_record(outcome, assessor.explain(outcome.activity))
            else:
                record = as_record(outcome)
            write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    except BadFile as bad:
        failed = True
        _report(Rejected(bad.line, bad.problems))
    except BrokenPipeError:
        sys.exit(1)
    sys.stdout.flush()
    sys.exit(1 if failed else 0)


def _ending(file: IO[bytes]) -> str:
    return Path(getattr(file, "name", "") or "").suffix


def _report(rejected: "Rejected") -> None:
    """Say what is wrong with a line; what came from the file is shown so that it cannot act."""
    sys.stdout.flush()
    for problem in rejected.problems:
        item = problem.item.encode("unicode_escape", "backslashreplace").decode()[:100]
        click.echo(f"line {rejected.line}: {item}: {problem.expected}", err=True)


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--pdf", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--title", default="Improvement plan", help="What the plan is called.")
def plan(file: BinaryIO, pdf: Path, title: str) -> None:
    """Write the improvement plan for the activities of FILE as a PDF."""
    from ladder_assess.jobs import render
    from ladder_assess.services.plan_file import CannotPlan, plan_file
    from ladder_assess.storage.activity_files import BadFile

    rules = _rules()
    try:
        document = plan_file(rules, file, _ending(file), title, today())
    except BadFile as bad:
        from ladder_assess.services.place_activities import Rejected

        _report(Rejected(bad.line, bad.problems))
        sys.exit(1)
    except CannotPlan as error:
        for rejected in error.rejected:
            _report(rejected)
        raise click.ClickException(str(error)) from None
    pdf.write_bytes(render(_settings(), rules, document, lambda step: None))
    click.echo(f"The plan for {len(document.activities)} activities is in {pdf}.")


if __name__ == "__main__":
    main()
