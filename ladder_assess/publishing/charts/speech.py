"""The words of charts in the reader's language, and numbers as they are read out."""

from gettext import NullTranslations

from ladder_assess.core.common.rounding import whole


class Speech:
    """Translates; values go into the places that the text names (`%(name)s`)."""

    def __init__(self, translations: NullTranslations | None = None) -> None:
        self._spoken = translations or NullTranslations()

    def gettext(self, text: str, **values: object) -> str:
        """A text, translated."""
        said = self._spoken.gettext(text)
        return said % values if values else said

    def ngettext(self, one: str, more: str, number: int, **values: object) -> str:
        """A text about `number` things, translated."""
        return self._spoken.ngettext(one, more, number) % {"number": number, **values}

    def listed(self, names: list[str]) -> str:
        """Names as a sentence lists them."""
        if len(names) < 2:
            return "".join(names)
        first = ", ".join(names[:-1])
        return self.gettext("%(first)s and %(last)s", first=first, last=names[-1])

    def fullest(self, names: list[str], most: int) -> str:
        """Where the most are, `most` at each; nothing where no place has more than one."""
        if most < 2:
            return ""
        if len(names) == 1:
            return self.gettext(
                "The fullest is “%(name)s”, with %(most)s.", name=names[0], most=most
            )
        both = self.listed([f"“{name}”" for name in names])
        return self.gettext("The fullest are %(names)s, with %(most)s each.", names=both, most=most)


def brief(value: float, digits: int = 0) -> str:
    """A value with at most so many decimals, none of them a nought at the end."""
    return f"{whole(value * 10**digits) / 10**digits:g}"
