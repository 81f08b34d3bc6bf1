"""How a campaign goes: over time, against what is hoped for, where people stop, how fast."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import abort, render_template

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.campaign import is_over
from ladder_assess.core.campaigns.course import DRAFTED
from ladder_assess.core.campaigns.pace import HASTY, PACES, middle, span
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.services.campaigns.answer_by_link import pages_of
from ladder_assess.services.campaigns.draft_campaign import find_campaign, progress_of
from ladder_assess.services.campaigns.follow_answers import how_it_goes
from ladder_assess.services.campaigns.set_quotas import quotas_of
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.services.instruments.score_wave import WaveResult, score_wave
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.campaigns.quotas import quota_name
from ladder_assess.web.common.request import View, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import form_name

__all__ = ["blueprint"]


@dataclass(frozen=True)
class PageRow:
    """A page of questions: how many in a hundred answered its questions, of those who sent (None
    where it is not told), and how many stopped there and sent nothing. A question that not
    everybody is asked is in no share; of a page of such, `people` have answered one.
    """

    title: str
    answered: int | None
    stopped: int
    people: int | None = None


@blueprint.get("/<instrument>/rounds/<number:wave>/going")
def going(instrument: str, wave: int) -> View:
    """How a campaign goes."""
    found, of = wave_or_404(instrument, wave), instrument_or_404(instrument)
    campaign = find_campaign(product(), portfolio(), found)
    if campaign is None or campaign.state == DRAFTED:
        abort(404)
    goes = how_it_goes(product(), portfolio(), found, now())
    result, groups = score_wave(product(), portfolio(), found), forms_of(of)
    asked = {form: pages_of(product(), found, campaign, form) for form in groups}
    questions = {form: sum(len(page.items) for page in asked[form]) for form in groups}
    return render_template(
        "campaigns/questionnaires/going.html",
        wave=found,
        instrument=of,
        names={form: form_name(of, form) for form in groups},
        targets=campaign.settings.targets,
        target=campaign.settings.target,
        progress=progress_of(product(), portfolio(), found),
        goes=goes,
        over=is_over(campaign, now()),
        days=list(_days(goes.days, groups)),
        rows={form: list(_rows(result, asked[form], form, goes.stops)) for form in groups},
        quotas=quotas_of(product(), portfolio(), found),
        quota_name=lambda quota: quota_name(of, quota.item, quota.option),
        spans={form: [span(pace, questions[form]) for pace in PACES] for form in groups},
        middles={form: middle(goes.paces.get(form, {})) for form in groups},
        hasty=HASTY,
        percent=lambda part, of_all: whole(100 * part / of_all),
    )


def _days(
    days: list[tuple[str, str, int]], groups: tuple[str, ...]
) -> Iterator[tuple[str, list[int]]]:
    """How many answers of each group were in at the end of each day on which some went in."""
    so_far = Counter[str]()
    for place, (day, form, people) in enumerate(days):
        so_far[form] += people
        if place + 1 == len(days) or days[place + 1][0] != day:
            yield day, [so_far[group] for group in groups]


def _rows(
    result: WaveResult, asked: Sequence[Page], form: str, stopped: Mapping[str, Mapping[int, int]]
) -> Iterator[PageRow]:
    """The pages of a group, and last the one that sends."""
    group, stops = result.groups.get(form), stopped.get(form, {})
    some = {item.id for item in result.instrument.items.values() if item.when is not None}
    for place, page in enumerate(asked):
        every, title = [i.id for i in page.items if i.id not in some], said(page.title)
        if every:
            yield PageRow(title, _answered(group, every), stops.get(place, 0))
        else:
            yield PageRow(title, None, stops.get(place, 0), _people(group, page))
    yield PageRow("", None, stops.get(len(asked), 0))


def _people(group: GroupResult | None, page: Page) -> int | None:
    """How many answered the question of a page that most answered."""
    told = (
        [group.told[item.id].people for item in page.items if item.id in group.told]
        if group
        else []
    )
    return max(told, default=None)


def _answered(group: GroupResult | None, items: list[str]) -> int | None:
    """The mean share of people who answered a question, of those that are told."""
    told = [group.told[item].people for item in items if item in group.told] if group else []
    return whole(100 * sum(told) / (len(items) * group.answered)) if group and told else None
