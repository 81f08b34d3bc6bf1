"""What a plan as a PDF costs beside WeasyPrint alone: `make bench`.

WeasyPrint alone sets the very HTML and styles that the product hands it, and writes them as PDF/UA
as it does by itself. The product also gathers words and drawings before, and mends the file after.
Both are made in turn in one process that has made each once; what counts is its processor time.
The target: at most 1.15 times as much.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from ladder_assess.jobs import render
from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN, load_sample
from ladder_assess.services.common.product import open_product
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.benchmarks.figures import note
from tests.support.site import settings_in

ROUNDS = 5
TARGET = 1.15
TODAY = date(2025, 1, 1)


class Handed:
    """What the product hands to WeasyPrint: kept as it comes, to be set once more alone."""

    def __init__(self) -> None:
        self.page: dict[str, Any] = {}
        self.sheet: dict[str, Any] = {}
        self._html, self._css = weasyprint.HTML, weasyprint.CSS

    def html(self, **given: Any) -> Any:
        self.page = given
        return self._html(**given)

    def css(self, **given: Any) -> Any:
        self.sheet = given
        return self._css(**given)

    def alone(self) -> bytes:
        """The same page as a PDF, by WeasyPrint alone."""
        typeface = FontConfiguration()
        sheet = self._css(**{**self.sheet, "font_config": typeface})
        pages = self._html(**self.page).render(stylesheets=[sheet], font_config=typeface)
        made: bytes = pages.write_pdf(pdf_variant="pdf/ua-1")
        return made


def seconds(make: Callable[[], object]) -> float:
    """Seconds of the processor that something takes."""
    before = time.process_time()
    make()
    return time.process_time() - before


def main() -> int:
    """Print the table; exit 1 where the target is missed."""
    with tempfile.TemporaryDirectory() as directory:
        settings = settings_in(Path(directory))
        product = open_product(*settings.site)
        load_sample(product, TODAY)
        sample = open_portfolio(product.database, SAMPLE_TOKEN)
        assert sample
        plan = gather_plan(product, sample, TODAY)
        handed = Handed()
        weasyprint.HTML, weasyprint.CSS = handed.html, handed.css
        met = True
        print(f"{'a plan':<26}{'WeasyPrint':>12}{'product':>11}{'ratio':>7}")
        for short in (False, True):
            title = "on two pages" if short else "as it is"
            ours = partial(render, settings, product, plan, lambda _step: None, short=short)
            ours()
            handed.alone()
            # As the worker does before each job.
            gc.freeze()
            pairs = [(seconds(handed.alone), seconds(ours)) for _ in range(ROUNDS)]
            alone, made = (median(each) for each in zip(*pairs, strict=True))
            print(f"{title:<26}{alone:>10.2f} s{made:>9.2f} s{made / alone:>7.2f}", flush=True)
            met = note(f"a plan as PDF, {title}", made / alone, "× WeasyPrint", TARGET) and met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
