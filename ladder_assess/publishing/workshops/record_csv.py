"""What came of a workshop as a table for spreadsheets: a row for each choice of each vote."""

from collections.abc import Iterator
from itertools import chain

from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.core.workshops.exercise import RANK
from ladder_assess.core.workshops.record import Played, WorkshopRecord
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.table import MARK
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.workshops.facts_drawing import facts_drawing

Cell = str | int | None
# The column of the number of the vote.
VOTE = 2


def record_csv(record: WorkshopRecord, words: Words, speech: Speech) -> bytes:
    """One row an exercise, vote and choice: how many people picked it or, where choices were put in
    order, how many points it got. Of a vote by the facts, how many people's answers lead to each
    rung, and how many gave each answer to a fact; a column tells these apart. The last rows are
    over all. Of fewer than five votes there are no figures. Texts that a spreadsheet would work out
    as a formula stand behind an apostrophe.
    """
    rows = chain.from_iterable(
        _with_distance(record, played, _rows(played, words, speech)) for played in record.played
    )
    head = _head(speech)
    say = speech.gettext
    away = (say("Rungs away from the rules, on average"), say("Place by how far people were apart"))
    lines = map(csv_line, ((*head, *away), *rows, *_over_all(record, len(head), speech)))
    return (MARK + "".join(lines)).encode("utf-8", "replace")


def _head(speech: Speech) -> tuple[Cell, ...]:
    say = speech.gettext
    what = (say("Number"), say("Activity"), say("Vote"), say("People"))
    picked = (say("Choice"), say("Picked by"), say("Points"))
    says = (say("Rules place it here"), say("The text says so"), say("By the facts"))
    return (*what, *picked, *says)


def _rows(played: Played, words: Words, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    account = played.account
    title = account.title if account else speech.gettext("Not in the library any more")
    for number, tally in enumerate(played.rounds, start=1):
        what = (played.number, title, number)
        if tally is None:
            yield (*what, speech.gettext("fewer than five"), *[None] * 6)
            continue
        how = _yes_or_no(tally.by_facts, speech) if played.on_ladder else None
        for choice, count in enumerate(tally.counts):
            ranked = tally.points > 1 and played.exercise.kind == RANK
            picked = (None, count) if ranked else (count, None)
            name = _name(played, choice, words, speech)
            yield (*what, tally.votes, name, *picked, _placed(played, choice, speech), None, how)
        if tally.beside:
            none = (speech.gettext("No rung"), tally.beside)
            yield (*what, tally.votes, *none, None, None, None, how)
        yield from ((*what, tally.votes, *row, how) for row in _facts(played, tally, words, speech))


def _with_distance(
    record: WorkshopRecord, played: Played, rows: Iterator[tuple[Cell, ...]]
) -> Iterator[tuple[Cell, ...]]:
    """The same rows with how far people stood from the rules in the vote, and the place that it has
    among those on which people were furthest apart at first.
    """
    place = next((each.place for each in record.contested if each.played == played), None)
    for row in rows:
        away = played.away(played.rounds[int(row[VOTE] or 0) - 1])
        yield (*row, _written(away), place)


def _over_all(record: WorkshopRecord, columns: int, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    """One row for each vote on several activities: those voted on twice or, without any, all."""
    say = speech.gettext
    twice = (record.before, record.after) if record.after else ()
    title = say("All activities voted on twice") if twice else say("All activities")
    for number, found in enumerate(twice or (record.first,), start=1):
        if found:
            row = (None, title, number)
            yield (*row, *[None] * (columns - len(row)), _written(found.distance), None)


def _written(distance: float | None) -> Cell:
    return None if distance is None else f"{distance:.2f}"


def _facts(
    played: Played, tally: Tally, words: Words, speech: Speech
) -> Iterator[tuple[Cell, ...]]:
    """What people said of each fact, and whether the text says so where it tells that."""
    if tally.left_open:
        yield (speech.gettext("several rungs possible"), tally.left_open, None, None, None)
    drawn = facts_drawing(words.questionnaire, (tally,), played.placed)
    for row in drawn.rows if drawn else ():
        label = speech.gettext(row.label)
        for text, people in row.answers:
            says = _yes_or_no(text == row.told, speech) if row.told else None
            yield (f"{label}: {speech.gettext(text)}", people, None, None, says)
        if row.unsure:
            unsure = speech.gettext("Don't know")
            yield (f"{label}: {unsure}", row.unsure, None, None, None)


def _name(played: Played, choice: int, words: Words, speech: Speech) -> Cell:
    if played.on_ladder:
        rung = words.rungs[choice]
        return f"{rung.number}. {rung.plain or rung.name}"
    if played.account is None:
        return choice + 1
    ask, text = played.account.ask_of(choice), played.account.choices[choice]
    return f"{speech.gettext(ask)} {speech.gettext(text)}" if ask else text


def _placed(played: Played, choice: int, speech: Speech) -> Cell:
    if played.placed is None:
        return None
    rungs = played.placed.rungs
    return _yes_or_no(rungs.low <= choice <= rungs.high, speech)


def _yes_or_no(so: bool, speech: Speech) -> str:
    return speech.gettext("yes") if so else speech.gettext("no")
