"""What came of a workshop as a table for spreadsheets: a row for each choice of each vote."""

import csv
import io
from collections.abc import Iterator
from itertools import chain

from ladder_assess.core.common.spreadsheet_cells import plain_cell
from ladder_assess.core.workshops.record import Played, WorkshopRecord
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.table import MARK
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.workshops.facts_drawing import facts_drawing

Cell = str | int | None


def record_csv(record: WorkshopRecord, words: Words, speech: Speech) -> bytes:
    """One row an exercise, vote and choice: how many people picked it or, where choices were put in
    order, how many points it got. Of a vote by the facts, how many people's answers lead to each
    rung, and how many gave each answer to a fact. Of fewer than five votes there are no figures.
    Texts that a spreadsheet would work out as a formula stand behind an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    rows = chain.from_iterable(_rows(played, words, speech) for played in record.played)
    for row in (_head(speech), *rows):
        writer.writerow([plain_cell(cell) for cell in row])
    return (MARK + written.getvalue()).encode("utf-8", "replace")


def _head(speech: Speech) -> tuple[Cell, ...]:
    say = speech.gettext
    what = (say("Number"), say("Activity"), say("Vote"), say("People"))
    return (*what, say("Choice"), say("Picked by"), say("Points"), say("Rules place it here"))


def _rows(played: Played, words: Words, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    account = played.account
    title = account.title if account else speech.gettext("Not in the library any more")
    for number, tally in enumerate(played.rounds, start=1):
        what = (played.number, title, number)
        if tally is None:
            yield (*what, speech.gettext("fewer than five"), None, None, None, None)
            continue
        for choice, count in enumerate(tally.counts):
            picked = (count, None) if tally.points == 1 else (None, count)
            name = _name(played, choice, words)
            yield (*what, tally.votes, name, *picked, _placed(played, choice, speech))
        yield from ((*what, tally.votes, *row) for row in _facts(tally, words, speech))


def _facts(tally: Tally, words: Words, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    """What people said of each fact."""
    if tally.left_open:
        yield (speech.gettext("several rungs possible"), tally.left_open, None, None)
    drawn = facts_drawing(words.questionnaire, (tally,))
    for row in drawn.rows if drawn else ():
        label = speech.gettext(row.label)
        for text, people in row.answers:
            yield (f"{label}: {speech.gettext(text)}", people, None, None)
        if row.unsure:
            unsure = speech.gettext("Don't know")
            yield (f"{label}: {unsure}", row.unsure, None, None)


def _name(played: Played, choice: int, words: Words) -> Cell:
    if played.on_ladder:
        rung = words.rungs[choice]
        return f"{rung.number}. {rung.plain or rung.name}"
    return played.account.choices[choice] if played.account else choice + 1


def _placed(played: Played, choice: int, speech: Speech) -> Cell:
    if played.placed is None:
        return None
    rungs = played.placed.rungs
    here = rungs.low <= choice <= rungs.high
    return speech.gettext("yes") if here else speech.gettext("no")
