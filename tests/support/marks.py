"""A list in which every text that someone can type is told apart by a mark of its own."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from itertools import cycle

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import Author, Comment
from ladder_assess.core.activities.portfolio import Backing, Portfolio
from ladder_assess.core.plan.plan import CHANGE, Action, Trigger
from ladder_assess.core.plan.public_page import SHOWS, Choices, Told
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, history
from ladder_assess.storage.activities.portfolios import rename_portfolio
from ladder_assess.storage.plan import plans, public_pages
from ladder_assess.storage.points_of_view import agreed as agreed_store
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Links
from tests.support.offices import Office, make_office, make_person
from tests.support.site import TODAY
from tests.support.waves import begin, finish

# Facts that cannot hold a mark are such as stand nowhere else.
DAYS = {
    "2019-03-27": "activity start", "2021-04-28": "activity end",
    "2031-03-05": "action 1 due", "2031-06-07": "action 0 due",
}  # fmt: skip
NUMBERS = {"987654": "activity affected", "876543": "activity took part"}
SPOKEN = {f"{date.fromisoformat(day):%-d %B %Y}": day for day in DAYS}
MARK = re.compile("|".join(("Qm[0-9]{3}", *NUMBERS, *DAYS, *SPOKEN)))
# How a text begins that a spreadsheet would work out.
ACTING = ("=", "+", "-", "@", "\t", "\r", "=HYPERLINK(1)", " =")
WHEN = 1_777_852_800
ADDRESS = "https://example.org/"


def marks_in(text: str) -> set[str]:
    """The marks that stand in a text."""
    found = MARK.findall(text.replace(",", ""))
    return {SPOKEN.get(mark, mark) for mark in found}


@dataclass
class Marks:
    """Makes marks; `meant` says by mark what each stands for."""

    meant: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.meant |= {**DAYS, **NUMBERS}
        self._acting = cycle(ACTING)

    def text(self, what: str) -> str:
        """A text that would act in a spreadsheet."""
        return f"{next(self._acting)}{self.plain(what)} {what}"

    def plain(self, what: str) -> str:
        """A mark alone, where no other text may stand."""
        mark = f"Qm{len(self.meant):03}"
        self.meant[mark] = what
        return mark

    def address(self, what: str) -> str:
        return ADDRESS + self.plain(what)

    def of(self, *whats: str) -> set[str]:
        """The marks of what begins with one of these."""
        return {mark for mark, what in self.meant.items() if what.startswith(whats)}


@dataclass(frozen=True)
class Marked:
    """Where a list and what is about it are found, its marks and the ids of its two actions.

    `about` is the start of the addresses about its organisation, or of those of a private link.
    """

    portfolio: Portfolio
    list: str
    about: str
    marks: Marks
    actions: tuple[int, ...]


def marked_office(product: Product) -> tuple[Office, Marked]:
    """An organisation with two activities, a plan and a questionnaire, and someone in it."""
    marks = Marks()
    office = make_office(product, marks.plain("organisation"))
    person = make_person(product, marks.plain("person"))
    office.take_on(person, "contributor")
    office.describe(PANEL, SHOW)
    actions = _fill(product, office.portfolio, marks, person.id)
    return office, Marked(office.portfolio, office.list, office.address, marks, actions)


def marked_link(product: Product) -> Marked:
    """The same under a private link, which has no people."""
    marks = Marks()
    link = Links(product).make(PANEL, SHOW)
    actions = _fill(product, link.portfolio, marks, None)
    return Marked(link.portfolio, link.address, link.address, marks, actions)


def _fill(product: Product, portfolio: Portfolio, marks: Marks, by: int | None) -> tuple[int, ...]:
    written(product.database, rename_portfolio, portfolio, marks.text("list"))
    _describe(product, portfolio, marks, by)
    _remark(product, portfolio, marks, by)
    finish(
        product, portfolio, begin(product, portfolio, "partnership", subject=marks.text("round"))
    )
    actions = _plan(product, portfolio, marks, by)
    _public(product, portfolio, marks, actions)
    return actions


def _describe(product: Product, portfolio: Portfolio, marks: Marks, by: int | None) -> None:
    """Every text about activity 1, and what stands behind three of its answers."""
    items = product.definitions.questionnaire.items.values()
    texts = [item.id for item in items if item.answer in ("text", "paragraph")]
    facts: dict[str, Value | None] = {
        "start_date": "2019-03-27", "end_date": "2021-04-28", "people_affected": "987654",
        "people_took_part": "876543", "done_about_missing": ("languages",),
    }  # fmt: skip
    backing = {
        item: Backing("documented", marks.text(f"note {item}"), marks.address(f"link {item}"))
        for item in ("seats", "dialogue", "who_plans")
    }
    # An import takes the spaces around an id away.
    identity = marks.text("register id").strip()
    for time in ("past", "activity"):
        facts |= {item: marks.text(f"{time} {item}") for item in texts}

        def change(
            record: ActivityRecord, facts: dict[str, Value | None] = facts
        ) -> ActivityRecord:
            told = record.with_values(facts)
            return replace(told, backing=backing, assigned_to=by, register_id=identity)

        author = Author(by, "", WHEN)
        written(product.database, activities.change_activity, portfolio, 1, change, author)


def _remark(product: Product, portfolio: Portfolio, marks: Marks, by: int | None) -> None:
    database = product.database
    for item in ("seats", "") if by else ():
        remark = Comment(item, marks.text(f"comment {item}"), WHEN, by)
        written(database, history.add_comment, portfolio, 1, remark, f"remark on {item}")
    agreed = AgreedView({"seats": "minority"}, marks.text("agreed"), TODAY.isoformat())
    written(database, agreed_store.add_agreed, portfolio, 1, agreed, "agreed", by)
    sent = Sent(f"{marks.plain('file')}.txt", BytesIO(b"Minutes"), TODAY)
    keep_evidence(product, portfolio, 1, sent, Allowed(1024, 5, 1024))


def _plan(product: Product, portfolio: Portfolio, marks: Marks, by: int | None) -> tuple[int, ...]:
    """An action for activity 1 and one for the organisation, each reworded once."""
    found = []
    for number, due in ((1, date(2031, 3, 5)), (0, date(2031, 6, 7))):
        start = f"action {number}"

        def text(what: str, start: str = start) -> str:
            return marks.text(f"{start} {what}")

        action = Action(
            0, number, marks.text(f"past {start} title"), text("do"), source="jrf-2008",
            measure=text("measure"), owner=text("owner"), notes=text("notes"), due=due,
            evidence=marks.address(f"{start} evidence"),
            # An action of one's own gives no reasons.
            why=text("why") if number else "",
            trigger=Trigger(CHANGE, "seats >= minority") if number else None,
        )  # fmt: skip
        made = written(product.database, plans.add_action, portfolio, action, start)

        def reword(action: Action, title: str = text("title")) -> Action:
            return replace(action, title=title)

        written(
            product.database, plans.change_action, portfolio, made, reword, Author(by, "", WHEN)
        )
        written(product.database, public_pages.tell, portfolio, made, Told(did=text("did")))
        found.append(made)
    return tuple(found)


def _public(product: Product, portfolio: Portfolio, marks: Marks, shown: tuple[int, ...]) -> None:
    """A public page that has been chosen; nothing of it is published."""
    title, introduction, contact = (
        marks.text(f"public page {what}") for what in ("title", "introduction", "contact")
    )
    choices = Choices(title, introduction, contact, frozenset(SHOWS))
    assert written(product.database, public_pages.keep_choices, portfolio, choices, shown, 0)
