"""What it costs to take out what each person answered, from a thousand people to a million.

The targets: CSV and JSON Lines of a million people take at most 300 MB of memory, and at most 1.3
times as long for each row as those of ten thousand. Run it with `make bench`.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.questionnaire.answers import possible_answers
from ladder_assess.publishing.campaigns.answer_text import answers_csv, answers_jsonl
from ladder_assess.publishing.campaigns.survey_text import Survey
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.campaigns import answer_rows
from ladder_assess.storage.instruments.waves import find_wave
from tests.benchmarks.figures import note
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.site import TODAY
from tests.support.waves import begin

SURVEY = "officer-survey"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
FROM, TO = 10_000, 1_000_000
MOST_MEGABYTES, SLOWER = 300, 1.3
WRITERS: dict[str, Callable[[Survey, Iterator[AnswerRow]], Iterator[str]]] = {
    "csv": answers_csv,
    "jsonl": answers_jsonl,
}
# Documents are drawn from so many made beforehand: to read them costs the same.
MADE = 500


def product_in(folder: Path) -> Product:
    """An installation of its own."""
    return open_product(
        CHECKOUT / "questionnaires", folder / "bench.db", "a secret of the bench", ""
    )


def fill(product: Product, portfolio: Portfolio, people: int) -> None:
    """Put so many answers into a round, as they would be there after years."""
    wave = begin(product, portfolio, SURVEY, respondents=True, by_row=True)
    chance, instrument = random.Random(people), product.definitions.instruments[SURVEY]
    offers = {item.id: ["unknown", *possible_answers(item)] for item in instrument.asked()}
    made = [json.dumps({i: chance.choice(o) for i, o in offers.items()}) for _ in range(MADE)]
    insert = (
        "INSERT INTO wave_view (id, wave_id, form, version, given_on, consent, batch, document)"
        " VALUES (?, ?, '', 1, '2026-05-04', 'answer-rows-v5', ?, ?)"
    )
    rows = (
        (f"{chance.getrandbits(128):032x}", wave.id, number // 5, chance.choice(made))
        for number in range(people)
    )
    with product.database.writing() as connection:
        connection.executemany(insert, rows)


def take(folder: Path, token: str, number: int, kind: str) -> None:
    """Write a file to nowhere, and say seconds of the processor and the most memory."""
    product = product_in(folder)
    portfolio = open_portfolio(product.database, token)
    assert portfolio is not None
    wave = find_wave(product.database, portfolio, SURVEY, number)
    assert wave is not None
    survey = Survey("Bench", product.definitions.instruments[SURVEY], False, TODAY)
    started = time.process_time()
    rows = answer_rows.each_row(product.database, portfolio, wave)
    written = sum(map(len, WRITERS[kind](survey, rows)))
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    product.database.close()
    print(json.dumps([seconds, memory, written]))


def main() -> int:
    """Print the figures; 1 where a target is missed."""
    missed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        product = product_in(folder)
        token = start_portfolio(product, "Bench", TODAY)
        portfolio = open_portfolio(product.database, token)
        assert portfolio is not None
        for people in SIZES:
            fill(product, portfolio, people)
        product.database.close()
        print(f"{'file':6} {'people':>10} {'µs a row':>9} {'MB':>6}")
        for kind in WRITERS:
            each = {}
            for number, people in enumerate(SIZES, start=1):
                command = [sys.executable, __file__, name, token, str(number), kind]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                seconds, memory, _written = json.loads(said)
                each[people] = seconds / people
                print(f"{kind:6} {people:10,} {seconds / people * 1e6:9.1f} {memory:6.0f}")
                if not note(f"{kind} of {people:,}", memory, "MB", MOST_MEGABYTES):
                    missed.append(f"{kind} of {people:,}: {memory:.0f} MB")
            slower = each[TO] / each[FROM]
            if not note(f"{kind}, a row of {TO:,}", slower, f"× of {FROM:,}", SLOWER):
                missed.append(f"{kind}: {each[TO] / each[FROM]:.2f} times as long for each row")
    print("Targets met." if not missed else f"Missed: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    on_the_engine()
    if len(sys.argv) > 1:
        take(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(main())
