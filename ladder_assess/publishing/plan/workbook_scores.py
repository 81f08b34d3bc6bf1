"""The sheets of a plan's spreadsheet that hold what questionnaires say, round by round."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.asking import asking
from ladder_assess.core.instruments.comparison import FEWER, MORE
from ladder_assess.core.instruments.instrument import InstrumentItem
from ladder_assess.core.plan.strand import Round, Strand
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.sheets import MIDDLE, NARROW, Cell, SheetColumn, WorkbookSheet

Row = tuple[Cell, ...]
# Columns that say of which round a row tells, and of whom.
START = 8


def score_sheets(strands: Sequence[Strand], speech: Speech) -> Iterator[WorkbookSheet]:
    """Scores with what stands behind them, answers, the survey of 2013, and peers."""
    _ = speech.gettext
    scores = (_("Topic"), _("Score"), _("Questions answered"), _("Questions asked"),
              _("People counted"))  # fmt: skip
    yield _sheet(_("Scores"), scores, _scores, strands, speech)
    sorts = (_("Sort"), _("Leaning only"))
    yield _sheet(_("Sorts of partnership"), sorts, _types, strands, speech)
    yield answers_sheet(strands, speech)
    then = (
        _("Statement"), _("2013, as printed"), _("Percent in 2013"), _("Percent here"),
        _("People counted"), _("Difference in points, from"), _("Difference in points, to"),
        _("95% range, from"), _("95% range, to"), _("What it says"), _("How near the wording is"),
    )  # fmt: skip
    yield _sheet(_("Survey of 2013"), then, _then, strands, speech)
    yield WorkbookSheet(_("Peers"), _peer_columns(speech), list(_peers(strands, speech)), kept=2)


def answers_sheet(strands: Sequence[Strand], speech: Speech) -> WorkbookSheet:
    """Every answer to a questionnaire or, of people who were asked, how many gave it. Its first
    START columns say whose they are.
    """
    _ = speech.gettext
    heads = (_("Question"), _("Answer"), _("People who gave it"), _("People counted"))
    return _sheet(_("Questionnaire answers"), heads, _answers, strands, speech)


def _sheet(
    name: str,
    heads: Iterable[str],
    rows: Callable[[Strand, Speech], Iterator[Row]],
    strands: Sequence[Strand],
    speech: Speech,
) -> WorkbookSheet:
    columns = (*_start_columns(speech), *_columns(heads))
    return WorkbookSheet(name, columns, [row for of in strands for row in rows(of, speech)], kept=2)


def _columns(heads: Iterable[str]) -> Iterator[SheetColumn]:
    return (SheetColumn(head, MIDDLE) for head in heads)


def _start_columns(speech: Speech) -> tuple[SheetColumn, ...]:
    _ = speech.gettext
    return (
        SheetColumn(_("Questionnaire"), MIDDLE),
        SheetColumn(_("Version"), MIDDLE),
        SheetColumn(_("Round"), NARROW),
        SheetColumn(_("About"), MIDDLE),
        SheetColumn(_("Who answered"), MIDDLE),
        SheetColumn(_("Day"), MIDDLE),
        SheetColumn(_("Short form"), NARROW),
        SheetColumn(_("Sample data"), NARROW),
    )


def _start(strand: Strand, of: Round, form: str, speech: Speech) -> Row:
    _, wave = speech.gettext, of.wave
    forms = {each.id: each.name for each in strand.instrument.forms}
    own, asked = _("The organisation as a whole"), _("Everyone who was asked")
    day = of.handed_in.given_on if of.handed_in else wave.opened_on
    return (
        _(strand.instrument.title),
        strand.instrument.stamp,
        wave.number,
        wave.subject,
        _(forms[form]) if form in forms else asked if of.own is None else own,
        date.fromisoformat(day),
        _yes(wave.short, speech),
        _yes(strand.sample, speech),
    )


def _yes(holds: bool, speech: Speech) -> str:
    return speech.gettext("Yes") if holds else speech.gettext("No")


def _scores(strand: Strand, speech: Speech) -> Iterator[Row]:
    """An organisation's own scores are unrounded; those of groups are as they are shown."""
    for of in strand.rounds:
        for dimension in strand.instrument.dimensions:
            name = speech.gettext(dimension.name)
            if of.own is not None:
                own = of.own.dimensions[dimension.id]
                figures = (own.score, own.answered, own.items, None)
                yield (*_start(strand, of, "", speech), name, *figures)
            for form, group in of.groups.items():
                found = group.dimensions.get(dimension.id)
                score, people = (found.score, found.people) if found else (None, None)
                yield (*_start(strand, of, form, speech), name, score, None, None, people)


