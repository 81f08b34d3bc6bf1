"""The public page about a plan: it shows what was chosen and no more, and counts everything."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.plan import STATUSES, Action
from ladder_assess.core.plan.progress import is_late
from ladder_assess.core.plan.public_page import (
    CLOSED,
    DUE,
    OWNER,
    SHOWS,
    UNTOLD,
    WHAT,
    Choices,
    PublicPage,
    Subject,
    Told,
    as_data,
    from_data,
    gives_away,
    public_page,
    seal,
    words_of,
)
from ladder_assess.core.plan.public_page_differences import SAME, differences

ON = date(2026, 5, 4)
SUBJECTS = {1: Subject("Panel"), 2: Subject("Copied case", sample=True)}
PRIVATE = "https://site.example/p/" + "a2" * 16

days = st.integers(-400, 400).map(lambda n: ON + timedelta(n))
texts = st.text(max_size=20)
actions = st.builds(
    Action,
    id=st.integers(1, 10**6),
    activity=st.sampled_from([0, 1, 2, 9]),
    title=texts,
    do=texts.map("do-{}".format),
    owner=texts.map("owner-{}".format),
    notes=texts.map("secret-{}".format),
    due=st.none() | days,
    status=st.sampled_from(STATUSES),
    evidence=st.sampled_from(
        ["", "https://a.example/1\nhttp://b.example/2", "javascript:alert(1)"]
    ),
)
plans = st.lists(actions, max_size=8, unique_by=lambda action: action.id)
tellings = st.builds(Told, st.booleans(), texts.map("did-{}".format), st.booleans())
choices = st.builds(
    Choices, texts, texts, texts, st.frozensets(st.sampled_from(SHOWS)), st.booleans()
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Action], dict[int, Told], Choices]:
    plan = draw(plans)
    return plan, {a.id: draw(tellings) for a in plan if draw(st.booleans())}, draw(choices)


def page_of(case: tuple[list[Action], dict[int, Told], Choices], on: date = ON) -> PublicPage:
    plan, told, chosen = case
    return public_page(chosen, told, plan, SUBJECTS, "Riverside", on)


@given(cases())
def test_every_action_is_counted_and_those_left_out_are_owned_up_to(
    case: tuple[list[Action], dict[int, Told], Choices],
) -> None:
    plan, told, _ = case
    page = page_of(case)
    shown = [a for a in plan if told.get(a.id, UNTOLD).shown]
    assert len(page.actions) == len(shown)
    assert page.counts.all == len(plan) == len(page.actions) + page.hidden
    assert page.counts.all_late == sum(is_late(a, ON) for a in plan)
    assert page.counts.all_late == page.hidden_late + sum(a.late for a in page.actions)
    assert all(0 <= page.counts.late[s] <= page.counts.by_status[s] for s in STATUSES)
    assert page.counts.undated == sum(a.due is None and a.status not in CLOSED for a in plan)
    assert [a for _, group in page.grouped for a in group] != [] or not shown
    assert sum(len(group) for _, group in page.grouped) == len(shown)


@given(cases())
def test_hiding_makes_no_figure_look_better(
    case: tuple[list[Action], dict[int, Told], Choices],
) -> None:
    plan, _, chosen = case
    nothing = page_of((plan, {}, chosen))
    assert nothing.counts == page_of(case).counts
    assert nothing.hidden == len(plan)


@given(cases())
def test_what_was_not_chosen_is_not_even_kept(
    case: tuple[list[Action], dict[int, Told], Choices],
) -> None:
    plan, told, chosen = case
    kept = repr(as_data(page_of(case)))
    assert "secret-" not in kept
    assert "javascript" not in kept
    for word, show in (("do-", WHAT), ("owner-", OWNER)):
        assert word not in kept or show in chosen.shows
    for action, public in zip(
        (a for a in plan if told.get(a.id, UNTOLD).shown), page_of(case).actions, strict=True
    ):
        assert public.due == (action.due if DUE in chosen.shows else None)
        assert public.did == told[action.id].did
        assert not public.evidence or told[action.id].evidence
        assert all(link.startswith(("https://", "http://")) for link in public.evidence)


@given(cases())
def test_it_is_read_back_as_it_was_kept(
    case: tuple[list[Action], dict[int, Told], Choices],
) -> None:
    page = page_of(case)
    assert from_data(as_data(page)) == page
    assert seal(from_data(as_data(page))) == seal(page)


@given(cases(), cases())
def test_differences_are_told_exactly_where_there_are_any(
    one: tuple[list[Action], dict[int, Told], Choices],
    other: tuple[list[Action], dict[int, Told], Choices],
) -> None:
    before, after = page_of(one), page_of(other)
    assert differences(before, before) == SAME
    assert not differences(before, before)
    assert bool(differences(before, after)) == (before != after)
    turned = replace(before, actions=before.actions[::-1])
    assert bool(differences(before, turned)) == (before != turned)


@pytest.mark.parametrize("field", ["title", "do", "owner", "evidence"])
def test_each_text_of_an_action_that_changes_is_told(field: str) -> None:
    chosen, told = Choices(shows=frozenset(SHOWS)), {1: Told(True, "Done", True)}
    action = Action(1, 1, "Ask", "Ask them", owner="Kim", evidence="https://a.example")
    after = replace(action, **{field: "https://b.example"})  # type: ignore[arg-type]
    found = differences(page_of(([action], told, chosen)), page_of(([after], told, chosen)))
    if field == "title":
        assert (found.new, found.gone) == (("https://b.example",), ("Ask",))
    else:
        assert found.changed == ("Ask",)


def test_a_day_that_passes_after_publishing_is_told_and_not_called_late() -> None:
    plan = [
        Action(1, 0, "Soon", "", due=ON),
        Action(2, 0, "Late", "", due=ON - timedelta(1)),
        Action(3, 0, "Done", "", due=ON, status="done"),
        Action(4, 0, "Open", ""),
    ]
    page = page_of((plan, {a.id: Told(True) for a in plan}, Choices()))
    assert [a.late for a in page.actions] == [False, True, False, False]
    assert page.passed(ON) == 0
    assert page.passed(ON + timedelta(1)) == 1
    assert page.counts.all_late == 1


@pytest.mark.parametrize(
    "where", ["title", "introduction", "contact", "action", "do", "did", "owner", "evidence"]
)
@pytest.mark.parametrize("link", [PRIVATE, PRIVATE.replace("/p/", "/workshops/")])
def test_a_private_link_is_found_wherever_it_stands(where: str, link: str) -> None:
    chosen = Choices("T", "I", "C", frozenset(SHOWS))
    action, told = Action(1, 1, "Ask", "", evidence="https://a.example"), Told(True, "", True)
    text = f"See {link}/plan." if where != "evidence" else link
    if where in ("title", "introduction", "contact"):
        chosen = replace(chosen, **{where: text})  # type: ignore[arg-type]
    elif where == "did":
        told = replace(told, did=text)
    else:
        action = replace(action, **{"title" if where == "action" else where: text})  # type: ignore[arg-type]
    assert gives_away(page_of(([action], {1: told}, chosen))) == (text,)
    safe = page_of(([Action(1, 1, "Ask /p/ them", "")], {1: Told(True)}, Choices("x")))
    assert not gives_away(safe)


def test_sample_data_is_marked_as_such() -> None:
    copied, own = Action(1, 2, "A", ""), Action(2, 1, "B", "")
    told = {1: Told(True), 2: Told(True)}
    page = page_of(([copied, own], told, Choices()))
    assert page.sample
    assert [action.sample for action in page.actions] == [True, False]
    assert not page_of(([own], told, Choices())).sample


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("us@example.org", "mailto:us@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
        ("Https://Example.org/contact", "Https://Example.org/contact"),
        ("01234 567890", ""),
        ("javascript:alert(1)", ""),
        ("us@example.org?bcc=x@y.example", ""),
        ("us@example.org, x@y.example", ""),
        ("Write to us@example.org", ""),
    ],
)
def test_a_contact_links_only_to_an_address(contact: str, link: str) -> None:
    assert page_of(([], {}, Choices(contact=contact))).contact_link == link


@given(texts)
def test_words_of_an_address_are_plain(title: str) -> None:
    words = words_of(title)
    assert set(words) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(words) <= 40
    assert not words.startswith("-")
    assert not words.endswith("-")


def test_words_of_a_title() -> None:
    assert (
        words_of("What we do about Café Zürich’s “hours”") == "what-we-do-about-cafe-zurichs-hours"
    )
    assert words_of("Ευχαριστώ") == ""
