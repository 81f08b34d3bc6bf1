"""What is done to campaigns, as `logged_once` does everything that the log tells of."""

from collections.abc import Callable
from dataclasses import replace

from ladder_assess.core.campaigns.brought import BroughtRow
from ladder_assess.core.campaigns.course import ARCHIVED, CLOSED, OPENED, REPORTED
from ladder_assess.core.instruments.wave import RESPONDENTS, NewWave, Wave
from ladder_assess.services.campaigns.bring_answers import bring_answers
from ladder_assess.services.campaigns.draft_campaign import change_campaign, draft_campaign
from ladder_assess.services.campaigns.figures.keep_weights import keep_weights
from ladder_assess.services.campaigns.move_campaign import move_campaign
from ladder_assess.services.campaigns.pilot_campaign import start_pilot, throw_pilot_away
from ladder_assess.services.campaigns.read_comments import redact_words
from ladder_assess.storage.instruments import waves
from tests.support.kept.logged import Does, Scene
from tests.support.site import TODAY
from tests.support.waves import CONTACT, begin, hear, pilot_of


def answers_brought(s: Scene) -> Does:
    wave = begin(s.product, s.list, "officer-survey", respondents=True, elsewhere=True)
    rows = [BroughtRow("", {"strategy": "yes"})] * 6
    return lambda: bring_answers(s.product, s.list, wave, rows, s.by, TODAY, "again-again")


def campaign_changed(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True, draft=True)
    settings = replace(CONTACT, title="Told apart")
    return lambda: change_campaign(s.product, s.list, wave, settings, s.by)


def campaign_drafted(s: Scene) -> Does:
    new = NewWave("principles", False, RESPONDENTS)
    return lambda: draft_campaign(s.product, s.list, new, s.by, TODAY, "again")


def comment_redacted(s: Scene) -> Does:
    (said,) = hear(s.product, s.list, "Ask Ann Lee at the desk.")
    wave = waves.find_wave(s.product.database, s.list, "enablers", 1)
    assert wave is not None
    return lambda: redact_words(s.product, s.list, wave, said.id, "ann lee", s.by)


def pilot_started(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True, draft=True)
    return lambda: start_pilot(s.product, s.list, wave, s.by, "again")


def pilot_thrown_away(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True, draft=True)
    pilot_of(s.product, s.list, wave)
    return lambda: throw_pilot_away(s.product, s.list, wave, s.by)


def weights_kept(s: Scene) -> Does:
    wave = begin(s.product, s.list, respondents=True, by_row=True)
    return lambda: keep_weights(s.product, s.list, wave, {"form": {"all": 100}}, s.by)


def taken(*states: str) -> Callable[[Scene], Does]:
    """The last of these steps, after the others."""

    def scene(s: Scene) -> Does:
        wave: Wave = begin(s.product, s.list, respondents=True, draft=True)
        change_campaign(s.product, s.list, wave, CONTACT, s.by)
        *before, last = states
        for state in before:
            assert move_campaign(s.product, s.list, wave, state, s.by, TODAY)
        return lambda: move_campaign(s.product, s.list, wave, last, s.by, TODAY)

    return scene


CAMPAIGNS: dict[str, Callable[[Scene], Does]] = {
    "answers_brought": answers_brought,
    "campaign_archived": taken(OPENED, CLOSED, ARCHIVED),
    "campaign_changed": campaign_changed,
    "campaign_closed": taken(OPENED, CLOSED),
    "campaign_drafted": campaign_drafted,
    "campaign_reported": taken(OPENED, CLOSED, REPORTED),
    "comment_redacted": comment_redacted,
    "pilot_started": pilot_started,
    "pilot_thrown_away": pilot_thrown_away,
    "weights_kept": weights_kept,
}
