"""Tables that a phone shows whole: each row under the next, each cell beside its column's head.

The markup is that of our templates and guides: one row of heads, whatever was typed is escaped.
"""

import re
from collections.abc import Iterator
from html import unescape

TAG = re.compile(r"<(/?)(table|thead|tbody|tr|th|td)\b([^>]*)>")
OTHER_TAG = re.compile(r"<[^>]+>")
SPAN = re.compile(r'\b(col|row)span="(\d+)"')
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
# Columns of figures, and of buttons to choose by.
SLIM = ("--numeric", "__choice")
UNSEEN = re.compile(r'<span class="govuk-visually-hidden">.*?</span>', re.DOTALL)
# So many columns stand side by side on a phone: of words, and where all but the first are slim.
FEW, FEW_OF_SLIM = 2, 3
# So long may a figure be, and its column's head, in characters: beside longer ones words break.
LONGEST_FIGURE, LONGEST_HEAD = 12, 24
CELL = re.compile(r"<td\b[^>]*>(.*?)</td>", re.DOTALL)


class _Place:
    """Where one is in a table: which columns the row before still fills, and the next free one."""

    def __init__(self) -> None:
        self.in_head = False
        self.column = 0
        self.filled: dict[int, int] = {}

    def begin_row(self) -> bool:
        """Go on to the next row; does the one before still fill its first column?"""
        self.column = 0
        goes_on = self.filled.get(0, 0) > 0
        self._pass_filled()
        return goes_on

    def take(self, across: int, down: int) -> int:
        """The column of the next cell, which takes so many columns and rows."""
        at = self.column
        self.filled.update({at + n: down - 1 for n in range(across) if down > 1})
        self.column += across
        self._pass_filled()
        return at

    def _pass_filled(self) -> None:
        while self.filled.get(self.column, 0) > 0:
            self.filled[self.column] -= 1
            self.column += 1


def narrow_table(markup: str) -> str:
    """A table in the frame that keeps it within a phone's width.

    Few columns stay side by side. Of more, each cell is told its column's head (`data-label`), and
    roles keep it a table for those who hear it where the look makes it none. Cells that span
    columns stand alone.
    """
    heads = list(_heads(markup))
    if len(heads) <= (FEW_OF_SLIM if _is_slim(markup, heads) else FEW):
        return f'<div class="app-narrow">{markup}</div>'
    return f'<div class="app-narrow app-narrow--stacked">{_stacked(markup, heads)}</div>'


def _is_slim(markup: str, heads: list[tuple[str, str]]) -> bool:
    """Do all columns but the first hold figures, short enough to stand beside its words, or buttons
    whose words are only heard?
    """
    if not all(
        any(slim in attributes for slim in SLIM) and len(words) <= LONGEST_HEAD
        for attributes, words in heads[1:]
    ):
        return False
    seen = (UNSEEN.sub("", cell) for cell in CELL.findall(markup))
    cells = (" ".join(OTHER_TAG.sub(" ", cell).split()) for cell in seen)
    return all(len(unescape(cell)) <= LONGEST_FIGURE for cell in cells)


def _heads(markup: str) -> Iterator[tuple[str, str]]:
    """The attributes and the words of each column's head."""
    head = markup.partition("</thead>")[0]
    for found in re.finditer(r"<th\b([^>]*)>(.*?)</th>", head, re.DOTALL):
        words = OTHER_TAG.sub(" ", found[2]).replace('"', "&#34;")
        yield found[1], " ".join(words.split())


def _stacked(markup: str, heads: list[tuple[str, str]]) -> str:
    place = _Place()

    def told(found: re.Match[str]) -> str:
        closing, tag, attributes = found.groups()
        place.in_head = place.in_head != (tag == "thead")
        if closing:
            return f"</div>{found[0]}" if tag == "td" else found[0]
        if tag == "tr" and not place.in_head and place.begin_row():
            attributes += " data-goes-on"
        if tag == "th":
            role = "rowheader" if 'scope="row' in attributes else "columnheader"
            if not place.in_head:
                place.take(*_spans(attributes))
            return f'<th{attributes} role="{role}">'
        if tag == "td":
            across, down = _spans(attributes)
            at = place.take(across, down)
            label = heads[at][1] if across == 1 and at < len(heads) else ""
            more = f' data-label="{label}"' if label else ""
            return f'<td{attributes}{more} role="cell"><div>'
        return f'<{tag}{attributes} role="{ROLES[tag]}">'

    return TAG.sub(told, markup)


def _spans(attributes: str) -> tuple[int, int]:
    """How many columns and rows a cell takes."""
    spans = {which: int(count) for which, count in SPAN.findall(attributes)}
    return spans.get("col", 1), spans.get("row", 1)
