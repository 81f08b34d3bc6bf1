"""The pages of both paths: each is met once, back leads where on came from, progress is kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, PATHS, QUICK, ActivityRecord
from ladder_assess.core.activities.pages import BEFORE, CALLED, SHORT, Page
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from tests.support.command import rules

SHOWN = rules().paths
QUESTIONS = SHOWN.questionnaire
SINGLES = list(QUESTIONS.evidence)
LEVELS = ["individual", "group", "collective", UNKNOWN]


def value_of(item: Item, place: int) -> str | tuple[str, ...]:
    """An answer of the kind that an item takes."""
    if item.answer == "many":
        return (item.option_ids[place % len(item.option_ids)],)
    if item.option_ids:
        return item.option_ids[place % len(item.option_ids)]
    return {"number": "3", "date": "2026-01-02", "rung": "4"}.get(item.answer, "words")


@st.composite
def described(draw: st.DrawFn) -> ActivityRecord:
    """An activity with some of its questions answered, some with Don't know."""
    items = draw(
        st.lists(st.sampled_from(list(QUESTIONS.items.values())), unique_by=lambda i: i.id)
    )
    values = {i.id: value_of(i, draw(st.integers(0, 9))) for i in items}
    unknown = draw(st.sets(st.sampled_from(SINGLES), max_size=3))
    values |= {item.id: UNKNOWN for item in unknown}
    values["level"] = draw(st.sampled_from(LEVELS))
    return ActivityRecord(1, draw(st.sampled_from(PATHS)), values)


def answered(record: ActivityRecord, page: Page) -> ActivityRecord:
    """The same once its reader went on from a page."""
    return record.with_values({i.id: value_of(i, 1) for i in page.items if i.id != "level"})


@given(described())
def test_going_on_meets_each_page_once_and_ends(record: ActivityRecord) -> None:
    page: Page | None = SHOWN.first(record)
    met: list[str] = []
    while page is not None:
        assert page.id not in met
        met.append(page.id)
        record = answered(record, page)
        page = SHOWN.after(record, page.id)
    assert SHOWN.resume(record) is None, "nothing is left once all was answered"
    singles = {item.id for item in SINGLES}
    if record.path == FULL:
        assert not singles & set(met)
    if not SHOWN.asks_on_ladder(record):
        asked = {i.id for page_id in met if page_id in SHOWN.sections for i in on(page_id)}
        assert not singles & (asked | set(met)), "a service to one person has no rung"


def on(page_id: str) -> tuple[Item, ...]:
    return SHOWN.sections[page_id].items


@given(described())
def test_back_leads_to_where_on_came_from(record: ActivityRecord) -> None:
    page = SHOWN.first(record)
    assert SHOWN.before(record, page.id) is None
    while True:
        record = answered(record, page)
        following = SHOWN.after(record, page.id)
        if following is None:
            break
        before = SHOWN.before(record, following.id)
        fixed = following.id not in {item.id for item in SINGLES}
        assert before is not None
        assert before.id == page.id or not fixed
        page = following


@given(described(), st.sampled_from(SINGLES))
def test_progress_never_goes_beyond_its_end(record: ActivityRecord, item: Item) -> None:
    for page_id in (*SHOWN.sections, *SHOWN.short, item.id):
        progress = SHOWN.progress(record, page_id)
        assert (progress.to is None) == (progress.of is not None) == (record.path == FULL)
        page = SHOWN.page(record, page_id)
        assert page is not None
        if progress.to is not None:
            assert progress.to - progress.at + 1 == len(page.items)
        else:
            assert 1 <= progress.at <= (progress.of or 0)


@given(described())
def test_questions_are_counted_from_first_to_last_without_a_gap(record: ActivityRecord) -> None:
    record = replace(record, path=QUICK, values={"level": record.values["level"]})
    page: Page | None = SHOWN.first(record)
    counted, most = 0, 99
    while page is not None:
        progress = SHOWN.progress(record, page.id)
        assert progress.at == counted + 1
        assert progress.to is not None
        counted = progress.to
        assert counted <= most
        if progress.left is not None:
            most = counted + progress.left
        record = answered(record, page)
        following = SHOWN.after(record, page.id)
        assert following is None or following.id in SHOWN.singles or page.id in SHOWN.short
        page = following
    assert most in (counted, 99)


@given(described(), st.sampled_from(SINGLES))
def test_what_a_register_answered_is_counted_as_no_question(
    record: ActivityRecord, item: Item
) -> None:
    """After “Questions 2 to 4” came “Question 6”."""
    known = {item.id: item.option_ids[0]}
    before = {"level": "collective", "claimed_rung": "3"}
    record = replace(record, path=QUICK, values=known | before, prefilled=frozenset())
    following = SHOWN.after(record, BEFORE)
    if following is not None:
        assert SHOWN.progress(record, following.id).at == len(SHORT[CALLED] + SHORT[BEFORE]) + 1


@given(described())
def test_who_plans_and_who_delivers_is_asked_after_the_result_wherever_there_is_a_rung(
    record: ActivityRecord,
) -> None:
    record = replace(record, path=QUICK)
    page: Page | None = SHOWN.first(record)
    met: set[str] = set()
    while page is not None:
        met |= {item.id for item in page.items}
        record = answered(record, page)
        page = SHOWN.after(record, page.id)
    cannot_change = {item.id for item in SHOWN.short["kind"].items}
    assert cannot_change & met == (set() if SHOWN.asks_on_ladder(record) else cannot_change)


@given(described())
def test_where_to_go_on_is_a_page_on_which_nothing_was_said(record: ActivityRecord) -> None:
    page = SHOWN.resume(record)
    if page is not None:
        assert not any(record.has_said(item.id) for item in page.items)
    still = SHOWN.still_open(record)
    if not SHOWN.asks_on_ladder(record):
        assert still is None


@given(described(), st.sets(st.sampled_from(sorted(QUESTIONS.items))))
def test_what_was_filled_in_is_to_be_confirmed_where_it_is_asked(
    record: ActivityRecord, filled: set[str]
) -> None:
    record = replace(record, prefilled=frozenset(filled & record.values.keys()))
    left = SHOWN.unconfirmed(record)
    assert {item.id for item in left} <= record.prefilled
    evidence = {item.id for item in SINGLES}
    if SHOWN.asks_on_ladder(record):
        assert {item.id for item in left} == record.prefilled & sections_items()
    else:
        assert not evidence & {item.id for item in left}
    page = SHOWN.to_confirm(record)
    assert (page is None) == (not left)
    assert page is None or left[0] in page.items


def sections_items() -> set[str]:
    return {item.id for section in QUESTIONS.sections for item in section.items}


@pytest.mark.parametrize("path", PATHS)
def test_every_section_and_question_can_be_opened_on_its_own(path: str) -> None:
    record = ActivityRecord(1, path)
    for section in QUESTIONS.sections:
        page = SHOWN.page(record, section.id)
        assert page is not None
        assert page.items == section.items, "whole, also where a path has a shorter page"
    for item in SINGLES:
        page = SHOWN.page(record, item.id)
        assert page is not None
        assert page.items == (item,)
        alone = SHOWN.page_of(record, item)
        assert alone is not None
        assert (len(alone.items) == 1) == (path == QUICK or len(alone.items) == 1)
    assert SHOWN.page(record, "no such page") is None
