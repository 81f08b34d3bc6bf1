"""The sheets of a plan's spreadsheet that are drawn: activities by rung, and the scores of now."""

from collections.abc import Iterator, Sequence

from ladder_assess.core.activities.portfolio import distribution
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.strand import Strand, StrandPeers
from ladder_assess.core.plan.timing import is_planned
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.bounds import TOP
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import (
    MIDDLE,
    NARROW,
    Bars,
    Cell,
    SheetColumn,
    WorkbookSheet,
)

Row = tuple[Cell, ...]


def by_rung_sheet(plan: PlanDocument, words: Words, speech: Speech) -> WorkbookSheet:
    """How many activities stand on each rung, the highest first; none where only one does."""
    _ = speech.gettext
    on_ladder = [a for a in plan.activities if a.has_ladder]
    planned = [a for a in on_ladder if is_planned(a, plan.made_on)]
    begun = [a for a in on_ladder if not is_planned(a, plan.made_on)]
    counts = distribution(begun, len(words.rungs)) if len(on_ladder) > 1 else ()
    rows: list[Row] = [
        (rung.number, _(rung.plain or rung.name), counts[rung.number].certain,
         counts[rung.number].possible)
        for rung in reversed(words.rungs) if counts
    ]  # fmt: skip
    columns: tuple[SheetColumn, ...] = (
        SheetColumn(_("Rung"), NARROW),
        SheetColumn(_("What it is called"), MIDDLE),
        SheetColumn(_("Activities certainly on it"), MIDDLE - 6),
        SheetColumn(_("Activities possibly on it"), MIDDLE - 6),
    )
    title = _("How many activities stand on each rung")
    told = (
        _("%(name)s: %(certain)s certain, %(possible)s possible")
        % {"name": name, "certain": certain, "possible": possible}
        for _rung, name, certain, possible in rows
    )
    words_of_chart = f"{title}. {'; '.join(told)}."
    charts = [Bars(title, words_of_chart, 1, (2, 3), 0, len(rows))] if rows else []
    if rows and planned:
        columns = (*columns, SheetColumn(_("Not begun: planned on it"), MIDDLE - 6))
        ahead = distribution(planned, len(words.rungs))
        rows = [
            (*row, of.certain + of.possible) for row, of in zip(rows, reversed(ahead), strict=True)
        ]
    return WorkbookSheet(_("By rung"), columns, rows, kept=2, charts=charts)


def scores_now_sheet(strands: Sequence[Strand], speech: Speech) -> WorkbookSheet:
    """The scores that stand now as they are shown, beside the middle of the peers."""
    _ = speech.gettext
    rows: list[Row] = []
    charts: list[Bars] = []
    for strand in strands:
        for title, scored in _groups(strand, speech):
            first = len(rows)
            rows += [(title, name, score, _middle(peers)) for name, score, peers in scored]
            told = (f"{name}: {score}" for name, score, _peers in scored)
            values = (2, 3) if any(row[3] is not None for row in rows[first:]) else (2,)
            said = f"{title}. {_('Scores from 0 to 100')}: {'; '.join(told)}."
            charts.append(Bars(title, said, 1, values, first, len(rows), int(TOP)))
    columns = (
        SheetColumn(_("Questionnaire and who answered"), MIDDLE + 12),
        SheetColumn(_("Topic"), MIDDLE + 6),
        SheetColumn(_("Score"), NARROW),
        SheetColumn(_("Peers: middle of the band"), MIDDLE - 8),
    )
    return WorkbookSheet(_("Scores now"), columns, rows, kept=2, charts=charts)


def _groups(
    strand: Strand, speech: Speech
) -> Iterator[tuple[str, list[tuple[str, int, StrandPeers | None]]]]:
    """What each group of people who answered, or the organisation, comes to in the latest round."""
    _, latest = speech.gettext, strand.latest
    if latest is None:
        return
    names = {form.id: form.name for form in strand.instrument.forms}
    about = f": {strand.wave.subject}" if strand.wave.subject else ""
    for form in ("",) if latest.own is not None else tuple(latest.groups):
        asked = _(names[form]) if names.get(form) else _("Everyone who was asked")
        who = "" if latest.own is not None else asked
        title = f"{_(strand.instrument.title)}{about}{f' ({who})' if who else ''}"
        scores, peers = latest.scores(form), strand.peers if latest.own is not None else {}
        scored = [
            (_(dimension.name), scores[dimension.id], peers.get(dimension.id))
            for dimension in strand.instrument.dimensions
            if dimension.id in scores
        ]
        if scored:
            yield title, scored


def _middle(peers: StrandPeers | None) -> float | None:
    return sum(peers.figure.median) / 2 if peers else None
