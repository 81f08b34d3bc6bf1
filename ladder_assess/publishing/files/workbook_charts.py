"""Charts in a spreadsheet, drawn by whoever opens it from the rows beside them."""

from typing import TYPE_CHECKING, Any

from ladder_assess.publishing.charts.look import FAMILY, INK, PEERS, RULE
from ladder_assess.publishing.files.sheets import Bars, WorkbookSheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH, HEAD, ROW, SERIES = 560, 130, 26, 12
# Dark and light with a dark line round it: nothing is told by colour alone.
LOOKS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": INK}, "border": {"color": INK}},
    {"fill": {"color": PEERS}, "border": {"color": INK}},
)


def draw(book: "Workbook", page: "Worksheet", sheet: WorkbookSheet) -> None:
    """Put a sheet's charts to the right of its rows, one under the other."""
    down = 0
    for bars in sheet.charts:
        chart = _chart(book, sheet, bars)
        height = HEAD + (ROW + SERIES * len(bars.values)) * (bars.end - bars.first)
        chart.set_size({"width": WIDTH, "height": height})
        place = {"description": bars.words, "y_offset": 8 + down, "object_position": 2}
        page.insert_chart(0, len(sheet.columns) + 1, chart, place)
        down += height + 24


def _chart(book: "Workbook", sheet: WorkbookSheet, bars: Bars) -> Any:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"} if bars.top is None
                           else {"type": "bar"})  # fmt: skip
    first, last = bars.first + 1, bars.end
    for column, look in zip(bars.values, LOOKS, strict=False):
        chart.add_series(
            {
                "name": [sheet.name, 0, column],
                "categories": [sheet.name, first, bars.names, last, bars.names],
                "values": [sheet.name, first, column, last, column],
                "gap": 60,
                "data_labels": {"value": bars.top is not None},
                **look,
            }
        )
    font = {"name": FAMILY.split(", ")[1]}
    chart.set_title({"name": bars.title, "name_font": {**font, "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "min": 0,
            "max": bars.top,
            "label_position": "high",
            "num_font": font,
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": RULE}},
        }
    )
    chart.set_legend({"position": "bottom", "font": font} if len(bars.values) > 1
                     else {"none": True})  # fmt: skip
    return chart
