"""Which questions stand on which page, and which page comes next.

The full path has a page for each section. The quick path asks for the name and for what is
believed before the facts, then one evidence question a page until nothing can change the placement.
What kind of co-production it is comes after the result, as it cannot change that; only a service to
one person, which has no rung, is asked for it before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, known_answers
from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire, Section

NAME = "name"
EVIDENCE = "evidence"
CALLED, BEFORE, KIND = "called", "before", "kind"
SHORT = {
    CALLED: (NAME,),
    BEFORE: ("level", "claimed_rung", "intended_rung"),
    KIND: ("who_plans", "who_delivers", "professional_role", "functions"),
}


@dataclass(frozen=True, eq=False)
class Page:
    """One page of questions. `demands` is set where an answer, if only don't know, is needed;
    `headed` where the page has a heading even over a single question.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    lead: str = ""
    part: str = ""
    demands: bool = False
    headed: bool = False


@dataclass(frozen=True)
class Progress:
    """How far an activity has come: page `at` of `of`; or, on the quick path, questions `at` to
    `to`. How many there will be is not known there, as each answer decides what is asked next: only
    `left`, how many more there can be at most, and that near the end.
    """

    at: int
    of: int | None = None
    to: int | None = None
    left: int | None = None


class Paths:
    """The pages of one definition."""

    def __init__(self, questionnaire: Questionnaire, quick: QuickPath) -> None:
        self.questionnaire = questionnaire
        self.quick = quick
        self.sections = {section.id: _page(section) for section in questionnaire.sections}
        self.singles = {item.id: _single(item) for item in questionnaire.evidence}
        self.short = {page: _short(questionnaire, page) for page in SHORT}
        self.pages = {**self.sections, **self.singles, **self.short}

    def page(self, record: ActivityRecord, page_id: str) -> Page | None:
        """A page by its id; None when there is none such.

        Every page can be opened on its own, whatever the path.
        """
        return self.pages.get(page_id)

    def first(self, record: ActivityRecord) -> Page:
        """The page on which describing an activity starts."""
        page = self.page(record, self._fixed(record)[0])
        assert page is not None
        return page

    def after(self, record: ActivityRecord, page_id: str) -> Page | None:
        """The page that follows; None when the path is at its end."""
        order = self._fixed(record)
        if page_id in order and order.index(page_id) + 1 < len(order):
            return self.page(record, order[order.index(page_id) + 1])
        return None if record.path == FULL else self._next_single(record)

    def before(self, record: ActivityRecord, page_id: str) -> Page | None:
        """The page that came before; None on the first."""
        order = [*self._fixed(record), *self._asked(record)]
        if page_id not in order:
            return self.page(record, order[-1])
        place = order.index(page_id)
        return self.page(record, order[place - 1]) if place else None

    def progress(self, record: ActivityRecord, page_id: str) -> Progress:
        """How far along this page stands."""
        order = self._fixed(record)
        if record.path == FULL:
            at = order.index(page_id) + 1 if page_id in order else len(order)
            return Progress(at, len(order))
        if record.register_id and page_id != CALLED:
            # The register gave the name, so that nobody was asked for it.
            order.remove(CALLED)
        order += [item for item in self._asked_here(record, page_id) if item not in order]
        here = order.index(page_id) if page_id in order else len(order)
        before = sum(len(self._items(page)) for page in order[:here])
        left = None if order[here + 1 :] else self._left(record, page_id)
        return Progress(before + 1, to=before + len(self._items(page_id)), left=left)

    def _items(self, page_id: str) -> tuple[Item, ...]:
        return self.pages[page_id].items

    def resume(self, record: ActivityRecord) -> Page | None:
        """Where to go on: the first page with nothing answered by anyone; None when all have been
        seen.
        """
        for page_id in self._fixed(record):
            if not self._seen(record, page_id):
                return self.page(record, page_id)
        return None if record.path == FULL else self._next_single(record)

    def still_open(self, record: ActivityRecord) -> Page | None:
        """Where to go on while an answer can still change the placement; None when none can."""
        single = self._next_single(record)
        if single is None or record.path != FULL:
            return single and self.resume(record)
        return next(s for s in self.sections.values() if single.items[0] in s.items)

    def usually_left(self, record: ActivityRecord, cases: Iterable[Answers]) -> Interval | None:
        """How few and how many questions it takes, by published cases, until nothing can change the
        placement; None where nothing is left that can.
        """
        if self._next_single(record) is None:
            return None
        known = known_answers(self.questionnaire, record)
        left = self.quick.usually_left(known, self._asked(record), cases)
        pages = () if record.path == FULL else self._fixed(record)
        before = sum(len(self._items(page)) for page in pages if not self._seen(record, page))
        return Interval(left.low + before, left.high + before)

    def _seen(self, record: ActivityRecord, page_id: str) -> bool:
        return any(record.has_said(item.id) for item in self._items(page_id))

    def unconfirmed(self, record: ActivityRecord) -> tuple[Item, ...]:
        """The items with usual answers that nobody has confirmed, in the order asked.

        Evidence that is not asked for, at individual level, is left out.
        """
        asks = self.asks_on_ladder(record)
        return tuple(
            item
            for section in self.questionnaire.sections
            for item in section.items
            if item.id in record.prefilled and (asks or section.part != EVIDENCE)
        )

    def to_confirm(self, record: ActivityRecord) -> Page | None:
        """The first page with a usual answer to confirm; None when nothing is left to confirm."""
        left = self.unconfirmed(record)
        return self.page_of(record, left[0]) if left else None

    def page_of(self, record: ActivityRecord, item: Item) -> Page | None:
        """The page that asks for an item: its section, or on the quick path the item alone."""
        if record.path != FULL and item.id in self.singles:
            return self.singles[item.id]
        return next(s for s in self.sections.values() if item in s.items)

    def asks_on_ladder(self, record: ActivityRecord) -> bool:
        """Does this activity need the evidence? A service to one person has no rung."""
        return record.values.get("level") != "individual"

    def _fixed(self, record: ActivityRecord) -> list[str]:
        asks = self.asks_on_ladder(record)
        if record.path != FULL:
            return [CALLED, BEFORE] if asks else [CALLED, BEFORE, KIND]
        return [s.id for s in self.sections.values() if asks or s.part != EVIDENCE]

    def _asked(self, record: ActivityRecord) -> list[str]:
        return [item for item in record.values if item in self.singles and record.has_said(item)]

    def _asked_here(self, record: ActivityRecord, page_id: str) -> list[str]:
        """Those that were answered on pages: what was known before the first page asked anything,
        as a register said it, is no question that somebody remembers.
        """
        said = list(record.values)
        began = next((said.index(item) for item in SHORT[BEFORE] if item in said), 0)
        return [i for i in self._asked(record) if i == page_id or said.index(i) >= began]

    def _next_single(self, record: ActivityRecord) -> Page | None:
        if not self.asks_on_ladder(record):
            return None
        answers = known_answers(self.questionnaire, record)
        item = self.quick.next_question(answers, self._asked(record))
        return None if item is None else self.singles[item]

    def _left(self, record: ActivityRecord, page_id: str) -> int | None:
        """How many questions there can be at most after a page that is the last one so far."""
        if page_id not in self.singles:
            return None
        answers = known_answers(self.questionnaire, record)
        asked = [item for item in self._asked(record) if item != page_id]
        others = {item: answer for item, answer in answers.items() if item != page_id}
        if self.quick.next_question(others, asked) != page_id:
            return None
        most = self.quick.most_left(others, asked)
        return most and most - 1


def _page(section: Section) -> Page:
    return Page(section.id, section.title, section.items, section.lead, section.part)


def _single(item: Item) -> Page:
    return Page(item.id, item.ask, (item,), part=EVIDENCE, demands=True)


def _short(questionnaire: Questionnaire, page: str) -> Page:
    """A page of the quick path. Its heading stands in its template, or is its only question."""
    items = tuple(questionnaire.items[item] for item in SHORT[page])
    return Page(page, items[0].ask if len(items) == 1 else "", items)
