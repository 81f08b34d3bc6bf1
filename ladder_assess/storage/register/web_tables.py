"""The tables of a web page, which many systems write under the name of a spreadsheet (.xls)."""

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.register.drawn_sheet import DrawnSheet, DrawnWorkbook

CHUNK = 64 * 1024
# A page is laid out with few cells over others; what says more is made to do harm.
WIDEST, HIGHEST = 1000, 5000
MOST_TABLES = 200
CELLS = ("td", "th")
LINES = ("br", "p", "div", "li")
# What nobody sees of a page.
UNSEEN = ("script", "style")


class _Page:
    """Gathers the tables of a page as its parser meets them; one within another is its own."""

    def __init__(self) -> None:
        self.tables: list[DrawnSheet] = []
        # The tables that are open, each with the texts of its cell, where one is open.
        self._open: list[tuple[DrawnSheet, list[str] | None, dict[str, str]]] = []
        self._unseen = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._unseen += tag in UNSEEN
        if tag == "table" and len(self.tables) < MOST_TABLES:
            self.tables.append(DrawnSheet(f"Table {len(self.tables) + 1}"))
            self._open.append((self.tables[-1], None, {}))
        elif self._open and tag == "tr":
            self._open[-1][0].begin_row()
        elif self._open and tag in CELLS:
            self._open[-1] = (self._open[-1][0], [], dict(attributes))
        elif self._open and tag in LINES and self._open[-1][1]:
            self._open[-1][1].append("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        self._unseen -= tag in UNSEEN
        if not self._open:
            return
        sheet, texts, attributes = self._open[-1]
        if tag in CELLS and texts is not None:
            wide = _times(attributes.get("colspan", ""), WIDEST)
            high = _times(attributes.get("rowspan", ""), HIGHEST)
            sheet.add(_tidy(texts), wide=wide, high=high)
            self._open[-1] = (sheet, None, {})
        elif tag == "tr":
            sheet.end_row()
        elif tag == "table":
            self._open.pop()

    def data(self, text: str) -> None:
        """A text, or a part of one."""
        if self._open and self._open[-1][1] is not None and not self._unseen:
            self._open[-1][1].append(" ".join(text.split(" ")).replace("\n", " "))

    @property
    def stopped(self) -> bool:
        """Is there more in a table than may be?"""
        return any(table.stopped for table in self.tables)

    def close(self) -> list[DrawnSheet]:
        """The page is at its end."""
        return self.tables


def web_tables(text: str) -> DrawnWorkbook:
    """The tables of a page, each a sheet. Raises BadRegister where it has none."""
    # Imported here: few registers are pages.
    from lxml import etree

    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True, encoding="utf-8", huge_tree=False)
    content = text.encode("utf-8", "replace")
    for at in range(0, len(content), CHUNK):
        if page.stopped:
            break
        parser.feed(content[at : at + CHUNK])
    tables: list[DrawnSheet] = parser.close()
    if not any(table.rows for table in tables):
        raise BadRegister(Flaw("web_page"))
    return DrawnWorkbook(tables)


def _times(said: str, most: int) -> int:
    return max(1, min(int(said[:9]), most)) if said.strip().isdecimal() else 1


def _tidy(texts: list[str]) -> str:
    """The text of a cell, with its lines as they are shown."""
    lines = (" ".join(line.split()) for line in "".join(texts).split("\n"))
    return "\n".join(lines).strip()
