"""Scores by dimension, each on its scale, with the middle half and the median of the peers."""

from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Profile, ProfileRow
from ladder_assess.publishing.charts.figure import Plot, bars, marks, pattern
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Line,
    Mark,
    Row,
    Scene,
    across,
    rows_of,
    scale,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Table, table
from ladder_assess.publishing.common.shapes import Box, Point, hatched

TICKS = tuple((value, f"{value:g}") for value in (0, 25, 50, 75, 100))
MEDIAN_HEIGHT = look.BAR + 8
# More dimensions than these of one score are counted.
MOST_NAMED = 4


def profile(contents: Profile, speech: Speech) -> Parts:
    """The chart of a profile."""
    values = [_value(row, speech) for row in contents.rows]
    places, bottom = rows_of([row.name for row in contents.rows], values)
    drawn = list(zip(contents.rows, places, strict=True))
    behind = scale(bottom, TICKS)
    marks_ = (*behind, *(mark for row, place in drawn for mark in _marks(row, place)))
    score = contents.score or speech.gettext("Your score")
    scene = Scene(marks_, bottom + 20, _key(contents, score, speech))
    plot = Plot(tuple(_traces(drawn, score, speech)))
    figures = _table(contents, score, speech)
    return Parts("profile", _summary(contents, speech), figures, scene, plot)


def _value(row: ProfileRow, speech: Speech) -> str:
    return speech.gettext("Not scored") if row.score is None else str(whole(row.score))


def _marks(row: ProfileRow, place: Row) -> list[Drawn]:
    drawn: list[Drawn] = [*place.labels, Bar(place.strip(), "strip"), *place.grid()]
    if row.peers and row.peers.low is not None and row.peers.high is not None:
        drawn.append(Bar(hatched(place.bar(row.peers.low, row.peers.high)), "peers"))
    if row.peers:
        drawn.append(upright(across(row.peers.median), place.middle, MEDIAN_HEIGHT))
    if row.score is not None:
        drawn.append(Mark(Point(across(row.score), place.middle)))
    return drawn


def _key(contents: Profile, score: str, speech: Speech) -> tuple[KeyLine, ...]:
    peers = [row.peers for row in contents.rows if row.peers]
    key = []
    if any(peer.low is not None for peer in peers):
        band = Bar(hatched(Box(-12, -7, 24, look.BAR)), "peers")
        key.append(KeyLine((band,), speech.gettext("Middle half of the group")))
    if peers:
        median = Line((Point(0, -9), Point(0, 9)), "median")
        key.append(KeyLine((median,), speech.gettext("Middle of the group (median)")))
    key.append(KeyLine((Mark(Point(0, 0)),), score))
    return tuple(key)


def _traces(
    drawn: list[tuple[ProfileRow, Row]], score: str, speech: Speech
) -> list[dict[str, object]]:
    band, middle, own = [], [], []
    for row, place in drawn:
        peers, y = row.peers, place.middle
        if peers and peers.low is not None and peers.high is not None:
            said = speech.gettext(
                "Middle half of the group: %(low)s to %(high)s",
                low=whole(peers.low),
                high=whole(peers.high),
            )
            band.append((peers.low, peers.high, y, said))
        if peers:
            said = speech.gettext("Middle of the group: %(score)s", score=whole(peers.median))
            middle.append((peers.median, y, said))
        if row.score is not None:
            own.append((row.score, y, f"{row.name}. {score}: {whole(row.score)}"))
    found = []
    if band:
        name = speech.gettext("Middle half of the group")
        hatching = pattern(look.RULE_STRONG, look.PEERS)
        found.append(bars(name, band, look.PEERS, look.RULE_STRONG, pattern=hatching))
    if middle:
        line = {"line": {"width": 3, "color": look.INK_SOFT}, "size": MEDIAN_HEIGHT}
        name = speech.gettext("Middle of the group (median)")
        found.append(marks(name, middle, "line-ns", marker=line))
    return [*found, marks(score, own, "circle")]


def _table(contents: Profile, score: str, speech: Speech) -> Table:
    """Nothing of peers where there are none beside any of them."""
    head = [speech.gettext("Dimension"), score]
    if any(row.peers for row in contents.rows):
        head += [
            speech.gettext("Lower quarter of the group ends at"),
            speech.gettext("Median of the group"),
            speech.gettext("Upper quarter of the group starts at"),
            speech.gettext("Organisations in the group, at least"),
        ]
    rows = []
    for row in contents.rows:
        peers = row.peers
        figures = (peers.low, peers.median, peers.high, peers.count) if peers else (None,) * 4
        rows.append((row.name, row.score, *figures)[: len(head)])
    return table(speech, tuple(head), rows)


def _summary(contents: Profile, speech: Speech) -> str:
    scored = {row.name: row.score for row in contents.rows if row.score is not None}
    if not scored:
        return speech.gettext("Nothing is scored yet.")
    said = [_extremes(scored, speech)]
    compared = [
        row.peers.side(row.score) for row in contents.rows if row.score is not None and row.peers
    ]
    if compared:
        above = compared.count(1)
        below = compared.count(-1)
        said.append(
            speech.gettext(
                "Compared with the middle of the group: %(above)s above, %(below)s below, "
                "%(level)s level.",
                above=above,
                below=below,
                level=len(compared) - above - below,
            )
        )
    missing = len(contents.rows) - len(scored)
    if missing:
        said.append(
            speech.ngettext(
                "%(number)s is not scored, as too few of its questions have enough answers.",
                "%(number)s are not scored, as too few of their questions have enough answers.",
                missing,
            )
        )
    return " ".join(said)


def _extremes(scored: dict[str, float], speech: Speech) -> str:
    best, worst = max(scored.values()), min(scored.values())
    if best == worst:
        return speech.gettext("Every score is %(score)s out of 100.", score=whole(best))
    return speech.gettext(
        "Highest out of 100: %(best)s, with %(most)s. Lowest: %(worst)s, with %(least)s.",
        best=_some([name for name, score in scored.items() if score == best], speech),
        most=whole(best),
        worst=_some([name for name, score in scored.items() if score == worst], speech),
        least=whole(worst),
    )


def _some(names: list[str], speech: Speech) -> str:
    """The names, or of many the first and how many more: nobody reads fifteen in a sentence."""
    if len(names) <= MOST_NAMED:
        return speech.listed(names)
    more = len(names) - MOST_NAMED + 1
    others = speech.ngettext("%(number)s other", "%(number)s others", more)
    return speech.listed([*names[: MOST_NAMED - 1], others])
