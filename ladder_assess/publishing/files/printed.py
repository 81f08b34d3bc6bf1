"""Pages for print and their files: what every PDF of ours has in common."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from gettext import NullTranslations
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ladder_assess.core.common.legible import legible
from ladder_assess.core.common.part_dates import first_day, in_words, pattern_of
from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.common.directions import directed
from ladder_assess.publishing.common.words import shortened
from ladder_assess.publishing.files import pdf_ua
from ladder_assess.publishing.files.layout import lay_out, margin_texts, tagged_texts
from ladder_assess.publishing.files.sentences import set_apart

PAGES, FILE, TAGS = "pages", "file", "tags"


def printing(templates: Path, spoken: NullTranslations, locale: str) -> Environment:
    """Templates made ready for print: everything escaped, texts translated, dates in words.

    `said` translates a text of a definition, `day` writes a date.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
    )
    environment.globals["speech"] = set_apart(environment, spoken)
    environment.globals["lang"] = locale.replace("_", "-")
    environment.filters["said"] = lambda text: spoken.gettext(text) if text else ""
    environment.filters["day"] = lambda day: day_in_words(day, locale, spoken.gettext)
    # Cut as Jinja does, but not through what is one to the eye.
    environment.filters["truncate"] = lambda text, most, *_: shortened(text, most)
    environment.filters["whole"] = whole
    return environment


def ready_for_print(html: str) -> str:
    """A page whose texts each run in their own direction."""
    # A letter and its mark are one where there is one, for typefaces have that.
    return directed(unicodedata.normalize("NFC", legible(html)))


def tagged_pdf(
    html: str,
    style: str,
    fonts: Path,
    *,
    title: str,
    lang: str,
    made_on: date,
    link_names: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = lambda _step: None,
) -> bytes:
    """A page as PDF/UA-1. `fonts` is the directory of the typeface as the build leaves it, and
    `link_names` says in words what each link leads to. `tell` is called with PAGES, FILE and TAGS
    as each begins. Raises FileNotFoundError for a font that is missing.
    """
    tell(PAGES)
    pages = lay_out(html, style, fonts)
    tell(FILE)
    made: bytes = pages.write_pdf(pdf_variant="pdf/ua-1")
    tell(TAGS)
    return pdf_ua.finish(
        made,
        texts=tagged_texts(pages),
        margins=margin_texts(pages),
        title=title,
        lang=lang,
        moment=moment(made_on),
        link_names=link_names or {},
    )


def day_in_words(day: date | str, locale: str, said: Callable[[str], str] = str) -> str:
    """A date as one says it; a text that is no date stays as it is."""
    text = day if isinstance(day, str) else day.isoformat()
    if named := in_words(text):
        return said(named[0]) % {"year": named[1]}
    try:
        written: str = format_date(first_day(text), pattern_of(text), locale)
    except ValueError:
        return text
    return written


def printed_pdf(
    html: str,
    environment: Environment,
    styles: Iterable[str],
    fonts: Path,
    *,
    title: str,
    made_on: date,
) -> bytes:
    """The same of a page that has its `styles` from files, in the language of the environment.
    Raises as above.
    """
    return tagged_pdf(
        html,
        "".join(style_of(environment, name) for name in styles),
        fonts,
        title=title,
        lang=str(environment.globals["lang"]),
        made_on=made_on,
    )


def style_of(environment: Environment, name: str) -> str:
    """A stylesheet. It lies with its templates, for no browser ever reads it."""
    if environment.loader is None:
        raise ValueError("expected an environment with a loader")
    return environment.loader.get_source(environment, name)[0]


def moment(made_on: date) -> datetime:
    """When a file says it was made: SOURCE_DATE_EPOCH if set, otherwise its own day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(made_on, time(), UTC)
