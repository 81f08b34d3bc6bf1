"""What commands that read files say: a line of JSON for what was read, words for what was not."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ladder_assess.core.questionnaire.record import Rejected

T = TypeVar("T")


def write_lines(
    outcomes: "Iterable[T | Rejected]", as_record: "Callable[[T], dict[str, Any]]"
) -> NoReturn:
    """Write a line of JSON for each outcome, and say what is wrong with each that was rejected."""
    import orjson

    from ladder_assess.core.questionnaire.record import Rejected, is_another_file, not_read_on
    from ladder_assess.storage.common.record_files import BadFile

    write = sys.stdout.buffer.write
    failed, written = 0, 0
    try:
        for outcome in outcomes:
            if isinstance(outcome, Rejected):
                failed += 1
                report(outcome)
                if is_another_file(failed, written):
                    report(Rejected(outcome.line, [not_read_on(failed, failed + written)]))
                    break
                continue
            written += 1
            write(orjson.dumps(as_record(outcome), option=orjson.OPT_APPEND_NEWLINE))
    except BadFile as bad:
        failed += 1
        report(Rejected(bad.line, bad.problems))
    except BrokenPipeError:
        sys.exit(1)
    sys.stdout.flush()
    sys.exit(1 if failed else 0)


def note(said: str) -> None:
    """Say what a file holds that is not seen; what came from it is shown so that it cannot act."""
    click.echo(f"note: {said.encode('unicode_escape', 'backslashreplace').decode()}", err=True)


def noting(notes: list[str]) -> "Callable[[str], None]":
    """Says what a file holds that is not seen, and keeps it for what is written of the file too."""

    def say(said: str) -> None:
        note(said)
        notes.append(said)

    return say


def ending_of(file: IO[bytes]) -> str:
    """The ending of a file's name, with its dot; empty for standard input."""
    return Path(getattr(file, "name", "") or "").suffix


def report(rejected: "Rejected") -> None:
    """Say what is wrong with a line; what came from the file is shown so that it cannot act."""
    sys.stdout.flush()
    for problem in rejected.problems:
        item = problem.item.encode("unicode_escape", "backslashreplace").decode()[:100]
        click.echo(f"line {rejected.line}: {item}: {problem.expected}", err=True)
