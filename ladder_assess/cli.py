"""The `ladder-assess` command. Each subcommand loads only what it needs, to start fast."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from ladder_assess.cli_files import (
    FILE_COMMANDS,
    settings_of_a_site,
    settings_or_stop,
    settings_to_look,
)
from ladder_assess.cli_words import InWords, writes

if TYPE_CHECKING:
    from ladder_assess.services.common.product import Product
    from ladder_assess.services.data_protection.go_back import Folders, GoneBack
    from ladder_assess.settings import Settings

BELIEVED = "Go on, although nothing was noted for long: the clock has been looked at."


@click.group(cls=InWords, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ladder-assess", message="Ladder Assess %(version)s")
def main() -> None:
    """Find out what participation really is, from its facts."""


for command in FILE_COMMANDS:
    main.add_command(command)


@main.command()
@writes
def setup() -> None:
    """Make the database, bring it up to date, and load the published cases as sample data."""
    from ladder_assess.serving import prepare

    count = prepare(settings_or_stop()).cases
    click.echo(f"The database is ready, with {count} published cases as sample data.")


@main.command()
@click.option("--lan", is_flag=True, help="Let phones in the same network join a workshop.")
def serve(lan: bool) -> None:
    """Serve the pages and do the background work, until stopped."""
    from ladder_assess.serving import serve as start

    settings = settings_or_stop()
    if lan:
        from ladder_assess.in_a_room import for_room, how_to_join

        settings = for_room(settings)
        click.echo(how_to_join(settings))
    start(settings)


@main.command()
@writes
def work() -> None:
    """Do the background work alone: `serve` starts this itself."""
    from ladder_assess.working import work as start

    start(settings_or_stop())


@main.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be removed.")
@click.option("--clock-is-right", is_flag=True, help=BELIEVED)
@writes
def retention(dry_run: bool, clock_is_right: bool) -> None:
    """Remove what is past its time, and say what that was; `serve` does so every day."""
    import time

    from ladder_assess.services.common.product import open_product
    from ladder_assess.services.data_protection.apply_retention import apply_retention
    from ladder_assess.settings import today

    settings = settings_of_a_site()
    product = open_product(*settings.site)
    if not (dry_run or clock_is_right):
        _believe_or_stop(product, int(time.time()))
    removed = apply_retention(product, settings.periods, today(), int(time.time()), dry=dry_run)
    for kind, count in removed.items():
        click.echo(f"{kind}: {count}")
    click.echo("Nothing was removed." if dry_run else "Done, and noted in the site's audit log.")


def _believe_or_stop(product: "Product", now: int) -> None:
    """Stop where the clock may be ahead by far."""
    from ladder_assess.core.common.clock import written
    from ladder_assess.services.data_protection.believe_clock import believe_clock

    if not believe_clock(product, now):
        raise click.ClickException(
            f"It is {written(now)} here, and the last entry before is of long ago. If that is "
            "right, use --clock-is-right or try again in a day; else set the clock."
        )


def _on_sqlite(settings: "Settings", otherwise: str) -> None:
    """Stop where the database is on a server, which this command does not work on."""
    if settings.postgresql:
        raise click.ClickException(
            f"This works on SQLite alone. The database is on PostgreSQL: {otherwise}."
        )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, resolve_path=True))
@writes
def backup(folder: Path) -> None:
    """Copy everything that is kept into a new FOLDER, also while the site is at work."""
    from ladder_assess.services.common.product import open_product
    from ladder_assess.services.data_protection.back_up import CannotBackUp, back_up

    settings = settings_of_a_site()
    product = open_product(*settings.site)
    try:
        count = back_up(product, folder)
    except CannotBackUp as cannot:
        raise click.ClickException(str(cannot)) from None
    click.echo(f"{count} files are in {folder}. To go back to it: ladder-assess restore {folder}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, resolve_path=True))
@click.option("--replace", is_flag=True, help="Set the site aside that is there.")
def restore(folder: Path, replace: bool) -> None:
    """Go back to the backup in FOLDER; what was erased since stays erased."""
    from ladder_assess.services.data_protection.go_back import CannotGoBack, Folders
    from ladder_assess.serving import alone_in, putting_back

    settings = settings_to_look()
    instance = settings.instance
    where = (folder, instance, settings.database.name)
    folders = Folders(*where, replace, settings.free_space, settings.uploads)
    try:
        with alone_in(instance), putting_back(instance):
            gone = _gone_back(folders, settings.postgresql)
    except CannotGoBack as cannot:
        raise click.ClickException(str(cannot)) from None
    click.echo(f"The site in {folders.instance} is as it was in {folder}.")
    if gone.aside is None:
        click.echo(
            "Nothing says what was ended since: erase once more what people asked for. All keys of "
            "programs have ended, answers that waited for a batch of five are left out, and no "
            "figures of peers are drawn for six months."
        )
        return
    click.echo(
        f"Erased again: {gone.erased}. Pages of answers taken back again: {gone.taken_back}. "
        f"Figures of peers kept: {gone.figures}. What was there is in {gone.aside}."
    )


def _gone_back(folders: "Folders", postgresql: str) -> "GoneBack":
    """Wherever the database is."""
    import time

    from ladder_assess.settings import today

    day, now = today(), int(time.time())
    if postgresql:
        from ladder_assess.services.data_protection.go_back_there import go_back_there

        return go_back_there(folders, postgresql, _opened_in, day, now)
    from ladder_assess.services.data_protection.go_back import go_back

    return go_back(folders, _opened_in, day, now)


def _opened_in(folder: Path) -> "Product":
    from ladder_assess.services.common.product import open_product

    beside = {"LADDER_INSTANCE": str(folder), "LADDER_DATABASE": "", "LADDER_UPLOADS": ""}
    settings = settings_or_stop({**os.environ, **beside})
    return open_product(*settings.site)


@main.command()
@click.option("--back", is_flag=True, help="From PostgreSQL to SQLite in the instance folder.")
@writes
def move(back: bool) -> None:
    """Move a site that stands still from SQLite to PostgreSQL, and compare each row."""
    from ladder_assess.services.data_protection.move_site import CannotMove, move_back, move_there
    from ladder_assess.serving import alone

    settings = settings_of_a_site()
    if not settings.postgresql:
        raise click.ClickException("Set LADDER_DATABASE to the address of the database there.")
    try:
        with alone(settings.instance):
            moved = (move_back if back else move_there)(settings.database, settings.postgresql)
    except CannotMove as cannot:
        raise click.ClickException(str(cannot)) from None
    if back:
        click.echo(f"{moved.rows} rows are in {moved.file}, each compared. Unset LADDER_DATABASE.")
        return
    click.echo(
        f"{moved.rows} rows are in the database that LADDER_DATABASE names, each compared. "
        f"{moved.file} is as it was: remove it once you do not need it."
    )


@main.command()
def check() -> None:
    """Look at what the site rests on, and say of each thing how it stands and how to mend it."""
    import time

    from ladder_assess.looking_after import site_of
    from ladder_assess.services.data_protection.check_site import BAD, check_site
    from ladder_assess.settings import today

    bad = 0
    for found in check_site(site_of(settings_to_look()), today(), int(time.time())):
        bad += found.state == BAD
        click.echo(f"[{found.state:4}] {found.name}: {found.words}. {found.mend}".rstrip())
    if bad:
        raise click.ClickException(f"{bad} of these need mending.")


@main.command()
@click.option("--clock-is-right", is_flag=True, help=BELIEVED)
@writes
def draw(clock_is_right: bool) -> None:
    """Draw the figures of peers that are due this month; `serve` does so by itself."""
    import time

    from ladder_assess.jobs import post_of
    from ladder_assess.services.benchmarks.draw_figures import draw_due_figures
    from ladder_assess.services.common.product import open_product
    from ladder_assess.settings import today

    settings = settings_of_a_site()
    product = open_product(*settings.site)
    if not clock_is_right:
        _believe_or_stop(product, int(time.time()))
    mailed = post_of(settings) is not None
    made = draw_due_figures(product, settings.policy, today(), int(time.time()), mailed=mailed)
    if made is None:
        click.echo("Nothing is due: figures are drawn once a month, and each one twice a year.")
        return
    click.echo(f"Figures drawn: {made.figures}. Withdrawn, as too few are left: {made.withdrawn}.")


@main.command("keep-draws")
@click.argument("folder", type=click.Path(path_type=Path, resolve_path=True))
@writes
def keep_draws(folder: Path) -> None:
    """After going back to a backup, keep the figures of peers drawn in the FOLDER from before."""
    import time

    from ladder_assess.services.benchmarks.keep_draws import CannotKeep
    from ladder_assess.services.benchmarks.keep_draws import keep_draws as keep
    from ladder_assess.services.common.product import open_product

    settings = settings_of_a_site()
    _on_sqlite(settings, "nothing reads figures from another folder into it")
    product = open_product(*settings.site)
    try:
        count = keep(product, folder, int(time.time()))
    except CannotKeep as cannot:
        raise click.ClickException(str(cannot)) from None
    finally:
        product.database.close()
    click.echo(f"Figures that were drawn since and are kept: {count}.")


@main.command()
@click.argument("address")
@click.option("--allow", is_flag=True, help="Let its publisher publish it again.")
@writes
def unpublish(address: str, allow: bool) -> None:
    """Take down the public page at ADDRESS, so that its publisher cannot publish it again."""
    from ladder_assess.core.plan.public_page import address_in
    from ladder_assess.services.common.product import open_product
    from ladder_assess.services.plan.publish_page import bar_page
    from ladder_assess.settings import today

    settings = settings_of_a_site()
    product = open_product(*settings.site)
    found = address_in(address.rstrip("/").rpartition("/")[2])
    if not bar_page(product, found, today(), barred=not allow):
        raise click.ClickException(f"No public page was ever at {address}.")
    click.echo("It can be published again." if allow else "It is taken down, and stays down.")


@main.command()
@click.argument("email")
@writes
def administrator(email: str) -> None:
    """Make EMAIL a site administrator; where it has no account yet, print a link that opens one."""
    import secrets

    from ladder_assess.services.common.product import open_product
    from ladder_assess.services.people.open_account import ask_to_confirm, make_administrator

    if email.count("@") != 1 or email != email.strip():
        raise click.ClickException(f"{email} is not an e-mail address.")
    settings = settings_or_stop()
    product = open_product(*settings.site)
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
@writes
def update(file: BinaryIO) -> None:
    """Put the current authorities of FILE, a CSV like mySociety's, in place of the register."""
    from ladder_assess.services.common.product import open_product
    from ladder_assess.services.common.update_register import BadRegister, update_register

    settings = settings_or_stop()
    product = open_product(*settings.site)
    try:
        changes = update_register(product.database, file)
    except BadRegister as bad:
        raise click.ClickException(str(bad)) from None
    click.echo(
        f"The register has {changes.all} local authorities: {changes.new} new, {changes.gone} gone."
    )


if __name__ == "__main__":
    main()
