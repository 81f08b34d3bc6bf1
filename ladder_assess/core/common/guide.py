"""A guide: a text of the product's own that is read in the app, and where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guide:
    """One guide. `reader` is whom it is for (the folder), `name` its file without the ending.

    `text` is Markdown; its first line is the title.
    """

    reader: str
    name: str
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ").strip()

    @property
    def body(self) -> str:
        """The text below the title."""
        return self.text.partition("\n")[2].strip()
