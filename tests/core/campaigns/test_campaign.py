"""What people were told stays as it was, and nothing is opened that would take no answers."""

from dataclasses import fields, replace

from hypothesis import assume, given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.campaign import (
    BEFORE_OPENING,
    FIXED_ONCE_OPEN,
    PAST,
    REQUIRED,
    Campaign,
    Settings,
    changed,
    checklist,
    different,
    fixed,
    flaws,
    for_the_next,
    may_open,
)
from ladder_assess.core.campaigns.course import (
    CLOSED,
    DRAFTED,
    NOT_YET,
    OPENED,
    STATES,
    moved,
    standing,
    state_at,
)
from ladder_assess.core.campaigns.link import WaveLink, link_course
from ladder_assess.core.campaigns.moments import ZONES
from ladder_assess.core.instruments.wave import Wave

INSTANTS = st.integers(0, 100)
WORDS = st.sampled_from(["", "one", "other"])
SETTINGS = st.builds(
    Settings, WORDS, WORDS, WORDS, WORDS, st.sampled_from(ZONES), st.none() | INSTANTS,
    st.none() | INSTANTS, st.none() | st.integers(1, 9),
    st.dictionaries(WORDS, st.integers(1, 9), max_size=2),
)  # fmt: skip
CAMPAIGNS = st.builds(Campaign, st.sampled_from(STATES), SETTINGS).filter(
    lambda campaign: campaign.state == DRAFTED or campaign.settings.opens_at is not None
)


@given(CAMPAIGNS, SETTINGS, INSTANTS)
def test_what_people_were_told_stays(campaign: Campaign, settings: Settings, now: int) -> None:
    after = changed(campaign, settings, now)
    moved_on = different(campaign.settings, after.settings)
    assert not set(moved_on) & set(fixed(campaign, now))
    assert after.state == campaign.state
    if standing(campaign.course, now) != NOT_YET:
        assert not set(moved_on) & set(FIXED_ONCE_OPEN)
    if state_at(campaign.course, now) in (DRAFTED, OPENED):
        assert set(different(after.settings, settings)) <= set(FIXED_ONCE_OPEN)
        assert campaign.state == DRAFTED or after.settings.opens_at is not None
    else:
        assert after == campaign


@given(CAMPAIGNS, SETTINGS, INSTANTS)
def test_settings_without_a_flaw_end_after_they_begin(
    campaign: Campaign, settings: Settings, now: int
) -> None:
    found, after = flaws(campaign, settings, now), changed(campaign, settings, now).settings
    if found or after.closes_at is None or after.closes_at == campaign.settings.closes_at:
        return
    assert after.closes_at > now
    assert after.opens_at is None or after.closes_at > after.opens_at


@given(CAMPAIGNS, SETTINGS, INSTANTS, INSTANTS)
def test_an_open_campaign_is_never_closed_by_its_settings(
    campaign: Campaign, settings: Settings, now: int, later: int
) -> None:
    opens, closes = campaign.settings.opens_at, campaign.settings.closes_at
    assume(closes is None or closes > (opens or 0))
    before = state_at(campaign.course, now)
    if not flaws(campaign, settings, now):
        assert state_at(changed(campaign, settings, now).course, now) == before
    assert STATES.index(state_at(campaign.course, now + later)) >= STATES.index(before)


def test_flaws_say_which_day_is_wrong() -> None:
    draft = Campaign()
    assert flaws(draft, Settings(opens_at=5, closes_at=20), 5) == [("opens", PAST)]
    assert flaws(draft, Settings(opens_at=9, closes_at=9), 5) == [("closes", BEFORE_OPENING)]
    assert flaws(draft, Settings(closes_at=5), 5) == [("closes", PAST)]
    assert flaws(draft, Settings(opens_at=9, closes_at=10), 5) == []


@given(SETTINGS, INSTANTS, st.booleans(), st.booleans())
def test_what_may_be_opened_takes_answers(
    settings: Settings, now: int, named: bool, linked: bool
) -> None:
    draft = Campaign(DRAFTED, settings)
    found = checklist(draft, now, named=named, linked=linked)
    assert may_open(draft, now, named=named) is all(found[each] for each in REQUIRED)
    if may_open(draft, now, named=named):
        opened = draft.taken(moved(draft.course, OPENED, now))
        assert state_at(opened.course, now) == OPENED
        assert different(settings, opened.settings) in ([], ["opens_at"])


@given(CAMPAIGNS)
def test_the_next_round_has_days_of_its_own(campaign: Campaign) -> None:
    after = for_the_next(campaign)
    assert (after.opens_at, after.closes_at) == (None, None)
    assert set(different(campaign.settings, after)) <= {"opens_at", "closes_at"}
    assert len(fields(Settings)) == 11, "is a new setting kept for the next round?"


@given(CAMPAIGNS, INSTANTS, INSTANTS)
def test_a_link_takes_answers_no_longer_than_its_campaign(
    campaign: Campaign, closed_at: int, now: int
) -> None:
    course = link_course(campaign.course, closed=True, closed_at=closed_at)
    if now >= closed_at:
        assert state_at(course, now) not in (DRAFTED, OPENED)
    assert link_course(campaign.course, closed=False, closed_at=0) == campaign.course
    wave = Wave(1, "principles", 1, False, "respondents", "", "2026-05-04")
    closed = replace(campaign, state=CLOSED)
    link = WaveLink(wave, "", True, "Us", closed, closed_at=now)
    assert link.course.state == CLOSED
