"""Migrations: numbered SQL files, applied forward only and each once."""

from pathlib import Path

from sqlite_utils import Database, Migrations

HERE = Path(__file__).parent

migrations = Migrations("ladder_assess")


def _register(file: Path) -> None:
    @migrations(name=file.stem)
    def apply(db: Database) -> None:
        # executescript() would commit the transaction that records the migration.
        for statement in file.read_text("utf-8").split(";\n"):
            if statement.strip():
                db.execute(statement)


for _file in sorted(HERE.glob("[0-9]*.sql")):
    _register(_file)
