"""The tables of a survey's open data, and what Datasette is told about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.campaigns.open_data import (
    FEWEST_PUBLISHED,
    ROUNDED_TO,
    Cell,
    OpenColumn,
    OpenTable,
)
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.publishing.campaigns.survey_text import Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.instruments.condition_words import only_for

# What questions and answers are shown by.
WORDING = "wording"
# The id of the only group of those who answer an instrument without forms.
EVERYONE = "all"


@dataclass(frozen=True)
class Licence:
    """What others may do with open data: its name, and where it stands."""

    name: str
    address: str


LICENCES: Mapping[str, Licence] = {
    "ogl": Licence(
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "cc-by": Licence(
        "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
    ),
    "cc0": Licence(
        "Creative Commons CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    ),
}


@dataclass(frozen=True)
class Publication:
    """What is published of a survey: who publishes it, under which licence, when it opened and
    closed (days, ISO 8601), and what of each group, by its form.
    """

    survey: Survey
    publisher: str
    licence: Licence
    opened_on: str
    closed_on: str
    groups: Mapping[str, GroupResult]


def open_tables(of: Publication, speech: Speech) -> Iterator[OpenTable]:
    """Every table, each after those that it points to."""
    yield _about(of, speech)
    yield _groups(of, speech)
    yield _topics(of, speech)
    yield _questions(of, speech)
    yield _options(of, speech)
    yield _answers(of, speech)
    yield _scores(of, speech)
    if of.survey.instrument.published:
        yield _then(of, speech)


def facts_of(of: Publication, speech: Speech) -> dict[str, Cell]:
    """What there is to know of the survey and of how its figures were made."""
    instrument = of.survey.instrument
    return {
        "title": of.survey.title,
        "publisher": of.publisher,
        "licence": of.licence.name,
        "licence_address": of.licence.address,
        "questionnaire": speech.gettext(instrument.title),
        "questionnaire_version": instrument.stamp,
        "opened_on": of.opened_on,
        "closed_on": of.closed_on,
        "made_on": of.survey.made_on.isoformat(),
        "rounding": how_it_is_made(speech),
    }


def how_it_is_made(speech: Speech) -> str:
    """What is left out and how figures are rounded, in two or three sentences."""
    return speech.gettext(
        "Counts are rounded to the nearest %(step)s. Shares and scores are worked out from these"
        " counts. What fewer than %(fewest)s people of a group have answered is left out.",
        step=ROUNDED_TO,
        fewest=FEWEST_PUBLISHED,
    )


def _of(**columns: OpenColumn) -> Mapping[str, OpenColumn]:
    return columns


def _about(of: Publication, speech: Speech) -> OpenTable:
    columns = _of(
        name=OpenColumn(speech.gettext("What is told")),
        value=OpenColumn(speech.gettext("What it is")),
    )
    says, rows = speech.gettext("A fact about the survey."), tuple(facts_of(of, speech).items())
    return OpenTable("about", says, columns, rows, ("name",))


def _groups(of: Publication, speech: Speech) -> OpenTable:
    names = {form.id: speech.gettext(form.name) for form in of.survey.instrument.forms}
    rows = tuple(
        (form or EVERYONE, names.get(form, speech.gettext("Everyone who answered")), found.answered)
        for form, found in of.groups.items()
    )
    columns = _of(
        id=OpenColumn(speech.gettext("The id of the group")),
        name=OpenColumn(speech.gettext("What the group is called")),
        answered=OpenColumn(speech.gettext("How many answered, in fives"), int),
    )
    return OpenTable(
        "groups", speech.gettext("A group of people who were asked."), columns, rows, ("id",)
    )


def _topics(of: Publication, speech: Speech) -> OpenTable:
    rows = tuple(
        (each.id, speech.gettext(each.name), speech.gettext(each.hint), each.source)
        for each in of.survey.instrument.dimensions
    )
    columns = _of(
        id=OpenColumn(speech.gettext("The id of the topic")),
        name=OpenColumn(speech.gettext("What the topic is called")),
        about=OpenColumn(speech.gettext("What it is about")),
        source=OpenColumn(speech.gettext("The key of the work that it comes from")),
    )
    return OpenTable(
        "topics", speech.gettext("What several questions measure together."), columns, rows, ("id",)
    )


def _questions(of: Publication, speech: Speech) -> OpenTable:
    skips = of.survey.instrument.skips
    rows = tuple(
        (item.id, speech.gettext(item.ask), item.dimension or None, int(item.answer == "many"),
         item.source, *((only_for(item, of.survey.instrument, speech),) if skips else ()))
        for item in of.survey.instrument.asked(short=of.survey.short)
    )  # fmt: skip
    columns = _of(
        id=OpenColumn(speech.gettext("The id of the question")),
        wording=OpenColumn(speech.gettext("The question in the words in which it was asked")),
        topic=OpenColumn(speech.gettext("The topic that it counts for, if any"), str, "topics"),
        several=OpenColumn(speech.gettext("1 where several answers could be chosen, else 0"), int),
        source=OpenColumn(speech.gettext("The key of the work that it comes from")),
    )
    if skips:
        told = speech.gettext("Of whom it was asked; nothing where everybody was")
        columns = {**columns, "only_for": OpenColumn(told)}
    return OpenTable(
        "questions", speech.gettext("A question that was asked."), columns, rows, ("id",)
    )


def _options(of: Publication, speech: Speech) -> OpenTable:
    rows = tuple(
        (f"{item.id}.{option.id}", item.id, place, speech.gettext(option.text),
         item.points(option.id) if item.dimension else None)
        for item in of.survey.instrument.asked(short=of.survey.short)
        for place, option in enumerate(item.options, start=1)
    )  # fmt: skip
    columns = _of(
        id=OpenColumn(speech.gettext("The id of the answer")),
        question=OpenColumn(speech.gettext("The question that it answers"), str, "questions"),
        place=OpenColumn(
            speech.gettext("Its place among the answers to the question, from 1"), int
        ),
        wording=OpenColumn(speech.gettext("The answer in the words in which it was offered")),
        points=OpenColumn(
            speech.gettext("The points (1 to 5) that it gives its topic, if any"), int
        ),
    )
    return OpenTable(
        "options", speech.gettext("An answer that could be chosen."), columns, rows, ("id",)
    )


def _answers(of: Publication, speech: Speech) -> OpenTable:
    rows = tuple(
        (form or EVERYONE, f"{told.item.id}.{option}", count, told.people,
         whole(100 * count / told.people))
        for form, found in of.groups.items()
        for told in found.told.values()
        for option, count in zip(told.item.option_ids, told.counts, strict=True)
    )  # fmt: skip
    columns = _of(
        group_id=OpenColumn(speech.gettext("Who answered"), str, "groups"),
        option_id=OpenColumn(speech.gettext("What they answered"), str, "options"),
        count=OpenColumn(
            speech.gettext("How many of the group gave this answer, to the nearest five"), int
        ),
        people=OpenColumn(speech.gettext("How many that is a share of, in fives"), int),
        percent=OpenColumn(
            speech.gettext("The share in whole percent, of these rounded counts"), int
        ),
    )
    says = speech.gettext("How many of a group gave an answer.")
    return OpenTable("answers", says, columns, rows, ("group_id", "option_id"))


def _scores(of: Publication, speech: Speech) -> OpenTable:
    rows = tuple(
        (form or EVERYONE, topic, score.score, score.people)
        for form, found in of.groups.items()
        for topic, score in found.dimensions.items()
    )
    columns = _of(
        group_id=OpenColumn(speech.gettext("Who answered"), str, "groups"),
        topic_id=OpenColumn(speech.gettext("The topic"), str, "topics"),
        score=OpenColumn(
            speech.gettext("The score from 0 to 100, worked out from rounded counts"), int
        ),
        people=OpenColumn(
            speech.gettext("How many answered each of its questions at least, in fives"), int
        ),
    )
    says = speech.gettext("What a group's answers on a topic come to.")
    return OpenTable("scores", says, columns, rows, ("group_id", "topic_id"))


def _then(of: Publication, speech: Speech) -> OpenTable:
    rows = tuple(
        (form or EVERYONE, then.published.id, then.published.item, then.published.statement,
         then.published.percent, then.percent, then.people, then.published.wording,
         then.published.source)
        for form, found in of.groups.items()
        for then in found.then
    )  # fmt: skip
    columns = _of(
        group_id=OpenColumn(speech.gettext("Who answered"), str, "groups"),
        id=OpenColumn(speech.gettext("The id of the published figure")),
        question=OpenColumn(speech.gettext("The question that is set beside it"), str, "questions"),
        statement=OpenColumn(speech.gettext("What was published")),
        percent_then=OpenColumn(speech.gettext("How many in a hundred said so then"), float),
        percent_now=OpenColumn(
            speech.gettext("How many in a hundred say so now, from rounded counts"), int
        ),
        people_now=OpenColumn(speech.gettext("How many that is a percentage of, in fives"), int),
        nearness=OpenColumn(
            speech.gettext("How near the question's words are to those of then: close or loose")
        ),
        source=OpenColumn(speech.gettext("The key of the work that published it")),
    )
    says = speech.gettext("A figure that was published earlier, and the same of this survey.")
    return OpenTable("earlier_survey", says, columns, rows, ("group_id", "id"))


def metadata(
    of: Publication, tables: Iterable[OpenTable], name: str, speech: Speech
) -> dict[str, Any]:
    """What Datasette shows about a file called `name` without its ending (`--metadata`)."""
    return {
        "title": of.survey.title,
        "description": how_it_is_made(speech),
        "license": of.licence.name,
        "license_url": of.licence.address,
        "source": of.publisher,
        "databases": {name: {"tables": {table.name: _told(table) for table in tables}}},
    }


def _told(table: OpenTable) -> dict[str, Any]:
    """What is told of a table; rows that point to it show their words."""
    says = {key: column.says for key, column in table.columns.items()}
    shown = {"label_column": WORDING} if WORDING in says else {}
    return {"description": table.says, "columns": says, **shown}
