"""What pages and pictures say of lists of no, one, two and many activities: every sentence that was
put together of parts.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.publishing.charts import chart_of
from ladder_assess.settings import CHECKOUT
from tests.publishing.chart_contents import EVERY
from tests.support.client import Client
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW, Link, Links
from tests.support.lists import fill, invented
from tests.support.page import Element
from tests.support.site import app_for, product_of, settings_in
from tests.wording.messages import messages
from tests.wording.together import summaries, together

TOLD = ("p", "li", "caption", "h1", "h2", "h3", "dd", "td", "desc")
# What is no sentence where pictures and tables stand on other pages already.
IN_ROWS = ("td", "desc")
# A sentence ends where another one begins, not within “S. R. Arnstein”.
SENTENCE = re.compile(r"(?<=[^A-Z][.?!]) +(?=[A-Z“\d])")
COUNTS = (0, 1, 2, 12)
RESULTS = {"a panel": PANEL, "a show": SHOW, "one person": ONE_PERSON, "control": CONTROL}
# What is other each time.
OTHER = ("http://", "Made with Ladder Assess", "Or they open")
FILES = ("Figures (CSV)", "Picture for print (SVG)", "Picture (PNG)")


def composed() -> Iterator[str]:
    """A line for each sentence, under the page or picture that says it."""
    for name, contents in EVERY.items():
        summary = chart_of(name, contents).summary
        yield from ("", f"picture: {name}", *(f"  {line}" for line in _lines(summary)))
    with TemporaryDirectory() as directory:
        app = app_for(settings_in(Path(directory)))
        client, links = Client(app), Links(product_of(app))
        for count in COUNTS:
            link = _list_of(links, count)
            for page in ("", "/pictures", "/picture", "/plan"):
                found = client.get(f"{link.address}{page}").one("main")
                yield from _said(f"list of {count}{page}", found)
            for name, part in summaries(link):
                yield from _said(f"plan of {count}: {name}", part)
        for name, answers in RESULTS.items():
            link = links.make(answers)
            told_of = client.get(f"{link.activity()}/result")
            yield from _said(f"result: {name}", told_of.one("main"))
        told = tuple(tag for tag in TOLD if tag not in IN_ROWS)
        for name, part in together(app):
            yield from _said(name, part, told, (*OTHER, *FILES))
        product_of(app).database.close()


def _list_of(links: Links, count: int) -> Link:
    link = links.make()
    few = [ActivityRecord(0, FULL, dict(each)) for each in (PANEL, SHOW)]
    many = invented(link.product.newest.questionnaire, count)
    fill(link.product, link.portfolio, few[:count] if count <= len(few) else many)
    return link


def _said(
    name: str, part: Element, told: tuple[str, ...] = TOLD, but: tuple[str, ...] = OTHER
) -> Iterator[str]:
    blocks = [each for each in part.named(*told) if not each.named(*told)]
    lines = dict.fromkeys(
        f"  {each}" for block in blocks for each in _lines(block.text) if not each.startswith(but)
    )
    yield from ("", name, *(line for line in lines if line.strip() not in _said_as_it_is()))


def _lines(text: str) -> Iterator[str]:
    yield from filter(None, SENTENCE.split(text))


@cache
def _said_as_it_is() -> str:
    """All that stands in templates, code and definitions as it is said."""
    reader = YAML(typ="safe")
    static = [message.one for message in messages() if not message.places]
    for path in sorted((CHECKOUT / "questionnaires").rglob("*.yaml")):
        static += _texts(reader.load(path))
    return " ".join(" ".join(static).split())


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)
