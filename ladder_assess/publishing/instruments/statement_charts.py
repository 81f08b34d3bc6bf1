"""Statements of an instrument with the answers to them, as pictures of a few topics each.

Their names are `statements-1` and so on, with a group's form behind. What was too little to be
shown of a group (core.group_scores) is in no picture either.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.asking import asking
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.instrument import Dimension, Instrument, InstrumentItem
from ladder_assess.core.instruments.wave import known
from ladder_assess.publishing.charts import (
    Agreement,
    AgreementRow,
    Answers,
    AnswersRow,
    Chart,
    Speech,
    chart_of,
)

# A picture with more statements is too tall to take in.
MOST_STATEMENTS = 20
Part = tuple[str, list[InstrumentItem]]


def group_statements(
    of: Instrument, result: GroupResult, name: str, speech: Speech, *, short: bool
) -> dict[str, Chart]:
    """How a group called `name` spreads over each statement that enough of it answered."""
    found, behind = {}, f"-{result.form}" if result.form else ""
    for number, (topic, items) in enumerate(parts(of, speech, result.form, short=short), 1):
        told = [result.told[item.id] for item in items if item.id in result.told]
        if told:
            rows = tuple(AgreementRow(_said(t.item, speech), t.counts, None) for t in told)
            words = speech.gettext("%(group)s, answers in a picture: %(topic)s",
                                   group=name, topic=topic)  # fmt: skip
            contents = Agreement(_options(items[0], speech), rows)
            found[f"statements-{number}{behind}"] = chart_of(words, contents, speech)
    return found


def own_statements(
    of: Instrument, values: Mapping[str, Value], speech: Speech, *, short: bool
) -> dict[str, Chart]:
    """What an organisation answered to each statement."""
    found, answers = {}, known(values, of)
    asked = {item.id for item in asking(of).asked(of.asked(short=short), values)}
    for number, (topic, every) in enumerate(parts(of, speech, short=short), 1):
        items = [item for item in every if item.id in asked]
        if not items:
            continue
        rows = tuple(AnswersRow(_said(i, speech), _place(i, answers.get(i.id))) for i in items)
        words = speech.gettext("Your answers in a picture: %(topic)s", topic=topic)
        contents = Answers(_options(items[0], speech), rows)
        found[f"statements-{number}"] = chart_of(words, contents, speech)
    return found


def parts(of: Instrument, speech: Speech, form: str = "", *, short: bool) -> Iterator[Part]:
    """The statements that a form asks: group by group of dimensions where there are any, and never
    more at once than a picture takes unless one dimension has more. Each with what it is about.
    """
    names = {group.id: group.name for group in of.groups}
    asked = of.scored(form, short=short)
    scored = [(d, [i for i in asked[d.id] if i.of_agreement]) for d in of.dimensions]
    for group, own in groupby((pair for pair in scored if pair[1]), key=lambda pair: pair[0].group):
        runs = list(_runs(list(own)))
        for run in runs:
            whole = group in names and len(runs) == 1
            topic = speech.gettext(names[group]) if whole else _from_to(run, speech)
            yield topic, [item for _, items in run for item in items]
    plain = [i for i in of.asked(form, short=short) if i.of_agreement and not i.dimension]
    if plain:
        yield speech.gettext("statement by statement"), plain


def _runs(
    own: list[tuple[Dimension, list[InstrumentItem]]],
) -> Iterator[list[tuple[Dimension, list[InstrumentItem]]]]:
    run: list[tuple[Dimension, list[InstrumentItem]]] = []
    for pair in own:
        if run and sum(len(items) for _, items in (*run, pair)) > MOST_STATEMENTS:
            yield run
            run = []
        run.append(pair)
    yield run


def _from_to(run: list[tuple[Dimension, list[InstrumentItem]]], speech: Speech) -> str:
    first, last = (speech.gettext(run[place][0].name) for place in (0, -1))
    if len(run) == 1:
        return first
    return speech.gettext("from %(first)s to %(last)s", first=first, last=last)


def _said(item: InstrumentItem, speech: Speech) -> str:
    return speech.gettext(item.ask)


def _options(item: InstrumentItem, speech: Speech) -> tuple[str, ...]:
    return tuple(speech.gettext(option.text) for option in item.options)


def _place(item: InstrumentItem, answer: Value | None) -> int | None:
    return item.rank[answer] + 1 if isinstance(answer, str) else None
