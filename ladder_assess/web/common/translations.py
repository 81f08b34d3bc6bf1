"""Translations, looked for once in a request: else twice for each text of a page."""

from typing import Any

from flask import Flask, g
from flask_babel import Babel, Domain


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