def _types(strand: Strand, speech: Speech) -> Iterator[Row]:
    _, facts = speech.gettext, strand.instrument.classification
    names = {kind.id: kind.name for kind in facts.types} if facts else {}
    for of in strand.rounds:
        found = of.own.classification if of.own else None
        if found is not None:
            mixed = _("A mix") if found.type else _("Not known")
            name = _(names[found.type]) if found.type in names else mixed
            yield (*_start(strand, of, "", speech), name, _yes(found.leaning, speech))


def _answers(strand: Strand, speech: Speech) -> Iterator[Row]:
    _ = speech.gettext
    for of in strand.rounds:
        values = of.handed_in.values if of.handed_in else {}
        asked = list(strand.instrument.asked(short=of.wave.short)) if of.own else []
        for item in asking(strand.instrument).asked(asked, values):
            text = _text(item, values.get(item.id), speech)
            yield (*_start(strand, of, "", speech), _(item.ask), text, None, None)
        for form, group in of.groups.items():
            for told in group.told.values():
                for option, count in zip(told.item.options, told.counts, strict=True):
                    figures = (_(option.text), count, told.people)
                    yield (*_start(strand, of, form, speech), _(told.item.ask), *figures)


def _text(item: InstrumentItem, value: str | tuple[str, ...] | None, speech: Speech) -> str:
    if isinstance(value, tuple) and not value:
        return speech.gettext("None of these")
    chosen = (value,) if isinstance(value, str) else value or ()
    texts = [speech.gettext(option.text) for option in item.options if option.id in chosen]
    return "; ".join(texts) or speech.gettext("Not known")


def _then(strand: Strand, speech: Speech) -> Iterator[Row]:
    _ = speech.gettext
    for of in strand.rounds:
        for form, group in of.groups.items():
            for row in group.then:
                then, found = row.published, row.difference
                printed = f"{_(then.qualifier)} {then.percent:g}%".strip()
                near = _("Close") if then.wording == "close" else _("Loose")
                figures = (_(then.statement), printed, then.percent, row.percent, row.people)
                ends = (*found.difference, found.low, found.high)
                says = difference_words(found.statement, _)
                points = (whole(100 * end) for end in ends)
                yield (*_start(strand, of, form, speech), *figures, *points, says, near)


def difference_words(statement: str, _: Callable[[str], str]) -> str:
    """What a difference from the survey of 2013 says, with all of them looked at together."""
    if statement == MORE:
        return _("More than in 2013, and chance does not explain it.")
    if statement == FEWER:
        return _("Fewer than in 2013, and chance does not explain it.")
    return _("No clear difference: it may be chance.")


def _peer_columns(speech: Speech) -> tuple[SheetColumn, ...]:
    _ = speech.gettext
    start = (_("Questionnaire"), _("Topic"), _("Compared with"), _("Drawn on"))
    figures = (
        _("Organisations, about"),
        _("Lower quarter ends from"),
        _("Lower quarter ends to"),
        _("Middle, from"),
        _("Middle, to"),
        _("Upper quarter starts from"),
        _("Upper quarter starts to"),
    )
    return (*_columns(start), *(SheetColumn(head, NARROW + 2) for head in figures))


def _peers(strands: Iterable[Strand], speech: Speech) -> Iterator[Row]:
    _ = speech.gettext
    for strand in strands:
        for dimension in strand.instrument.dimensions:
            peers = strand.peers.get(dimension.id)
            if peers is not None:
                of = peers.figure
                ends = (end for band in (of.lower, of.median, of.upper) for end in band)
                names = (_(strand.instrument.title), _(dimension.name), peers.group)
                yield (*names, of.drawn_on, of.organisations, *ends)
