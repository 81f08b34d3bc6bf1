"""Figures of one run of `make bench`: each bench notes its own as it prints them.

`python -m tests.benchmarks.figures` runs every bench, or those that are named, on SQLite and, where
it touches a database, on PostgreSQL as well, and writes what they noted and printed as JSON and as
a page.
"""

import html
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.support.kept.chosen_engine import SERVER, SQLITE, engine, servers

KEPT = "BENCH_FIGURES"
# What has nothing to do with a database.
WITHOUT = {"commands", "documents", "peers", "place", "score"}
HERE = Path(__file__).parent
OUT = HERE.parents[1] / "dist"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>What it costs - Ladder Assess</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<h1>What it costs</h1>
<p>Measured {when} by <code>make bench</code>. {missed}</p>
<table>
<thead><tr><th scope="col">What</th><th scope="col">On</th><th scope="col">Figure</th>
<th scope="col">At most</th><th scope="col">Met</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
{tables}
</body>
</html>
"""


class Figure(NamedTuple):
    """A figure of a bench; `target` is the most that it may be, None where nothing is asked."""

    what: str
    figure: float
    unit: str
    target: float | None = None
    engine: str = SQLITE

    @property
    def met(self) -> bool:
        """Is it no more than it may be?"""
        return self.target is None or self.figure <= self.target


class Run(NamedTuple):
    """What one bench printed and noted, and whether it met its targets."""

    bench: str
    engine: str
    met: bool
    printed: str
    figures: list[Figure]


def note(what: str, figure: float, unit: str, target: float | None = None) -> bool:
    """Keep a figure, where the run keeps any; is its target met?"""
    found = Figure(what, figure, unit, target, engine())
    if KEPT in os.environ:
        with Path(os.environ[KEPT]).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(found._asdict()) + "\n")
    return found.met


def run(bench: Path, kept: Path, on: str, server: str) -> Run:
    """Run a bench on an engine, and let what it prints be seen as it comes."""
    kept.write_text("", "utf-8")
    environment = {**os.environ, KEPT: str(kept), SERVER: server}
    name = bench.stem.removeprefix("bench_")
    print(f"\n== {name}{'' if name in WITHOUT else f' on {on}'}", flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.{bench.stem}"]
    printed = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            print(line, end="", flush=True)
            printed.append(line)
    noted = [Figure(**json.loads(line)) for line in kept.read_text("utf-8").splitlines()]
    return Run(name, on, child.returncode == 0, "".join(printed), noted)


def as_json(runs: list[Run], when: str) -> str:
    """What a program reads."""
    benches = [
        {**each._asdict(), "figures": [{**f._asdict(), "met": f.met} for f in each.figures]}
        for each in runs
    ]
    return json.dumps({"measured": when, "benches": benches}, indent=1, ensure_ascii=False)


def as_page(runs: list[Run], when: str) -> str:
    """What people read: the figures first, then each bench's own table."""
    missed = [_named(each) for each in runs if not each.met]
    rows = [_row(figure) for each in runs for figure in each.figures]
    tables = [
        f"<h2>{html.escape(_named(each))}</h2>\n<pre>{html.escape(each.printed)}</pre>"
        for each in runs
    ]
    return PAGE.format(
        when=when,
        missed=f"Targets are missed in: {', '.join(missed)}." if missed else "Every target is met.",
        rows="\n".join(rows),
        tables="\n".join(tables),
    )


def _named(run: Run) -> str:
    return run.bench if run.bench in WITHOUT else f"{run.bench} on {run.engine}"


def _row(figure: Figure) -> str:
    most = "" if figure.target is None else f"{figure.target:,g}"
    met = "" if figure.target is None else "yes" if figure.met else "no"
    told = f"{figure.figure:,.4g} {figure.unit}"
    cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in (figure.engine, told, most, met))
    return f'<tr><th scope="row">{html.escape(figure.what)}</th>{cells}</tr>'


def main(chosen: list[str]) -> int:
    """Run the benches, and write both files; 1 where any missed a target."""
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    benches = [HERE / f"bench_{name}.py" for name in chosen] or sorted(HERE.glob("bench_*.py"))
    OUT.mkdir(exist_ok=True)
    kept = OUT / "figures.jsonl"
    with servers() as found:
        runs = [
            run(bench, kept, on, server)
            for bench in benches
            for on, server in found.items()
            if on == SQLITE or bench.stem.removeprefix("bench_") not in WITHOUT
        ]
    kept.unlink()
    for name, text in (("json", as_json(runs, when)), ("html", as_page(runs, when))):
        (OUT / f"figures.{name}").write_text(text, "utf-8")
        print(f"{OUT / f'figures.{name}'}")
    return 0 if all(each.met for each in runs) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
