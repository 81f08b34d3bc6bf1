"""Two pages are two, whatever codes and names a register has, and show what matters most."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from random import Random
from typing import Any

import pikepdf
import pytest

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.plan import Action, ReasonNow, ReasonToday, Trigger
from ladder_assess.core.plan.reason_now import HOLDS
from ladder_assess.publishing.common.words import told_in
from tests.publishing.plan.test_short_document import PAGE_HEIGHT, pages_of
from tests.publishing.plan.test_short_edition import LONG, text_of, written
from tests.publishing.plans import PANEL, SHOW, UNSURE, action, assessed, printed

DAY = date(2025, 5, 6)
CODES = ("ENG/24/0%02d", "%d", "WWW-MMM-%02d", "CORP-RES-2026-27-0000-%03d", "")
# Where these stand: 5, 1, anywhere from some rung on, and nobody knows.
KINDS: tuple[Mapping[str, Any], ...] = (PANEL, SHOW, UNSURE, {})
COLUMNS = ["No.", "Activity", "Code", "Rung by the facts", "Rung intended", "Rung believed"]


def listed(
    number: int, answers: Mapping[str, Any], code: str = "", **others: Any
) -> AssessedActivity:
    made = assessed(number, answers, **others)
    return replace(made, code=code)


def register(seed: int) -> PlanDocument:
    """A list as a register may bring it, with actions for one or several of it."""
    chance = Random(seed)
    code = chance.choice(CODES[seed % len(CODES) :])
    every = tuple(
        replace(
            listed(
                n,
                chance.choice(KINDS),
                code % n if code else "",
                name=LONG[: chance.choice((12, 34, 50, 70, 200))],
                **({"intended_rung": chance.randint(1, 8)} if chance.random() < 0.7 else {}),
            ),
            unconfirmed=("seats",) if chance.random() < 0.5 else (),
        )
        for n in range(1, chance.choice((11, 16, 30, 60)) + 1)
    )
    covers = (), (1, 4, 9), tuple(range(1, 11))
    actions = (
        action(n, title=LONG[: chance.choice((30, 80, 140))], do=LONG * 4, owner=LONG[:60],
               due=DAY, covers=chance.choice(covers))
        for n in range(1, chance.choice((0, 3, 6, 7, 12)) + 1)
    )  # fmt: skip
    return PlanDocument(LONG[: chance.choice((20, 200))], DAY, every, tuple(actions))


@pytest.mark.parametrize("seed", range(5))
def test_no_register_makes_a_third_page_of_print(seed: int) -> None:
    """“(ENG/ | 24/001)” took two lines in each row: page 2 held three rows and was else empty."""
    with pikepdf.open(BytesIO(printed(register(seed), short=True))) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("seed", range(5, 25))
def test_no_register_makes_a_third_page_of_a_document(seed: int) -> None:
    heights = pages_of(written(register(seed)))
    assert len(heights) == 2
    assert max(heights) < PAGE_HEIGHT, heights


def test_a_code_has_a_column_of_its_own_and_stays_whole() -> None:
    made = tuple(listed(n, PANEL, f"ENG/24/{n:03}", name=LONG[:60]) for n in range(1, 21))
    table = written(PlanDocument("", DAY, made, ())).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [*COLUMNS[:4], COLUMNS[5]]
    assert [row.cells[2].text for row in table.rows[1:]] == [
        f"ENG/24/{n:03}" for n in range(1, len(table.rows))
    ]


def test_what_matters_most_stands_first_and_what_waits_is_summed_up() -> None:
    """Sixteen stood there in the order of the file, seven of them “not placed yet – not said”."""
    reached = [listed(n, PANEL, name=f"As meant {n}", intended_rung=4) for n in range(1, 18)]
    waiting = [listed(n, {}, name=f"Waits {n}") for n in range(18, 28)]
    near = listed(28, PANEL, name="A little below", intended_rung=6)
    trapped = listed(29, SHOW, name="Far below", intended_rung=7)
    acted = listed(30, PANEL, name="To be worked on", intended_rung=5)
    every = (*reached, *waiting, near, trapped, acted)
    document = PlanDocument("", DAY, every, (action(1, activity=30),))
    rows = [row.cells[1].text for row in written(document).tables[0].rows[1:]]
    assert rows[:4] == ["To be worked on", "Far below", "A little below", "As meant 1"]
    assert not any("Waits" in name for name in rows)
    left = len(every) - len(rows)
    assert f"And {left} more activities. 10 of them are not placed yet." in text_of(document)
    alone = text_of(PlanDocument("", DAY, (*waiting, near), ()))
    assert "And 10 more activities, which are not placed yet." in alone


def test_what_nobody_confirmed_is_not_told_as_certain() -> None:
    """“29 activities, 17 of them with a certain place”: 15 had usual answers of a common form."""
    made = [listed(n, PANEL, name=f"Forum {n}", intended_rung=5) for n in range(1, 13)]
    usual = [replace(each, unconfirmed=("seats",)) for each in made[:9]]
    told = text_of(PlanDocument("", DAY, (*usual, *made[9:]), ()))
    assert "certain" not in told.partition("No.")[0].replace("uncertain", "")
    for words in (
        "Of 12 with an intended rung, 12 reached it, 9 of them by usual answers that nobody has",
        "12 activities, 12 of them on one rung of the ladder. 9 of these rest on usual answers",
    ):
        assert words in told
    assert told.count("5, unconfirmed") == len(usual)
    assert "certain" in text_of(PlanDocument("", DAY, tuple(made), ()))


def test_a_group_action_names_its_activities_and_says_what_it_is_for_in_a_word() -> None:
    """“A step up: Seats, to “Fewer than h…: Still so.” stood below “For 3 activities: 1, 2, 3”."""
    made = tuple(listed(n, PANEL, name=f"Forum {n}") for n in range(1, 5))
    chosen = 1746522000
    step = Action(
        1, 0, "Give seats", "Ask the clerk. Propose at least two seats, so that nobody sits alone.",
        trigger=Trigger("change", "seats >= minority"), covers=(1, 2, 3), chosen=chosen,
        reason=ReasonToday((ReasonNow(HOLDS),) * 3),
    )  # fmt: skip
    told = text_of(PlanDocument("", DAY, made, (step,)))
    assert "For: 1. Forum 1; 2. Forum 2; 3. Forum 3" in told
    assert "A step up: Seats Nobody" in re.sub("nobody", "Nobody", told)
    later = text_of(PlanDocument("", date(2025, 6, 6), made, (step,)))
    assert "A step up: Seats. Still so." in later


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (80, "Ask the clerk. Propose two seats, so that nobody sits alone."),
        (50, "Ask the clerk."),
        (12, "Ask the…"),
    ],
)
def test_a_text_ends_with_a_sentence_or_at_least_with_a_word(most: int, said: str) -> None:
    assert told_in("Ask the clerk. Propose two seats, so that nobody sits alone.", most) == said
