"""Translations, looked for once in a request and read once in a process: else again and again for
each text of a page.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from wtforms.i18n import messages_path


class OncePerRequest(Domain):  # type: ignore[misc]
    """What texts are translated by. A request keeps to the language that it began with."""

    def get_translations(self) -> Any:
        """The translations into the language of this request."""
        try:
            return g.translations
        except (AttributeError, RuntimeError):
            found = super().get_translations()
        if g:
            g.translations = found
        return found


class OfForms:
    """What WTForms itself says, in the language of the request. Flask-WTF reads it from the disk
    again in every request that has a form.
    """

    def gettext(self, text: str) -> str:
        """A text of WTForms."""
        return _of_wtforms(str(get_locale() or "en")).gettext(text)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """A text of WTForms that depends on a number."""
        return _of_wtforms(str(get_locale() or "en")).ngettext(one, many, n)


@lru_cache(64)
def _of_wtforms(language: str) -> NullTranslations:
    return Translations.load(messages_path(), [language], domain="wtforms")


def init_app(app: Flask) -> None:
    """Let everything that is translated ask there."""
    babel = Babel(app)
    domain = babel.domain_instance = OncePerRequest()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: domain.get_translations().ugettext(text),
        ngettext=lambda one, many, n: domain.get_translations().ungettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: domain.get_translations().upgettext(context, text),
        npgettext=lambda context, one, many, n: domain.get_translations().unpgettext(
            context, one, many, n
        ),
    )
    said = _saying(domain)
    app.jinja_env.globals.update(gettext=said, _=said)


def _saying(domain: Domain) -> Callable[..., str]:
    """What says a text in a template as Jinja does, in a third of the time: a page says dozens, and
    hardly any has places to fill. One that a definition gives has none, and may say “95 % of”.
    """

    @pass_eval_context
    def say(context: EvalContext, text: str, /, **values: object) -> str:
        found: str = domain.get_translations().ugettext(text)
        if context.autoescape:
            found = Markup(found)  # noqa: S704
        return found % values if values else found.replace("%%", "%")

    return say
