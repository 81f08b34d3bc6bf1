"""What happens in an activity where several columns say it: their texts, one below another."""

# What stands between two of them.
BETWEEN = "\n\n"
# So that texts that are joined stay apart where they run on in one line.
ENDS_SENTENCES = (".", "!", "?", "…")


def joined(before: str, told: str) -> str:
    """A text below those that came before it."""
    return f"{before}{'' if before.endswith(ENDS_SENTENCES) else '.'}{BETWEEN}{told}"


def parts_that_differ(before: object, after: object) -> tuple[object, object]:
    """Of two joined texts, those that are not in both; of anything else, all of it."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return before, after
    old, new = before.split(BETWEEN), after.split(BETWEEN)
    both = {*map(_bare, old)} & {*map(_bare, new)}
    if not both:
        return before, after
    apart = (BETWEEN.join(p for p in parts if _bare(p) not in both) for parts in (old, new))
    one, other = apart
    return one or None, other or None


def _bare(part: str) -> str:
    return part.rstrip(".")
