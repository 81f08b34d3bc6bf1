"""Within what a chart's facts must lie."""

TOP = 100.0


class NotDrawable(ValueError):
    """Facts that no chart can show, such as a score outside of its scale."""


def within(top: float, *values: float | None) -> None:
    """Raise NotDrawable for a value outside of 0 to `top`, and for one that is no number."""
    for value in values:
        if value is not None and not 0 <= value <= top:
            raise NotDrawable(f"{value} is not within 0 and {top:g}")


def rising(what: str, *values: float) -> None:
    """Raise NotDrawable unless no value is less than the one before."""
    if list(values) != sorted(values):
        raise NotDrawable(f"{what}: {values} do not rise")
