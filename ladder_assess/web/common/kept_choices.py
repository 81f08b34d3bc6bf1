"""Questions of definitions as HTML that is kept: written once, not anew for each who reads them."""

import re
from typing import Any

from flask_babel import get_translations
from markupsafe import Markup

# Of one question: for each language that it was read in, with or without how to find out.
MOST = 16
# A choice up to where it is marked as chosen: that comes right behind its value.
CHOICE = re.compile(
    r'(<input class="govuk-(?:radios|checkboxes)__input"(?: [a-z]+="[^"]*")* value="[^"]*")'
    r"( checked)?"
)

# The translations, which no other language or installation shares, the field, how to find out.
Key = tuple[Any, str, str]


class KeptChoices:
    """The HTML of one question of a definition, cut where a choice is marked as chosen. It holds
    what the definition says, and nothing that anybody typed or chose.
    """

    def __init__(self) -> None:
        self.parts: dict[Key, list[str]] = {}

    def keep(self, key: Key, html: str) -> None:
        """Keep a question as it was written, without what was chosen."""
        if len(self.parts) >= MOST:
            self.parts.clear()
        # By turns what stands before a choice, the choice and its mark; last what follows them.
        *cut, last = CHOICE.split(html)
        between, choices = cut[0::3], cut[1::3]
        self.parts[key] = [*(f"{a}{b}" for a, b in zip(between, choices, strict=True)), last]


class Kept:
    """A widget that writes the choices of a definition's question once, and from then on marks in
    what it kept those that were chosen.
    """

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        """The choices with all that belongs to them."""
        kept: KeptChoices | None = field.kept
        # With an error, or a mark on what was filled in, they are shown seldom: written anew.
        if kept is None or kwargs or field.errors or field.mark:
            return self._written(field, **kwargs)
        key = (get_translations(), field.name, field.find_out)
        parts = kept.parts.get(key)
        if parts is None:
            html = self._written(field)
            kept.keep(key, html)
            return html
        marks = [" checked" if choice.selected else "" for choice in field.iter_choices()]
        pieces = zip(parts, [*marks, ""], strict=True)
        return Markup("".join([f"{part}{mark}" for part, mark in pieces]))  # noqa: S704

    def _written(self, field: Any, **kwargs: Any) -> Markup:
        html: Markup = super().__call__(field, **kwargs)  # type: ignore[misc]
        return html
