"""Sentences of templates into which people's own words are put, each in its own direction."""

from gettext import NullTranslations
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.directions import isolated


def typed(value: Any) -> Any:
    """What a template puts in: plain text is set apart where it must be, markup is not."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return isolated(value)
    return value


class SettingApart(Speech):
    """Translates; values that are put into a sentence are set apart in it."""

    def gettext(self, text: str, **values: object) -> str:
        """A text, translated."""
        return super().gettext(text, **_apart(values))

    def ngettext(self, one: str, more: str, number: int, **values: object) -> str:
        """A text about `number` things, translated."""
        return super().ngettext(one, more, number, **_apart(values))


def set_apart(environment: Environment, spoken: NullTranslations) -> Speech:
    """Give templates their translations, and set apart what they put in; returns the same for texts
    that are made outside them.
    """

    def gettext(text: str, **values: object) -> Markup:
        said = Markup(spoken.gettext(text))  # noqa: S704
        return said % _apart(values) if values else said.replace("%%", "%")

    def ngettext(one: str, more: str, num: int, **values: object) -> Markup:
        said = Markup(spoken.ngettext(one, more, num))  # noqa: S704
        return said % _apart({"num": num, **values})

    environment.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(gettext=gettext, ngettext=ngettext, _=gettext)
    environment.finalize = typed
    return SettingApart(spoken)


def _apart(values: dict[str, Any]) -> dict[str, Any]:
    return {name: typed(value) for name, value in values.items()}
