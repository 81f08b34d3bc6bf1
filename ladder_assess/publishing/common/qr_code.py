"""An address as a QR code, to point a phone at: on a screen, a poster or a letter."""

from io import BytesIO

import segno

BORDER = 4


def qr_code(address: str, title: str) -> str:
    """The code as an `<svg>` for a page. `title` is its text alternative."""
    made = BytesIO()
    segno.make(address, error="m", micro=False).save(
        made, kind="svg", xmldecl=False, svgns=True, border=BORDER, scale=6, title=title,
        svgclass="app-qr", lineclass=None, omitsize=True, nl=False, light="#fff",
    )  # fmt: skip
    return made.getvalue().decode()
