"""The command line, run in this process with the definitions read once."""

import csv
import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from ladder_assess import cli, cli_files
from ladder_assess.services.common.product import Rules, read_rules
from ladder_assess.settings import CHECKOUT

WHOLE = {"id": "a1", "answers": {"purpose": "listen"}}


@cache
def rules() -> Rules:
    return read_rules(CHECKOUT / "questionnaires")


@dataclass(frozen=True)
class Run:
    """What a command wrote, and how it ended."""

    code: int
    out: str
    errors: list[str]

    @property
    def records(self) -> list[Any]:
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def ids(self) -> list[str]:
        return [record["id"] for record in self.records]


def run(*arguments: str, given: bytes = b"", directory: Path | None = None) -> Run:
    """A command with these arguments and this standard input."""
    environment = {"LADDER_INSTANCE": str(directory)} if directory else {}
    with patch.object(cli_files, "_rules", lambda definition: rules().by(definition)):
        done = CliRunner().invoke(cli.main, arguments, input=given, env=environment)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(done.exit_code, done.stdout, done.stderr.splitlines())


def place(*lines: object, options: tuple[str, ...] = (), ending: str = "\n") -> Run:
    """Place lines of JSON, each given as bytes, as text or as a record."""
    return run("place", "-", *options, given=joined(lines, ending))


def joined(lines: tuple[object, ...], ending: str = "\n") -> bytes:
    return b"".join(as_line(line) + ending.encode() for line in lines)


def as_line(line: object) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode()


def activity(**answers: object) -> dict[str, object]:
    """A record with these answers."""
    return {"id": "a1", "answers": answers}


def as_csv(records: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    """Records of the JSON format as a table, a column for every key that any of them has."""
    rows = [_as_row(record) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _as_row(record: dict[str, Any]) -> dict[str, str]:
    row = {k: str(v) for k, v in record.items() if k not in ("answers", "evidence")}
    for item, answer in record["answers"].items():
        row[item] = (";".join(answer) or "none") if isinstance(answer, list) else answer
    return {**row, **{f"evidence.{k}": v for k, v in record.get("evidence", {}).items()}}
