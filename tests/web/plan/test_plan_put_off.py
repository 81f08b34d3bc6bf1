"""What was put off or went back in a plan is told: no such plan looks as it was."""

from datetime import timedelta

from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.site import TODAY
from tests.web.plan.test_plan_since import APRIL, act, give_out, set_of, told


def test_days_that_were_put_off_and_steps_back_are_told(client: Client, links: Links) -> None:
    """A plan was once as it had been where every day in it had been put off by a year."""
    link = links.make(PANEL)
    titles = ("Put off", "Day taken away", "Open again", "Stopped")
    ids = {title: act(link, title) for title in titles}
    set_of(link, ids["Open again"], status="done")
    set_of(link, ids["Stopped"], status="under_way")
    give_out(link, APRIL)
    for title, change in (
        ("Put off", {"due": TODAY + timedelta(365)}),
        ("Day taken away", {"due": None}),
        ("Open again", {"status": "under_way"}),
        ("Stopped", {"status": "not_started"}),
    ):
        set_of(link, ids[title], **change)
    found = told(client.get(f"{link.address}/plan"))
    assert found["Actions due on another day: 2"] == (
        "Put off: was due 7 April 2026, is due 4 May 2027"
        "Day taken away: was due 7 April 2026, has no day now"
    )
    assert found["Actions that went back: 2"] == (
        "Open again: was done, is under wayStopped: was under way, is not started"
    )
    assert not [heading for heading in found if heading.startswith("Actions started")]
