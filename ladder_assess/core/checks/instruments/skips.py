"""Conditions of whom a topic or a question is asked: whether each can be told and met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.checks.conditions import Scope, check_condition
from ladder_assess.core.checks.instruments.scores import scale_of
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, texts, within
from ladder_assess.core.instruments.asking import MOST_WAYS, Asking, TooManyWays
from ladder_assess.core.instruments.definition import when_of
from ladder_assess.core.instruments.instrument import InstrumentItem
from ladder_assess.core.questionnaire.conditions import Atom, ConditionError, atoms, items_of, parse
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Option

Data = Mapping[str, Any]
VOICE = "voice"
# Each of several answers may be chosen or not, so that these ways are doubled by each.
MOST_OPTIONS = 12


@dataclass(frozen=True)
class _Asked:
    """An item with the path that leads to it and the place of its topic. `said` are the conditions
    of its topic and its own, each with its path, as they stand in the definition.
    """

    path: Path
    data: Data
    topic: int
    said: tuple[tuple[Path, object], ...]

    @property
    def id(self) -> str:
        return str(self.data.get("id"))

    @property
    def needs(self) -> frozenset[str]:
        """The items that its conditions name; none where one cannot be read."""
        try:
            when = when_of(*(said for _, said in self.said))
        except ConditionError:
            return frozenset()
        return frozenset(items_of([when])) if when else frozenset()


def skip_problems(data: Data) -> Iterator[Problem]:
    """Everything wrong with the conditions of whom something is asked."""
    items = list(_items(data))
    if not any(item.said for item in items):
        return
    found = [*_unreadable(data, items), *_not_earlier(items)]
    yield from found
    yield from _for_everybody(data, items)
    yield from _split_dimensions(data, items)
    yield from _nothing_for_everybody(data, items)
    if not found:
        yield from _never_asked(data, items)


def _items(data: Data) -> Iterator[_Asked]:
    for topic, (path, section) in enumerate(entries(data, "sections")):
        outer = (((*path, "when"), section["when"]),) if "when" in section else ()
        for below, item in within(path, section, "items"):
            own = (((*below, "when"), item["when"]),) if "when" in item else ()
            yield _Asked(below, item, topic, (*outer, *own))


def _unreadable(data: Data, items: list[_Asked]) -> Iterator[Problem]:
    scope = Scope({item.id: _as_item(data, item) for item in items}, {})
    several = {item.id for item in items if item.data.get("answer") == "many"}
    for path, said in dict(pair for item in items for pair in item.said).items():
        yield from check_condition(said, path, scope)
        for atom in _atoms_in(said):
            if atom.option == NONE_OF_THESE and atom.item in several:
                message = (
                    f"on paper, nothing marked of `{atom.item}` is left out: give it an option"
                )
                yield Problem(Name.UNKNOWN_OPTION, path, message)
    for item in items:
        offered = len(scale_of(data, item.data)) if item.id in several else 0
        if offered > MOST_OPTIONS and any(item.id in other.needs for other in items):
            message = (
                f"a condition can name a question of at most {MOST_OPTIONS} answers of several"
            )
            yield Problem(Name.WRONG_NUMBER, item.path, message)


def _as_item(data: Data, item: _Asked, *, when: bool = False) -> InstrumentItem:
    """An item as far as it has to do with being asked; `when` where its conditions can be read."""
    return InstrumentItem(
        item.id,
        "",
        str(item.data.get("answer")),
        ordered=item.data.get("ordered") is True,
        options=tuple(Option(option, "") for option in scale_of(data, item.data)),
        when=when_of(*(said for _, said in item.said)) if when else None,
    )


def _not_earlier(items: list[_Asked]) -> Iterator[Problem]:
    """What decides is asked before, on a page of its own, and nothing in turn decides itself."""
    needs = {item.id: item.needs for item in items}
    topics = {item.id: item.topic for item in items}
    seen: set[tuple[Path, str]] = set()
    for item in items:
        for path, said in item.said:
            for name in _named_in(said):
                if topics.get(name, -1) < item.topic or (path, name) in seen:
                    continue
                seen.add((path, name))
                if _leads(needs, name, item.id):
                    message = f"whether `{name}` is asked is decided by what it decides itself"
                    yield Problem(Name.WHEN_IN_A_LOOP, path, message)
                else:
                    message = f"expected a question of an earlier topic, found `{name}`"
                    yield Problem(Name.NOT_EARLIER, path, message)


def _named_in(said: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(atom.item for atom in _atoms_in(said)))


def _atoms_in(said: object) -> tuple[Atom, ...]:
    try:
        return tuple(atoms(parse(said)))
    except ConditionError:
        return ()


def _leads(needs: Mapping[str, frozenset[str]], start: str, to: str) -> bool:
    """Does what an item needs, what that needs and so on, lead to another, or is it that one?"""
    seen, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += needs.get(name, ())
    return to in seen


def _for_everybody(data: Data, items: list[_Asked]) -> Iterator[Problem]:
    """What is asked of everybody: all on the one page of voices, and the facts of types."""
    classified = data.get("classification")
    facts = dict(texts(classified, "items")) if isinstance(classified, Mapping) else {}
    parts = [section.get("part") for _, section in entries(data, "sections")]
    for item in items:
        for path, _said in item.said:
            if item.id in facts.values():
                message = f"types rest on `{item.id}`, so it is asked of everybody"
                yield Problem(Name.NOT_A_FACT, path, message)
            elif parts[item.topic] == VOICE:
                message = "`when` does not belong here: what people say of an activity is one page"
                yield Problem(Name.NOT_ALLOWED_HERE, path, message)


def _split_dimensions(data: Data, items: list[_Asked]) -> Iterator[Problem]:
    """All items of a dimension are asked of the same people: else scores of two people would be
    made of different questions.
    """
    for path, dimension in entries(data, "dimensions"):
        own = [item for item in items if item.data.get("dimension") == dimension.get("id")]
        if len({str([said for _, said in item.said]) for item in own}) > 1:
            message = f"not all items of `{dimension.get('id')}` are asked of the same people"
            yield Problem(Name.SPLIT_DIMENSION, path, message)


def _in_each_form(data: Data, items: list[_Asked]) -> Iterator[tuple[str, list[_Asked]]]:
    """What each form asks, whole and short, with words for which it is."""
    forms = [str(form.get("id")) for _, form in entries(data, "forms")] or [""]
    for form in forms:
        asked = [i for i in items if not i.data.get("forms") or form in _forms(i)]
        where = f" in the form {form}" if form else ""
        yield where, asked
        if "short_form" in data:
            short = [i for i in asked if "dimension" not in i.data or i.data.get("short") is True]
            yield f"{where} in the short form" if not form else f"{where} when it is short", short


def _forms(item: _Asked) -> set[str]:
    return set(dict(texts(item.data, "forms")).values())


def _nothing_for_everybody(data: Data, items: list[_Asked]) -> Iterator[Problem]:
    for where, asked in _in_each_form(data, items):
        if asked and all(item.said for item in asked):
            message = f"every question can be skipped{where}, so somebody would be asked nothing"
            yield Problem(Name.NOTHING_FOR_EVERYBODY, ("sections",), message)


def _never_asked(data: Data, items: list[_Asked]) -> Iterator[Problem]:
    """Each item is asked of somebody, in each form that has it, and all ways there can be gone."""
    asking = Asking([_as_item(data, item, when=True) for item in items])
    told = set[str]()
    for where, asked in _in_each_form(data, items):
        own = [_as_item(data, item, when=True) for item in asked]
        try:
            reached = {item.id for item in asking.may_be_asked(own, {})}
        except TooManyWays:
            message = f"more than {MOST_WAYS:,} ways through{where} are too many to look at"
            yield Problem(Name.TOO_MANY_CLASSES, ("sections",), message)
            return
        for item in asked:
            if item.id not in reached | told:
                told.add(item.id)
                message = f"no answers lead to `{item.id}`{where}"
                yield Problem(Name.NEVER_ASKED, item.said[-1][0], message)
