"""Ticks of the plan's page sent many times over, each for many activities: read once or refused."""

from collections.abc import Sequence

import pytest

from ladder_assess.core.common.number_runs import read_runs
from ladder_assess.storage.plan.plans import list_actions
from ladder_assess.web.plan import picks
from tests.support.client import Client
from tests.support.forms import PageForm, form_of
from tests.support.kept.transactions import count_changes
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page

MANY, OFTEN = 24, 400


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(*[{**PANEL, "name": f"Panel {number}"} for number in range(MANY)])


def form_for(client: Client, link: Link) -> PageForm:
    page = client.get(f"{link.address}/plan?by=advice")
    return next(f for f in [form_of(page, "/plan")] if "picks" in f.names)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many numbers each tick that is read gives."""
    found = list[int]()

    def counted(text: str, ordered: Sequence[int]) -> tuple[int, ...]:
        numbers = read_runs(text, ordered)
        found.append(len(numbers))
        return numbers

    monkeypatch.setattr(picks, "read_runs", counted)
    return found


def send(client: Client, link: Link, form: PageForm, ticks: list[str]) -> Page:
    return client.post(f"{link.address}/plan", {**form.sent_by("pick"), "picks": ticks})


def for_all(form: PageForm) -> str:
    return next(v for v in form.options("picks") if v.startswith(f"1-{MANY}:"))


def test_the_same_tick_many_times_is_one(client: Client, link: Link, read: list[int]) -> None:
    """Each was read, and looked through while nobody else could save."""
    form = form_for(client, link)
    read.clear()
    send(client, link, form, [for_all(form)])
    once = sum(read)
    other = form_for(client, link)
    read.clear()
    assert not send(client, link, other, [for_all(other)] * OFTEN).complaints
    assert sum(read) <= 2 * once
    assert len(list_actions(link.product.database, link.portfolio)) == 2


def test_ticks_for_more_than_is_proposed_are_refused(
    client: Client, link: Link, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No two are the same: each names the activities of another by its numbers."""
    form = form_for(client, link)
    advice = for_all(form).partition(":")[2]
    ticks = [f"1-{MANY + more}:{advice}" for more in range(10 * OFTEN)]
    read.clear()
    changed = count_changes(monkeypatch)
    answer = send(client, link, form, ticks)
    assert answer.complaints == ["Choose only from the proposals shown."]
    assert sum(read) < sum(MANY for _tick in ticks) / 2
    assert not sum(changed)
    read.clear()
    client.get(f"{link.address}/plan?" + "&".join(f"picks={tick}" for tick in ticks))
    assert sum(read) < sum(MANY for _tick in ticks) / 2


def test_everything_can_be_ticked_together_and_one_by_one(client: Client, link: Link) -> None:
    form = form_for(client, link)
    assert not send(client, link, form, form.options("picks")).complaints
