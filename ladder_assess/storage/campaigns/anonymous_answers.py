"""What respondents answer in a wave: their answers, group and a day, nothing of who or when.

An answer waits outside the database until five of its group are there (storage.common.answer_mix);
then all five are added at once, in the order of their random ids and under one day. What was added
is never changed; core.group_scores says what of it may be shown.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.course import Course, may_send
from ladder_assess.core.campaigns.link import link_course
from ladder_assess.core.instruments.wave import GivenResponse, Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.campaigns import answer_counts, comments, on_the_way, used_links
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.answer_mix import Group, Queue
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.common.places import Answer
from ladder_assess.storage.engines.engine import Row
from ladder_assess.storage.instruments.responses import values_in


@dataclass(frozen=True)
class NewView:
    """What a respondent hands in. `view` is a random id that their browser alone has; `pace` is the
    class of how long they took, None where that is not known; `comment` is what they said in their
    own words, which is kept apart from the answers once these are.
    """

    view: str
    version: int
    values: Mapping[str, Value]
    given_on: date
    consent: str
    pace: int | None = None
    comment: str = ""


def add_view(database: Database, token: str, new: NewView, now: int) -> bool:
    """Keep what a respondent answered, who began in time. The same view again changes nothing; the
    instant `now` is kept nowhere.

    False, and nothing kept, when the link takes none any more, or works once and was used.
    """
    filled, marked, group = "", frozenset[str](), dict[str, object]()
    with database.erasing() as connection:
        link = queries.wave_link_takes(connection, token_digest=digest(token))
        if link is None or not may_send(_course_of(link), now):
            return False
        # Those who answered another version of the questions never stand in one batch with them.
        group = {"wave": link["wave_id"], "form": link["form"], "version": new.version}
        view = digest(new.view)
        if queries.find_wave_view(connection, id=view) is not None:
            return True
        once = digest(token) if link["many"] else ""
        again = once and _waits(database, connection, group, view)
        if once and not again and used_links.is_used(connection, database, once):
            return False
        if new.pace is not None:
            on_the_way.remember_pace(connection, database, group, view, new.pace)
        queue = _queue(database, connection, group, new.given_on)
        filled = queue.join(database, connection, group, _answer(view, new), new.consent)
        marked = _mark(database, connection, group, view, once, filled)
    if filled:
        used_links.forget(database, group, marked)
        answer_mix.release(database, filled)
    return True


def _answer(digested: str, view: NewView) -> Answer:
    """An answer as it waits."""
    document = json.dumps(dict(view.values), ensure_ascii=False)
    said = {"comment": view.comment} if view.comment else {}
    return {"id": digested, "document": document, **said}


@dataclass(frozen=True)
class BroughtIn:
    """How many answers are new, and under which names some waited before that went in with them."""

    fresh: int
    waited: tuple[str, ...]


def bring_in(
    connection: Writing,
    database: Database,
    portfolio: Portfolio,
    wave: Wave,
    new: Mapping[str, list[NewView]],
    now: int,
) -> BroughtIn | None:
    """Keep answers that were collected elsewhere, of each group (its form) all that are brought.
    The same again, by their ids, change nothing. None, and nothing kept, where the round takes
    none. Call `let_go` with what waited once that is committed.

    Five go in together, as they do by links; who brings them knows them all, so none waits for
    those of others: a round has answers of one origin alone.
    """
    row = queries.wave_takes_brought(connection, portfolio=portfolio.id, wave=wave.id)
    if row is None:
        return None
    course = Course(row["state"], row["opens_at"], row["closes_at"])
    if not may_send(course, now):
        return None
    came = [_bring(database, connection, wave, form, views) for form, views in new.items()]
    waited = tuple(name for names, _fresh in came for name in names)
    return BroughtIn(sum(fresh for _names, fresh in came), waited)


def let_go(database: Database, names: Collection[str]) -> None:
    """What waited under these names is in the database."""
    for name in names:
        answer_mix.release(database, name)


def _bring(
    database: Database, connection: Writing, wave: Wave, form: str, views: list[NewView]
) -> tuple[list[str], int]:
    """Let the answers of one group in, five by five; gives the name under which some waited, and
    how many are new.
    """
    group = {"wave": wave.id, "form": form, "version": views[0].version}
    ids = [digest(view.view) for view in views]
    queue = _queue(database, connection, group, views[0].given_on)
    name, consents = queue.waits_in(connection, group, views[0].consent)
    held = answer_mix.waiting(database, name)
    there = {one["id"] for one in held}
    fresh = [
        _answer(each, view)
        for each, view in zip(ids, views, strict=True)
        if each not in there and queries.find_wave_view(connection, id=each) is None
    ]
    every = sorted([*held, *fresh], key=lambda one: str(one["id"]))
    whole = len(every) - len(every) % FEWEST_ANSWERS
    if whole:
        queue.put_in(every[:whole], consents)
        later = queue.waits_in(connection, group, consents)[0] if every[whole:] else ""
        for one in every[whole:]:
            answer_mix.let_wait(database, later, one)
        return [name], len(fresh)
    for one in fresh:
        answer_mix.let_wait(database, name, one)
    return [], len(fresh)


def _course_of(link: Row) -> Course:
    """When answers are taken by a link."""
    course = Course(link["state"], link["opens_at"], link["closes_at"])
    return link_course(course, closed=bool(link["closed"]), closed_at=link["closed_at"] or 0)


def _waits(database: Database, connection: Writing, group: Group, view: str) -> bool:
    row = queries.wave_views_waiting(connection, **group)
    held = answer_mix.waiting(database, row["waits_in"]) if row else []
    return any(one["id"] == view for one in held)


def _mark(
    database: Database, connection: Writing, group: Group, view: str, once: str, filled: str
) -> frozenset[str]:
    """Note that a link (none where empty) was used: in the database with those of its batch, where
    that has gone in and five are known, and until then in memory alone. Returns which were written.
    """
    went_in = bool(filled) and queries.find_wave_view(connection, id=view) is not None
    written = frozenset[str]()
    if filled:
        own = [once] if once and went_in else []
        written = used_links.write_down(connection, database, group, own)
    if once and once not in written:
        used_links.remember(connection, database, group, once)
    return written


def _queue(database: Database, connection: Writing, group: Group, day: date) -> Queue:
    """Where answers of waves wait; five go in together, or several fives, under one day."""

    def put_in(answers: list[Answer], consents: str) -> None:
        given = queries.count_of_wave_views(connection, wave=group["wave"], form=group["form"])
        for place, one in enumerate(answers):
            queries.insert_wave_view(
                connection,
                **group,
                id=one["id"],
                document=one["document"],
                given_on=day.isoformat(),
                consent=consents,
                batch=given // FEWEST_ANSWERS + place // FEWEST_ANSWERS,
            )
        queries.count_wave_views(connection, **group, more=len(answers))
        values = [values_in(one["document"]) for one in answers]
        fives = [values[at : at + FEWEST_ANSWERS] for at in range(0, len(values), FEWEST_ANSWERS)]
        answer_counts.take_in(connection, group, fives, day.isoformat())
        comments.put_in(connection, group, [one["comment"] for one in answers if "comment" in one])
        on_the_way.write_paces(connection, database, group, [one["id"] for one in answers])

    return Queue(queries.wave_views_waiting, queries.wave_views_wait_in, put_in)


def list_views(database: Database, portfolio: Portfolio, wave: Wave) -> list[GivenResponse]:
    """Everything that respondents answered, also what still waits for its batch to be full. What of
    it may be shown, core.group_scores decides.
    """
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = [dict(row) for row in queries.list_wave_views(database.reading, **key)]
    here, full = {row["id"] for row in rows}, Counter(row["form"] for row in rows)
    for group in list(queries.list_wave_views_waiting(database.reading, **key)):
        place = {
            "form": group["form"],
            "version": group["version"],
            "batch": full[group["form"]] // FEWEST_ANSWERS,
        }
        held = answer_mix.waiting(database, group["waits_in"])
        rows += [{**place, **answer} for answer in held if answer["id"] not in here]
    return [
        GivenResponse(
            row["id"], row["form"], "", row["batch"], values_in(row["document"]), row["version"]
        )
        for row in rows
    ]


def given_so_far(database: Database, portfolio: Portfolio, wave: Wave) -> dict[str, int]:
    """How many answers of each group (its form) have gone in: five at a time."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = list(queries.count_wave_views_in(database.reading, **key))
    return {row["form"]: row["given"] for row in rows}
